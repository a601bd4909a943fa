#include "server/app/root_keys.hpp"

#include <chrono>

#include "server/app/key_files.hpp"

namespace approdo::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* key_file = "root.key";
constexpr const char* fresh_key_file = "root.key.new";
constexpr const char* descriptor_file = "site";
constexpr const char* chain_file = "roots";
constexpr const char* disputed_file = "other-root";

Result<log::RootChain> load_chain(const fs::path& keys, const log::SignedSite& descriptor) {
    if (!fs::exists(keys / chain_file)) {
        return log::RootChain(crypto::site_id_of(descriptor.value.root));
    }
    APPRODO_TRY(const Bytes kept, read_key_file(keys / chain_file));
    APPRODO_TRY(const auto records, wire::decode<std::vector<Bytes>>(kept));
    if (records.empty()) return fail(ErrorCode::corrupt, "The file keys/roots is damaged.");
    APPRODO_TRY(const auto first, log::SignedRotation::read(records.front()));
    return log::RootChain::read(first.value.site, kept);
}

// The keys that the site works with stay; what changes is who vouches for them.
log::SignedSite described_by(const crypto::SigningKey& root, const log::SignedSite& before,
                             const SiteId& site) {
    log::SiteDescriptor fresh = before.value;
    fresh.root = root.public_key();
    ++fresh.number;
    return log::SignedSite::make(fresh, crypto::domain::site_descriptor, site, root);
}

// From the record on the disk to the end. Every step may have been done before.
void put_in_place(const fs::path& keys, const crypto::SigningKey& fresh, SiteRoots& roots) {
    if (roots.descriptor.value.root != fresh.public_key()) {
        roots.descriptor = described_by(fresh, roots.descriptor, roots.chain.site());
        replace_key_file(keys / descriptor_file, roots.descriptor.bytes());
    }
    move_key_file(keys / fresh_key_file, keys / key_file);
}

Result<void> end_interrupted_change(const fs::path& keys, SiteRoots& roots) {
    if (!fs::exists(keys / fresh_key_file)) return {};
    const auto fresh = read_signing_key(keys / fresh_key_file);
    if (fresh.ok() && roots.chain.is_current(fresh->public_key())) {
        put_in_place(keys, *fresh, roots);
        return {};
    }
    if (!fresh.ok() && fresh.error().code == ErrorCode::forbidden) return fresh.error();
    if (!roots.chain.is_current(roots.descriptor.value.root)) {
        return fail(ErrorCode::corrupt,
                    "A change of the root key did not end, and the new key in " +
                        (keys / fresh_key_file).string() +
                        " is not the one: restore the folder keys.");
    }
    // Nobody has heard of this one yet.
    fs::remove(keys / fresh_key_file);
    return {};
}

std::string date_of(UtcMs at) {
    const auto day = std::chrono::floor<std::chrono::days>(
        std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(at.value)));
    const std::chrono::year_month_day date(day);
    const auto two = [](unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    return std::to_string(static_cast<int>(date.year())) + "-" +
           two(static_cast<unsigned>(date.month())) + "-" + two(static_cast<unsigned>(date.day()));
}

}  // namespace

Result<SiteRoots> load_roots(const fs::path& keys) {
    APPRODO_TRY(const Bytes described, read_key_file(keys / descriptor_file));
    APPRODO_TRY(auto descriptor, log::SignedSite::read(described));
    APPRODO_TRY(auto chain, load_chain(keys, descriptor));
    SiteRoots roots{std::move(chain), std::move(descriptor), std::nullopt};
    APPRODO_CHECK(end_interrupted_change(keys, roots));
    APPRODO_CHECK(log::check_site(roots.descriptor, roots.chain));
    if (fs::exists(keys / disputed_file)) {
        APPRODO_TRY(const Bytes bytes, read_key_file(keys / disputed_file));
        APPRODO_TRY(const auto record, log::SignedRotation::read(bytes));
        log::RootChain trial = roots.chain;
        const auto step = trial.take(record);
        // The newer key folder is in place: what was disputed is in its chain.
        if (!step.ok() || *step != log::RootChain::Step::known) roots.disputed = record;
    }
    return roots;
}

Result<void> change_root(const fs::path& keys, SiteRoots& roots, UtcMs now, Random& random) {
    // The folder has the last word: a change that a full disk interrupted is ended first.
    APPRODO_TRY(roots, load_roots(keys));
    if (roots.disputed) {
        return fail(ErrorCode::conflict, advice_on(*roots.disputed, roots.chain));
    }
    APPRODO_TRY(const auto old, read_signing_key(keys / key_file));
    if (!roots.chain.is_current(old.public_key())) {
        return fail(ErrorCode::conflict,
                    "The key in " + (keys / key_file).string() +
                        " is not the site's root key: put the newest root.key there.");
    }
    const auto fresh = crypto::SigningKey::random(random);
    log::RootRotation change;
    change.site = roots.chain.site();
    change.number = roots.chain.length() + 1;
    change.old_root = old.public_key();
    change.new_root = fresh.public_key();
    change.at = now;
    SiteRoots changed = roots;
    APPRODO_CHECK(changed.chain.take(log::SignedRotation::make(change, old, fresh)));

    fs::remove(keys / fresh_key_file);
    write_signing_key(keys / fresh_key_file, fresh);
    replace_key_file(keys / chain_file, changed.chain.bytes());
    put_in_place(keys, fresh, changed);
    roots = std::move(changed);
    return {};
}

bool note_shown_roots(const fs::path& keys, SiteRoots& roots,
                      const std::vector<log::SignedRotation>& shown) {
    if (roots.disputed) return false;
    log::RootChain trial = roots.chain;
    for (const auto& record : shown) {
        const auto step = trial.take(record);
        if (!step.ok() || *step == log::RootChain::Step::known) continue;
        replace_key_file(keys / disputed_file, record.bytes());
        roots.disputed = record;
        return true;
    }
    return false;
}

std::string advice_on(const log::SignedRotation& disputed, const log::RootChain& chain) {
    const std::string what = "A device showed change " + std::to_string(disputed.value.number) +
                             " of the site's root key, of " + date_of(disputed.value.at);
    if (disputed.value.number <= chain.length()) {
        return what +
               ", and it is not the one that this site made: somebody holds an earlier root "
               "key. Devices that followed it show a warning: let their people join again, then "
               "stop the server and remove keys/other-root. The root key is not changed until "
               "then.";
    }
    return what +
           ", which this site does not know. If the site was restored: stop the server and "
           "put the newest copy of the folder keys in place of this one. If nobody here "
           "changed the key, somebody else holds it: stop the server, remove keys/other-root and "
           "run: approdo-server root rotate --yes. The root key is not changed until then.";
}

}  // namespace approdo::app
