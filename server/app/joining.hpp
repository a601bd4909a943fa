// The site's side of joining: answers requests for a new account by invitation, for an account's
// salt, and for signing in with a passphrase. A request that comes twice is answered alike.
// Attempts are limited by name and by address; what is answered for a name that does not exist
// looks like any other answer.
#pragma once

#include "server/app/enrolling.hpp"
#include "sync/exchange/renewal.hpp"

namespace approdo::app {

// A code that opens the site once, and what the store keeps of it.
Hash code_hash_of(const exchange::InvitationCode& code);

class Joining {
  public:
    Joining(const SiteKeys& keys, Clock& clock, Random& random, Scribe& scribe, StaffScopes& staff,
            Enrolling& enrolling)
        : keys_(keys),
          clock_(clock),
          random_(random),
          scribe_(scribe),
          staff_(staff),
          enrolling_(enrolling) {}

    struct Answered {
        Bytes parcel;
        std::optional<DeviceId> joined;  // a device that was not one before this request
    };
    // The frame of a join request in, the parcel with the answer out. `peer` is the sender's
    // address, empty for a parcel that came by file.
    Result<Answered> answer(store::Session& session, ByteView frame, std::string_view peer);

    // Certifies keys of its own for a device that was copied, as another one that goes on from it;
    // nothing happens when that was done before, or too often. The exchange brings the certificate
    // back.
    void renew(store::Session& session, const DeviceId& device,
               const exchange::DeviceRenewal& renewal);

    // For signing in over HTTP: the same checks and the same limits.
    exchange::AccountSecrets salt_of(store::Session& session, std::string_view user_name);
    Result<store::Person> check_secret(store::Session& session, std::string_view user_name,
                                       ByteView auth_secret, std::string_view peer);
    // A new passphrase for an account that keeps its key; the present one has to be shown.
    Result<void> change_secrets(store::Session& session, const AccountId& account,
                                ByteView auth_secret, const exchange::AccountSecrets& fresh,
                                std::string_view peer);

  private:
    exchange::JoinAnswer decide(store::Session& session, const exchange::JoinRequest& request,
                                std::string_view peer, std::optional<DeviceId>& joined);
    Result<AccountId> accept(store::Session& session, const exchange::JoinRequest& request);
    Result<store::Person> person_for(store::Session& session, const store::Invitation& invitation,
                                     const exchange::JoinRequest& request);
    DeviceId welcome(store::Session& session, const AccountId& account,
                     const exchange::JoinRequest& request, exchange::JoinAnswer& answer);
    void certify(store::Session& session, const log::SignedDevice& device);
    Result<void> check_tries(store::Session& session, const Hash& subject, std::uint32_t max);
    void note_failure(store::Session& session, const Hash& subject);

    const SiteKeys& keys_;
    Clock& clock_;
    Random& random_;
    Scribe& scribe_;
    StaffScopes& staff_;
    Enrolling& enrolling_;
};

}  // namespace approdo::app
