// Shuts a device out, and takes that in again when a client brings it back to a restored site. What
// the site had received until then counts; what comes later is kept, unfolded, until a person
// rules. Every scope that the device could read gets a new key, which goes to the devices that
// remain and not to the account's key: that one may have left with the device (docs/security.md).
// LocalSite and Folding are its callers, inside their transactions.
#pragma once

#include "server/app/scribe.hpp"

namespace approdo::app {

class Revoking {
  public:
    explicit Revoking(Scribe& scribe) : scribe_(scribe) {}

    // The account whose device it was. not_found, conflict: it is revoked already.
    Result<AccountId> revoke(store::Session& session, const DeviceId& device);
    // How many segments a person's ruling concerned. not_found: the device is not a revoked one.
    Result<std::size_t> rule(store::Session& session, const DeviceId& device, bool counts);
    // A revocation that the site wrote before it was restored. True: the account's record has to be
    // folded again, because what was folded no longer counts.
    bool learn(store::Session& session, const content::Revocation& revocation);

  private:
    std::vector<store::StreamEnd> streams_of(store::Session& session, const AccountId& account,
                                             const DeviceId& device);
    // Every stream of the device counts up to where it ends here now.
    void write_cuts(store::Session& session, const AccountId& account, const DeviceId& device);
    void revoke_unused(store::Session& session, const AccountId& account, const DeviceId& before);
    bool hold_later(store::Session& session, const AccountId& account, const DeviceId& device);

    Scribe& scribe_;
};

}  // namespace approdo::app
