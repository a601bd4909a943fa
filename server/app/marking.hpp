// Marks graded and timed attempts with keys that learners never have, and writes the result into
// the learner's scope, so that it comes back with the next exchange. An attempt is marked by the
// version it was begun on. Marking again gives the same grade and writes nothing. Called after
// folding, and by the desk where persons mark (marking_desk.hpp).
#pragma once

#include "content/model/person_marks.hpp"
#include "server/app/package_shelf.hpp"
#include "server/app/scribe.hpp"

namespace approdo::app {

class Marking {
  public:
    Marking(Scribe& scribe, PackageShelf& packages) : scribe_(scribe), packages_(packages) {}

    // All attempts of the record that were handed in and have no grade for what counts now; without
    // `again`, those that have no grade at all. What is frozen waits.
    void mark(store::Session& session, const AccountId& account,
              const content::LearnerRecord& record, bool again);

    // A handed-in attempt with what marks it, and what came of it so far.
    struct Marked {
        std::shared_ptr<const PublishedVersion> version;  // that it was begun on
        const PublishedVersion::Graded* quiz = nullptr;   // of that version
        ContentVersion number;
        content::Seed seed;
        std::vector<QuestionId> questions;  // which question each outcome is of
        content::QuizOutcome outcome;       // persons' marks included
    };
    // Nothing where there is nothing to mark with. `given`: what persons gave, perhaps just now.
    std::optional<Marked> outcome_of(store::Session& session, const store::Enrolment& enrolment,
                                     const UnitId& unit, const content::AttemptRecord& attempt,
                                     const content::PersonMarks& given);
    // The grade of it, with what its policy lets the learner see.
    static content::Grade grade_from(const Marked& marked, const content::AttemptId& attempt);

  private:
    std::optional<SiteEvent> grade_of(store::Session& session, const store::Enrolment& enrolment,
                                      const UnitId& unit, const content::AttemptId& id,
                                      const content::AttemptRecord& attempt);

    Scribe& scribe_;
    PackageShelf& packages_;
};

}  // namespace approdo::app
