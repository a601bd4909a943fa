// What every command works with: the global options, the console, clock and chance of the machine,
// and the way to an unlocked profile.
#pragma once

#include "client_core/cli/console.hpp"
#include "client_core/cli/home.hpp"
#include "client_core/cli/http_client.hpp"
#include "client_core/cli/system.hpp"
#include "client_core/core/client.hpp"
#include "sync/crypto/random.hpp"

namespace approdo::cli {

inline constexpr std::string_view version = "0.1.0";

// ux contract: stable numbers, documented in the manual.
namespace exit_code {
inline constexpr int ok = 0;
inline constexpr int failure = 1;
inline constexpr int usage = 2;
inline constexpr int partly = 3;
inline constexpr int not_found = 4;
inline constexpr int no_store = 10;
inline constexpr int locked = 11;
inline constexpr int not_authorised = 12;
inline constexpr int conflicts = 20;
inline constexpr int unsynced = 21;
inline constexpr int try_later = 75;
}  // namespace exit_code

struct Options {
    std::string home;
    std::string profile = "default";
    std::string
        content_language;  // that units are shown in, where they have it; empty: as the rest
    std::string ca_file;   // empty: the authorities that the system trusts
    bool json = false;
    bool quiet = false;
    bool verbose = false;
    bool no_color = false;
    bool no_input = false;
    bool yes = false;
};

struct Context {
    explicit Context(Options given);

    Options options;
    Console console;
    SystemClock clock;
    crypto::SystemRandom random;
    std::filesystem::path home;
    bool has_no_store = false;  // what failed is that there is no profile
};

int exit_code_of(const Context& context, const Error& error);

struct OpenProfile {
    Profile profile;
    ProfileLock lock;
    std::unique_ptr<client::Client> client;
};

// missing, and exit code 10: there is no such profile. The key comes from the keyring, else from
// the passphrase.
Result<OpenProfile> open_profile(Context& context);
// A new profile whose key the passphrase opens; left unlocked for a while.
Result<OpenProfile> make_profile(Context& context, ByteView passphrase);
// Whether this is the passphrase that the profile was made with.
Result<void> check_passphrase(const Profile& profile, ByteView passphrase);
Result<crypto::SymmetricKey> unlock_profile(Context& context, const Profile& profile);
void keep_unlocked(Context& context, const Profile& profile, const crypto::SymmetricKey& key,
                   unsigned seconds);
void lock_profile(Context& context, const Profile& profile);

// A connection to the profile's site.
Result<std::unique_ptr<HttpClient>> site_of(const Context& context, client::Client& client);

inline constexpr unsigned unlocked_seconds_default = 8 * 3600;

}  // namespace approdo::cli
