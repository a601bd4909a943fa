#include "client_core/cli/key_keeper.hpp"

#include <keyutils.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "client_core/cli/home.hpp"

namespace approdo::cli {
namespace {

constexpr std::size_t passphrase_bytes_max = 1024;

// A program without a login session (a container's, cron's) would get a keyring that ends with it
// as soon as it adds a key to its session: then the keyring of all sessions of the user serves.
key_serial_t ring() {
    const long session = keyctl_get_keyring_ID(KEY_SPEC_SESSION_KEYRING, 0);
    const long of_user = keyctl_get_keyring_ID(KEY_SPEC_USER_SESSION_KEYRING, 0);
    return session == of_user ? KEY_SPEC_USER_SESSION_KEYRING : KEY_SPEC_SESSION_KEYRING;
}

std::optional<key_serial_t> search(const std::string& name) {
    const long found = keyctl_search(ring(), "user", name.c_str(), 0);
    if (found < 0) return std::nullopt;
    return static_cast<key_serial_t>(found);
}

// While it lives, what is typed does not show. The terminal is put back however that ends, by
// Ctrl-C as well: otherwise the person's shell would go on in silence.
class Silence {
  public:
    Silence() : is_terminal_(tcgetattr(STDIN_FILENO, &before_) == 0) {
        if (!is_terminal_) return;
        for (std::size_t i = 0; i < ends.size(); ++i) {
            struct sigaction put_back {};
            put_back.sa_handler = [](int signal) {
                tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
                std::signal(signal, SIG_DFL);
                std::raise(signal);
            };
            sigaction(ends[i], &put_back, &actions_[i]);
        }
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~Silence() {
        if (!is_terminal_) return;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
        for (std::size_t i = 0; i < ends.size(); ++i) sigaction(ends[i], &actions_[i], nullptr);
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;

  private:
    static constexpr std::array ends{SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    static inline termios before_{};  // a signal's handler sees nothing else
    std::array<struct sigaction, ends.size()> actions_{};
    bool is_terminal_;
};

std::string ask_line(std::string_view question) {
    const Silence silence;  // before the question: who types at once is not seen either
    std::fprintf(stderr, "%.*s: ", static_cast<int>(question.size()), question.data());
    std::fflush(stderr);
    std::string line;
    for (int letter = std::getchar(); letter != EOF && letter != '\n'; letter = std::getchar()) {
        if (line.size() < passphrase_bytes_max) line += static_cast<char>(letter);
    }
    std::fputc('\n', stderr);
    return line;
}

crypto::SecretBytes take(std::string& line) {
    crypto::SecretBytes secret{bytes_of(line)};
    crypto::wipe({reinterpret_cast<std::uint8_t*>(line.data()), line.size()});
    return secret;
}

Result<crypto::SecretBytes> from_file(const std::string& path) {
    APPRODO_TRY(Bytes bytes, read_file(path, passphrase_bytes_max));
    while (!bytes.empty() && (bytes.back() == '\n' || bytes.back() == '\r')) bytes.pop_back();
    return crypto::SecretBytes(std::move(bytes));
}

Result<crypto::SecretBytes> ask_twice(std::string_view question, std::string_view again) {
    std::string first = ask_line(question);
    std::string second = ask_line(again);
    crypto::SecretBytes passphrase = take(first);
    const crypto::SecretBytes repeated = take(second);
    if (!crypto::same(passphrase.view(), repeated.view())) {
        return fail(ErrorCode::invalid_input, "the two passphrases differ: try again");
    }
    return passphrase;
}

}  // namespace

std::optional<crypto::SymmetricKey> KeyKeeper::find() const {
    const auto serial = search(name_);
    if (!serial) return std::nullopt;
    crypto::SymmetricKey key;
    const long size = keyctl_read(*serial, reinterpret_cast<char*>(key.writable().data()),
                                  crypto::SymmetricKey::size);
    if (size != static_cast<long>(crypto::SymmetricKey::size)) return std::nullopt;
    return key;
}

bool KeyKeeper::keep(const crypto::SymmetricKey& key, unsigned seconds) const {
    const key_serial_t serial =
        add_key("user", name_.c_str(), key.view().data(), key.view().size(), ring());
    if (serial < 0) return false;
    if (keyctl_set_timeout(serial, seconds) == 0 && find()) return true;
    // A key without an end, or one that nobody can read back, is worse than none.
    keyctl_unlink(serial, ring());
    return false;
}

void KeyKeeper::forget() const {
    if (const auto serial = search(name_)) {
        keyctl_revoke(*serial);
        keyctl_unlink(*serial, ring());
    }
}

Result<crypto::SecretBytes> read_passphrase(std::string_view question, std::string_view again,
                                            bool twice, bool may_ask) {
    if (const char* path = std::getenv("APPRODO_PASSPHRASE_FILE"); path != nullptr && *path != 0) {
        return from_file(path);
    }
    if (!may_ask || isatty(STDIN_FILENO) == 0) {
        return fail(
            ErrorCode::locked,
            "the passphrase is needed and nobody can be asked: name a file that holds it in "
            "APPRODO_PASSPHRASE_FILE, or open the profile for a while with `approdo "
            "unlock` where that is enough");
    }
    if (twice) return ask_twice(question, again);
    std::string line = ask_line(question);
    return take(line);
}

Result<crypto::SecretBytes> read_new_passphrase(const std::string& file, std::string_view question,
                                                std::string_view again, bool may_ask) {
    if (!file.empty()) return from_file(file);
    if (!may_ask || isatty(STDIN_FILENO) == 0) {
        return fail(ErrorCode::invalid_input,
                    "nobody can be asked for the new passphrase: name a file that holds it with "
                    "--new-file FILE");
    }
    return ask_twice(question, again);
}

}  // namespace approdo::cli
