// What a device gives back to a site that was restored from a backup: who its account is and the
// keys that it holds, boxed to the site. It travels inside the device's parcel, whose hello says
// whose word it is; the site takes a key of a shared scope only when it opens what the site itself
// signed.
#pragma once

#include "sync/crypto/box.hpp"
#include "sync/log/keyring.hpp"
#include "sync/wire/message.hpp"

namespace approdo::exchange {

struct ReturnedKey {
    log::KeyKind kind = log::KeyKind::scope;
    log::KeyId id;
    Epoch epoch;
    Bytes key;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(kind, id, epoch, key);
    }
};

struct AccountReturn {
    static constexpr std::uint32_t wire_version = 1;
    crypto::BoxPublicKey box;  // the account's
    std::string user_name;
    std::string display_name;
    std::vector<ReturnedKey> keys;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(box, user_name, display_name, keys);
    }
};

// The body of a frame.
Result<Bytes> seal_account_return(const AccountReturn& account, const crypto::BoxPublicKey& site,
                                  Random& random);
Result<AccountReturn> open_account_return(ByteView frame, const crypto::BoxKey& site);

}  // namespace approdo::exchange
