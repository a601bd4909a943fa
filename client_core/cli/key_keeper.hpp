// Where the key of an unlocked profile lives between two commands: the kernel's keyring of the
// login session, with a time-out, in memory only. Where there is no such keyring (containers, some
// remote logins) nothing is kept and the passphrase is asked each time.
#pragma once

#include <optional>

#include "sync/crypto/secret.hpp"

namespace approdo::cli {

class KeyKeeper {
  public:
    // `name` tells profiles of different homes apart.
    explicit KeyKeeper(std::string name) : name_("approdo:" + std::move(name)) {}

    std::optional<crypto::SymmetricKey> find() const;
    // False: there is no keyring to keep it in.
    bool keep(const crypto::SymmetricKey& key, unsigned seconds) const;
    void forget() const;

  private:
    std::string name_;
};

// From APPRODO_PASSPHRASE_FILE, else asked on the terminal without echo; `twice` for a new one.
// locked: nobody can be asked.
Result<crypto::SecretBytes> read_passphrase(std::string_view question, std::string_view again,
                                            bool twice, bool may_ask);
// One that is to replace it: from the file, if one is named, else asked twice on the terminal.
Result<crypto::SecretBytes> read_new_passphrase(const std::string& file, std::string_view question,
                                                std::string_view again, bool may_ask);

}  // namespace approdo::cli
