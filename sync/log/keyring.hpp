// The keys that a device or site holds, by what they are for and by epoch. They reach a device as
// events of the account's keyring log (type key_given), whose segments only that account opens.
#pragma once

#include <map>
#include <memory>

#include "sync/crypto/secret.hpp"
#include "sync/log/event.hpp"

namespace approdo::log {

enum class KeyKind : std::uint8_t {
    scope = 1,    // opens segments; id is a ScopeId
    package = 2,  // opens manifests; id is a ChannelId
    paper = 3,    // opens one sitting of a timed quiz; id names the sitting
    library = 4,  // makes chunks; id names the library; only publishers get it
    channel = 5,  // signs heads; id is a ChannelId; only publishers get it
};

using KeyId = FixedBytes<struct KeyIdTag, 16>;

struct KeyName {
    KeyKind kind = KeyKind::scope;
    KeyId id;
    Epoch epoch;
    auto operator<=>(const KeyName&) const = default;
};

KeyName scope_key_name(const ScopeId& scope, Epoch epoch);
KeyName package_key_name(const ChannelId& channel, Epoch epoch);

// The payload of a key_given event.
Fields key_given_fields(const KeyName& name, const crypto::SymmetricKey& key);
struct GivenKey {
    KeyName name;
    crypto::SymmetricKey key;
};
Result<GivenKey> read_key_given(ByteView payload);

class Keyring {
  public:
    // The first key given under a name stays; giving another one changes nothing.
    void add(const KeyName& name, crypto::SymmetricKey key);
    const crypto::SymmetricKey* find(const KeyName& name) const;  // stays valid until the ring dies
    // The highest epoch there is of a kind and id, or nothing.
    std::optional<Epoch> newest(KeyKind kind, const KeyId& id) const;
    std::vector<Epoch> epochs(KeyKind kind, const KeyId& id) const;  // in rising order
    std::size_t size() const { return keys_.size(); }

  private:
    std::map<KeyName, std::unique_ptr<crypto::SymmetricKey>> keys_;
};

}  // namespace approdo::log
