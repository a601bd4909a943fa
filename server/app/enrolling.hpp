// Enrolment: the person reads the edition's scope, gets the package's key, is told so by an event
// in the learner's scope, and receives the values from which attempts are drawn. Nothing needs the
// person to be there: it reaches the laptop with the next exchange. Called by joining, the Site,
// and after each publication.
#pragma once

#include "content/package/graded.hpp"
#include "server/app/scribe.hpp"
#include "server/app/staff_scopes.hpp"

namespace approdo::app {

class PackageShelf;

class Enrolling {
  public:
    Enrolling(const SiteKeys& keys, Clock& clock, Random& random, Scribe& scribe,
              StaffScopes& staff, PackageShelf& packages)
        : keys_(keys),
          clock_(clock),
          random_(random),
          scribe_(scribe),
          staff_(staff),
          packages_(packages) {}

    // Being enrolled already is no error: the enrolment that there is comes back.
    Result<store::Enrolment> enrol(store::Session& session, const EditionId& edition,
                                   const AccountId& account);
    // All that an account is entitled to and was not given yet: after joining, after a publication.
    void provide(store::Session& session, const store::Enrolment& enrolment);
    // Tells an edition's participants of the course's newest version.
    void announce(store::Session& session, const store::Edition& edition,
                  const store::CourseLine& course);

  private:
    void give_seeds(store::Session& session, const store::Enrolment& enrolment,
                    const store::CourseLine& course);
    void give_papers(store::Session& session, const AccountId& account,
                     const store::CourseLine& course);

    const SiteKeys& keys_;
    Clock& clock_;
    Random& random_;
    Scribe& scribe_;
    StaffScopes& staff_;
    PackageShelf& packages_;
};

}  // namespace approdo::app
