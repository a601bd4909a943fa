#include "client_core/core/identity_store.hpp"

namespace approdo::client {
namespace {

// Settings beside the row: the site's id, and how its root changed.
constexpr std::string_view site_setting = "site";
constexpr std::string_view roots_setting = "site roots";
// Of a device that was copied: the seeds of the keys that it would go on with.
constexpr std::string_view next_signing_setting = "next device key";
constexpr std::string_view next_box_setting = "next device box";

template <class Secret>
Secret secret_from(ByteView bytes) {
    auto secret = Secret::from(bytes);
    if (!secret.ok()) throw sql::SqlError(11, "progress.db: a key has the wrong length");
    return std::move(*secret);
}

template <class Secret>
std::optional<Bytes> bytes_of_secret(const std::optional<Secret>& secret) {
    if (!secret) return std::nullopt;
    return copy_of(secret->view());
}

template <class T>
std::optional<T> signed_from(const std::optional<Bytes>& bytes) {
    if (!bytes) return std::nullopt;
    auto read = T::read(*bytes);
    if (!read.ok()) throw sql::SqlError(11, "progress.db: a certificate is damaged");
    return std::move(*read);
}

}  // namespace

std::optional<Identity> IdentityStore::load() {
    auto row = database_.query(
        "SELECT stage, join_id, address, root, site_box, device_signing, device_box, account_box,"
        " user_name, display_name, salt, cost_passes, cost_memory_kib, wrap_key,"
        " site_certificate, device_certificate FROM identity");
    if (!row.step()) return std::nullopt;
    Identity identity;
    identity.stage = row.get<JoinStage>(0);
    identity.join_id = row.get<exchange::JoinId>(1);
    identity.address = row.get<std::string>(2);
    identity.root = row.get<crypto::SigningPublicKey>(3);
    const auto named = setting(site_setting);
    const auto site_id = named ? SiteId::from(*named) : crypto::site_id_of(identity.root);
    if (!site_id.ok()) throw sql::SqlError(11, "progress.db: the site's id has the wrong length");
    identity.site_id = *site_id;
    identity.site_box = row.get<crypto::BoxPublicKey>(4);
    identity.device_signing = secret_from<crypto::SigningKey::Seed>(row.bytes_view(5));
    identity.device_box = secret_from<crypto::BoxKey::Stored>(row.bytes_view(6));
    if (!row.is_null(7)) {
        identity.account_box = secret_from<crypto::BoxKey::Stored>(row.bytes_view(7));
    }
    identity.user_name = row.get<std::string>(8);
    identity.display_name = row.get<std::string>(9);
    if (!row.is_null(10)) identity.salt = row.get<crypto::Salt>(10);
    identity.cost = {row.get<std::uint32_t>(11), row.get<std::uint32_t>(12)};
    if (!row.is_null(13)) {
        identity.wrap_key = secret_from<crypto::SymmetricKey>(row.bytes_view(13));
    }
    identity.site = signed_from<log::SignedSite>(row.get<std::optional<Bytes>>(14));
    identity.device = signed_from<log::SignedDevice>(row.get<std::optional<Bytes>>(15));
    return identity;
}

void IdentityStore::save(const Identity& identity) {
    const auto site = identity.site ? std::optional(identity.site->bytes()) : std::nullopt;
    const auto device = identity.device ? std::optional(identity.device->bytes()) : std::nullopt;
    database_.run(
        "INSERT OR REPLACE INTO identity (one, stage, join_id, address, root, site_box,"
        " device_signing, device_box, account_box, user_name, display_name, salt, cost_passes,"
        " cost_memory_kib, wrap_key, site_certificate, device_certificate)"
        " VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        identity.stage, identity.join_id, identity.address, identity.root, identity.site_box,
        identity.device_signing.view(), identity.device_box.view(),
        bytes_of_secret(identity.account_box), identity.user_name, identity.display_name,
        identity.salt, identity.cost.passes, identity.cost.memory_kib,
        bytes_of_secret(identity.wrap_key), site, device);
    put_setting(site_setting, identity.site_id.view());
}

void IdentityStore::put_site(const log::SignedSite& site) {
    database_.run("UPDATE identity SET site_certificate = ?1", site.bytes());
}

log::RootChain IdentityStore::roots() {
    const auto identity = load();
    if (!identity) return log::RootChain(SiteId{});
    const auto kept = setting(roots_setting);
    if (!kept) return log::RootChain(identity->site_id);
    auto chain = log::RootChain::read(identity->site_id, *kept);
    if (!chain.ok()) throw sql::SqlError(11, "progress.db: the site's roots are damaged");
    return std::move(*chain);
}

void IdentityStore::put_roots(const log::RootChain& roots) {
    put_setting(roots_setting, roots.bytes());
}

std::optional<Bytes> IdentityStore::setting(std::string_view name) {
    return database_.one<Bytes>("SELECT value FROM setting WHERE name = ?1", name);
}

void IdentityStore::put_setting(std::string_view name, ByteView value) {
    database_.run("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)", name, value);
}

void IdentityStore::put_address(std::string_view address) {
    database_.run("UPDATE identity SET address = ?1", address);
}

exchange::DeviceRenewal IdentityStore::ask_for_renewal(Random& random) {
    if (const auto asked = renewal()) return *asked;
    const auto signing = crypto::SigningKey::random(random);
    const auto box = crypto::BoxKey::random(random);
    put_setting(next_signing_setting, signing.seed().view());
    put_setting(next_box_setting, box.stored().view());
    return {signing.public_key(), box.public_key(), {}};
}

std::optional<exchange::DeviceRenewal> IdentityStore::renewal() {
    const auto next = next_keys();
    if (!next) return std::nullopt;
    return exchange::DeviceRenewal{crypto::SigningKey::from_seed(next->signing).public_key(),
                                   crypto::BoxKey::from_stored(next->box.duplicate()).public_key(),
                                   {}};
}

Identity IdentityStore::renewed(const log::SignedDevice& certificate) {
    auto next = next_keys();
    APPRODO_ASSERT(next.has_value());
    Identity identity = std::move(*load());
    identity.device_signing = std::move(next->signing);
    identity.device_box = std::move(next->box);
    identity.device = certificate;
    save(identity);
    for (const auto name : {next_signing_setting, next_box_setting})
        database_.run("DELETE FROM setting WHERE name = ?1", name);
    return identity;
}

// Straight from the row into what wipes itself.
std::optional<IdentityStore::NextKeys> IdentityStore::next_keys() {
    auto row = database_.query(
        "SELECT s.value, b.value FROM setting AS s JOIN setting AS b"
        " WHERE s.name = ?1 AND b.name = ?2",
        next_signing_setting, next_box_setting);
    if (!row.step()) return std::nullopt;
    return NextKeys{secret_from<crypto::SigningKey::Seed>(row.bytes_view(0)),
                    secret_from<crypto::BoxKey::Stored>(row.bytes_view(1))};
}

}  // namespace approdo::client
