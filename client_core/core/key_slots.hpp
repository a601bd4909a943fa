// Key slots: the random key of a client's databases, sealed several times over, each time under
// something a person has: a passphrase, a key file, later a passkey or the system's key store. The
// blob of slots is small and public to whoever has the disk; every single slot opens the same key,
// and losing all of them loses the databases. The shell keeps the blob beside the databases.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sync/crypto/password.hpp"
#include "sync/wire/message.hpp"

namespace approdo::client {

// Numbers are in the blob: never reused. An unknown kind is kept and skipped.
enum class SlotKind : std::uint8_t { passphrase = 1, key_file = 2, passkey = 3, key_store = 4 };

struct KeySlot {
    SlotKind kind{};
    std::string label;  // what people see; empty for the passphrase, «next» for a coming one
    crypto::Salt salt;
    std::uint32_t cost_passes = 0;  // passphrase only
    std::uint32_t cost_memory_kib = 0;
    Bytes sealed;  // seal_blob of the database key

    template <class Archive>
    void serialize(Archive& archive) {
        archive(kind, label, salt, cost_passes, cost_memory_kib, sealed);
    }
};

class KeySlots {
  public:
    static Result<KeySlots> read(ByteView blob);
    Bytes bytes() const;

    // Replaces an earlier passphrase.
    void set_passphrase(const crypto::SymmetricKey& database_key, ByteView passphrase,
                        crypto::PasswordCost cost, Random& random);
    // For changing it where others have to agree: from begin to finish both passphrases open.
    void begin_passphrase(const crypto::SymmetricKey& database_key, ByteView passphrase,
                          crypto::PasswordCost cost, Random& random);
    void finish_passphrase();
    void undo_passphrase();
    // `secret`: at least 32 random bytes that are kept elsewhere, such as in a file on a stick.
    Result<void> add_secret(SlotKind kind, std::string label,
                            const crypto::SymmetricKey& database_key, ByteView secret,
                            Random& random);
    void remove(SlotKind kind, std::string_view label);

    // locked: no slot opens with it.
    Result<crypto::SymmetricKey> open_with_passphrase(ByteView passphrase) const;
    Result<crypto::SymmetricKey> open_with_secret(SlotKind kind, ByteView secret) const;

    const std::vector<KeySlot>& all() const { return slots_; }

  private:
    void put_passphrase(std::string_view label, const crypto::SymmetricKey& database_key,
                        ByteView passphrase, crypto::PasswordCost cost, Random& random);

    std::vector<KeySlot> slots_;
};

}  // namespace approdo::client
