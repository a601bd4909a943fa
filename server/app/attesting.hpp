// Attestati: issues what a learner's record says is earned, once an enrolment, and says so in the
// learner's own scope, where it reaches every device. What was issued is looked up in the site's
// log itself and not in what was folded of it, so that neither folding anew nor a restored backup
// issues another one. LocalSite and Folding are its callers, inside their transactions.
#pragma once

#include "content/attestation/attestation.hpp"
#include "content/model/earning.hpp"
#include "server/app/package_shelf.hpp"
#include "server/app/scribe.hpp"

namespace approdo::app {

class Attesting {
  public:
    Attesting(const SiteKeys& keys, Clock& clock, Scribe& scribe, PackageShelf& packages)
        : keys_(keys), clock_(clock), scribe_(scribe), packages_(packages) {}

    // All that the record of an account earns; an attestato that a person revoked is not issued
    // again by itself.
    void issue_earned(store::Session& session, const AccountId& account,
                      const content::LearnerRecord& record);
    // Whatever is there: nothing happens where one holds. missing: it is not earned.
    Result<void> issue(store::Session& session, const store::Enrolment& enrolment,
                       const content::LearnerRecord& record);
    // conflict: none holds.
    Result<void> revoke(store::Session& session, const store::Enrolment& enrolment,
                        const std::string& reason);

    // What an enrolment's attestato takes; nothing while the course's content is not here.
    std::optional<content::Earning> earning(store::Session& session,
                                            const store::Enrolment& enrolment,
                                            const content::LearnerRecord& record);

  private:
    struct Course {
        store::Edition edition;
        std::shared_ptr<const PublishedVersion> version;
    };
    std::optional<Course> course_of(store::Session& session, const store::Enrolment& enrolment);
    // As the site's log has it, folded or not.
    content::EnrolmentRecord told(store::Session& session, const store::Enrolment& enrolment);
    attestation::Attestation statement_of(store::Session& session,
                                          const store::Enrolment& enrolment, const Course& course,
                                          const content::EnrolmentRecord& record);
    void write(store::Session& session, const store::Enrolment& enrolment, const Course& course,
               const content::EnrolmentRecord& record);
    static content::AttestationNumber next_number(store::Session& session);

    const SiteKeys& keys_;
    Clock& clock_;
    Scribe& scribe_;
    PackageShelf& packages_;
};

}  // namespace approdo::app
