// Who this device is and at which site: keys, certificates and how far joining has come. One row of
// progress.db. Written by joining only; everybody else reads it.
#pragma once

#include <optional>

#include "client_core/core/views.hpp"
#include "sync/exchange/join.hpp"
#include "sync/exchange/renewal.hpp"
#include "sync/sql/database.hpp"

namespace approdo::client {

struct Identity {
    JoinStage stage = JoinStage::none;
    exchange::JoinId join_id;
    std::string address;
    crypto::SigningPublicKey root;  // that the link named: the site's at that time
    SiteId site_id;
    crypto::BoxPublicKey site_box;
    crypto::SigningKey::Seed device_signing;
    crypto::BoxKey::Stored device_box;
    std::optional<crypto::BoxKey::Stored> account_box;
    std::string user_name;
    std::string display_name;
    crypto::Salt salt;
    crypto::PasswordCost cost;
    std::optional<crypto::SymmetricKey> wrap_key;  // only while signing in
    std::optional<log::SignedSite> site;
    std::optional<log::SignedDevice> device;
};

class IdentityStore {
  public:
    explicit IdentityStore(sql::Database& database) : database_(database) {}

    std::optional<Identity> load();
    void save(const Identity& identity);
    void put_site(const log::SignedSite& site);
    log::RootChain roots();
    void put_roots(const log::RootChain& roots);
    void put_address(std::string_view address);
    // Keys that this device would go on with, since it was copied: made once, until it does.
    exchange::DeviceRenewal ask_for_renewal(Random& random);
    std::optional<exchange::DeviceRenewal> renewal();
    // The identity under the keys that it asked for.
    Identity renewed(const log::SignedDevice& certificate);

  private:
    struct NextKeys {
        crypto::SigningKey::Seed signing;
        crypto::BoxKey::Stored box;
    };
    std::optional<NextKeys> next_keys();
    std::optional<Bytes> setting(std::string_view name);
    void put_setting(std::string_view name, ByteView value);

    sql::Database& database_;
};

}  // namespace approdo::client
