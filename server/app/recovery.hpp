// What a restored site learns again from the clients that outlived it: accounts that joined after
// the backup, the keys of their scopes, and enrolments. The site's own segments come back by the
// ordinary exchange; this turns what they and a device say into the rows that services work on.
// Nothing that is here is replaced, so calling it on a site that lost nothing changes nothing.
#pragma once

#include "content/model/folds.hpp"
#include "server/app/enrolling.hpp"
#include "sync/exchange/account_return.hpp"

namespace approdo::app {

class Recovery {
  public:
    Recovery(const SiteKeys& keys, Clock& clock, Random& random, Scribe& scribe, StaffScopes& staff,
             Enrolling& enrolling)
        : keys_(keys),
          clock_(clock),
          random_(random),
          scribe_(scribe),
          staff_(staff),
          enrolling_(enrolling) {}

    // The frame of an account's return, inside the parcel of a device that was authenticated.
    Result<void> take_account(store::Session& session, const DeviceId& device, ByteView frame);
    // Enrolments that the account's record knows and the catalogue does not.
    void take_enrolments(store::Session& session, const AccountId& account,
                         const content::LearnerRecord& record);

  private:
    Result<void> take_person(store::Session& session, const log::DeviceCertificate& device,
                             const exchange::AccountReturn& back);
    void take_key(store::Session& session, const AccountId& account,
                  const exchange::ReturnedKey& back);
    void take_enrolment(store::Session& session, const AccountId& account,
                        const EnrolmentId& enrolment, const content::EnrolmentRecord& record);

    const SiteKeys& keys_;
    Clock& clock_;
    Random& random_;
    Scribe& scribe_;
    StaffScopes& staff_;
    Enrolling& enrolling_;
};

}  // namespace approdo::app
