// Names of people, told apart from everything that they learned: no event and no segment carries
// one. A device of somebody who may see how others are doing asks, within its parcel to the site,
// for the names of accounts that it knows by their ids alone (frame want_names). The site answers
// with a parcel of its own (frame names), sealed for that device under the key that both sides work
// out from the device's and the site's box keys. Called by the client's session and by the site.
#pragma once

#include "sync/crypto/box.hpp"
#include "sync/wire/message.hpp"

namespace approdo::exchange {

inline constexpr std::size_t names_asked_max = 512;  // at once

struct WantNames {
    static constexpr std::uint32_t wire_version = 1;
    std::vector<AccountId> accounts;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(accounts);
    }
};

struct PersonName {
    AccountId account;
    std::string name;  // empty: of nobody that the asking person may know

    template <class Archive>
    void serialize(Archive& archive) {
        archive(account, name);
    }
};

struct Names {
    static constexpr std::uint32_t wire_version = 1;
    std::vector<PersonName> people;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(people);
    }
};

// Alike on both sides: own is the device's box key and peer the site's, or the reverse.
Result<crypto::SymmetricKey> names_key(const crypto::BoxKey& own, const crypto::BoxPublicKey& peer);
// The body of a frame.
Bytes seal_names(const Names& names, const SiteId& site, const crypto::SymmetricKey& key,
                 Random& random);
Result<Names> open_names(ByteView frame, const SiteId& site, const crypto::SymmetricKey& key);

}  // namespace approdo::exchange
