// Marks graded and timed attempts with keys that learners never have, and writes the result into
// the learner's scope, so that it comes back with the next exchange. An attempt is marked by the
// version it was begun on. Marking again gives the same grade and writes nothing. Called after
// folding.
#pragma once

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

  private:
    std::optional<SiteEvent> grade_of(store::Session& session, const store::Enrolment& enrolment,
                                      const UnitId& unit, const content::AttemptId& id,
                                      const content::AttemptRecord& attempt);

    Scribe& scribe_;
    PackageShelf& packages_;
};

}  // namespace approdo::app
