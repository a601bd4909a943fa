// Where persons say what they think of assignments. What a learner handed in last stands under the
// id that its event gives it (content::attempt_of), as a sheet with one answer and no points; what
// is said of it is an event of feedback, and that it counts as completed a recognition. Who may do
// this is the caller's to check.
#pragma once

#include "server/app/folding.hpp"
#include "server/app/teaching_rows.hpp"

namespace approdo::app {

class AssignmentDesk {
  public:
    AssignmentDesk(Scribe& scribe, PackageShelf& packages, Folding& folding, Clock& clock)
        : scribe_(scribe), packages_(packages), folding_(folding), clock_(clock) {}

    // Of each assignment what was handed in last, where somebody has still to look at it.
    void add_lines(store::Session& session, const store::Edition& edition, const MarkingWish& wish,
                   std::vector<MarkingLine>& lines);
    // Whether this is the id of handed-in work and not of an attempt at a quiz.
    static bool has(store::Session& session, const store::Enrolment& enrolment,
                    const content::AttemptId& id);
    Result<MarkingSheet> sheet(store::Session& session, const store::Enrolment& enrolment,
                               const content::AttemptId& id, bool nameless);
    static std::vector<content::FileValue> files_of(store::Session& session,
                                                    const store::Enrolment& enrolment,
                                                    const content::AttemptId& id);
    // conflict: it was handed in again, or somebody said something meanwhile.
    Result<MarkingSheet> give(store::Session& session, const store::Enrolment& enrolment,
                              const content::AttemptId& id, const AccountId& by,
                              const NewMark& mark);

  private:
    struct Described {
        content::Unit unit;
        std::string title;
        std::string html;  // what it asks for
        std::string language;
        content::Direction direction = content::Direction::left_to_right;
    };
    std::optional<Described> describe(store::Session& session, const store::Enrolment& enrolment,
                                      const UnitId& unit, ContentVersion version);

    Scribe& scribe_;
    PackageShelf& packages_;
    Folding& folding_;
    Clock& clock_;
};

}  // namespace approdo::app
