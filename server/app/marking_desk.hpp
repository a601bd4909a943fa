// Where persons mark what a machine cannot judge. Reads the folded records, shows an answer with
// its question and the author's guide, and writes each mark as an event of feedback and the grade
// that follows from all marks as another. A mark carries the state of what its giver saw: where
// somebody marked meanwhile, the later one is told who, and nothing is written over unseen. Who may
// do this is the caller's to check.
#pragma once

#include "server/app/folding.hpp"
#include "server/app/teaching_rows.hpp"

namespace approdo::app {

class MarkingDesk {
  public:
    MarkingDesk(Scribe& scribe, Marking& marking, Folding& folding, Clock& clock)
        : scribe_(scribe), marking_(marking), folding_(folding), clock_(clock) {}

    // The attempts of an edition that are a person's to mark, added to `lines`.
    void add_lines(store::Session& session, const store::Edition& edition, const MarkingWish& wish,
                   std::vector<MarkingLine>& lines);
    // not_found: there is no such attempt, or nothing of it is for a person.
    Result<MarkingSheet> sheet(store::Session& session, const store::Enrolment& enrolment,
                               const content::AttemptId& attempt, bool nameless);
    // Those that the answers which count name; none where there is no such attempt.
    std::vector<content::FileValue> files_of(store::Session& session,
                                             const store::Enrolment& enrolment,
                                             const content::AttemptId& attempt);
    // All of the marks or none. conflict: the message says who marked meanwhile.
    Result<MarkingSheet> give(store::Session& session, const store::Enrolment& enrolment,
                              const content::AttemptId& attempt, const AccountId& by,
                              const std::vector<NewMark>& marks);

  private:
    struct Found {
        UnitId unit;
        content::AttemptRecord attempt;
        Marking::Marked marked;
    };
    Result<Found> find(store::Session& session, const store::Enrolment& enrolment,
                       const content::LearnerRecord& record, const content::AttemptId& id);
    static MarkingSheet sheet_of(store::Session& session, const store::Enrolment& enrolment,
                                 const content::AttemptId& id, const Found& found, bool nameless);

    Scribe& scribe_;
    Marking& marking_;
    Folding& folding_;
    Clock& clock_;
};

}  // namespace approdo::app
