#include "client_core/cli/context.hpp"

#include <unistd.h>

#include <cstdlib>

#include "client_core/cli/key_keeper.hpp"
#include "client_core/cli/texts.hpp"
#include "sync/crypto/password.hpp"

namespace approdo::cli {
namespace {

constexpr Text ask_passphrase{"Frase segreta", "Passphrase"};

KeyKeeper keeper_of(const Profile& profile) {
    return KeyKeeper(std::filesystem::absolute(profile.folder()).string());
}

Error no_profile(Context& context, const Profile& profile) {
    context.has_no_store = true;
    return fail(ErrorCode::missing,
                "there is no profile «" + profile.name() + "» here: join with your invitation");
}

client::Host host_for(Context& context, const Profile& profile) {
    client::Host host;
    host.clock = &context.clock;
    host.random = &context.random;
    host.folder = profile.folder().string();
    // The profile is locked for this program. Shared memory would need room on a disk that is full.
    host.exclusive = true;
    const std::string& wish = context.options.content_language;
    host.language = wish.empty() ? std::string(spoken_language()) : wish;
    return host;
}

}  // namespace

int exit_code_of(const Context& context, const Error& error) {
    if (context.has_no_store) return exit_code::no_store;
    switch (error.code) {
        case ErrorCode::invalid_input:
            return exit_code::usage;
        case ErrorCode::not_found:
            return exit_code::not_found;
        case ErrorCode::locked:
            return exit_code::locked;
        case ErrorCode::forbidden:
            return exit_code::not_authorised;
        case ErrorCode::conflict:
            return exit_code::conflicts;
        case ErrorCode::busy:
        case ErrorCode::unavailable:
            return exit_code::try_later;
        case ErrorCode::incomplete:
            return exit_code::partly;
        default:
            return exit_code::failure;
    }
}

Context::Context(Options given) : options(std::move(given)), home(home_folder(options.home)) {
    console.json = options.json;
    console.quiet = options.quiet;
    console.verbose = options.verbose;
    const bool wants_color = !options.no_color && std::getenv("NO_COLOR") == nullptr;
    console.color = wants_color && !options.json && isatty(STDOUT_FILENO) != 0;
    console.may_ask = !options.no_input && isatty(STDIN_FILENO) != 0;
}

Result<void> check_passphrase(const Profile& profile, ByteView passphrase) {
    const auto blob = profile.slots();
    if (!blob) return fail(ErrorCode::not_found, "there is no profile «" + profile.name() + "»");
    APPRODO_TRY(const auto slots, client::KeySlots::read(*blob));
    APPRODO_CHECK(slots.open_with_passphrase(passphrase));
    return {};
}

Result<crypto::SymmetricKey> unlock_profile(Context& context, const Profile& profile) {
    const auto blob = profile.slots();
    if (!blob) return no_profile(context, profile);
    if (auto key = keeper_of(profile).find()) return std::move(*key);
    APPRODO_TRY(const auto slots, client::KeySlots::read(*blob));
    APPRODO_TRY(const auto passphrase,
                read_passphrase(say(ask_passphrase), "", false, context.console.may_ask));
    return slots.open_with_passphrase(passphrase.view());
}

Result<OpenProfile> open_profile(Context& context) {
    APPRODO_CHECK(check_profile_name(context.options.profile));
    const Profile profile(context.home, context.options.profile);
    if (!profile.exists()) return no_profile(context, profile);
    profile.make_folder();
    APPRODO_TRY(ProfileLock lock, ProfileLock::take(profile));
    APPRODO_TRY(const auto key, unlock_profile(context, profile));
    auto opened = client::Client::open(host_for(context, profile), key);
    if (!opened.ok() && opened.error().code == ErrorCode::locked) {
        // A key that was kept for another life of this profile.
        lock_profile(context, profile);
    }
    if (!opened.ok()) return opened.error();
    return OpenProfile{profile, std::move(lock), std::move(*opened)};
}

Result<OpenProfile> make_profile(Context& context, ByteView passphrase) {
    APPRODO_CHECK(check_profile_name(context.options.profile));
    const Profile profile(context.home, context.options.profile);
    profile.make_folder();
    APPRODO_TRY(ProfileLock lock, ProfileLock::take(profile));
    if (profile.exists()) {
        return fail(ErrorCode::conflict, "the profile «" + profile.name() + "» is there already");
    }
    // Files of a profile that was never finished open with no key any more.
    for (const char* name : {"progress.db", "cache.db"}) {
        for (const char* tail : {"", "-wal", "-shm"}) {
            std::filesystem::remove(profile.folder() / (std::string(name) + tail));
        }
    }
    const auto key = crypto::SymmetricKey::random(context.random);
    client::KeySlots slots;
    slots.set_passphrase(key, passphrase, crypto::release_cost(), context.random);
    APPRODO_TRY(auto opened, client::Client::open(host_for(context, profile), key));
    // Last: a profile without its slots does not exist.
    profile.put_slots(slots.bytes());
    keep_unlocked(context, profile, key, unlocked_seconds_default);
    return OpenProfile{profile, std::move(lock), std::move(opened)};
}

void keep_unlocked(Context& context, const Profile& profile, const crypto::SymmetricKey& key,
                   unsigned seconds) {
    static constexpr Text no_keyring{
        "Questo sistema non ha un portachiavi di sessione: la frase segreta sarà chiesta ogni "
        "volta.",
        "This system has no session keyring: the passphrase will be asked each time."};
    if (!keeper_of(profile).keep(key, seconds) && context.console.verbose) {
        context.console.note(say(no_keyring));
    }
}

void lock_profile(Context&, const Profile& profile) {
    keeper_of(profile).forget();
}

Result<std::unique_ptr<HttpClient>> site_of(const Context& context, client::Client& client) {
    const client::Person person = client.person();
    if (person.address.empty()) {
        return fail(ErrorCode::locked,
                    "this profile belongs to no site yet: join with the link of your invitation");
    }
    return HttpClient::open(person.address, context.options.ca_file);
}

}  // namespace approdo::cli
