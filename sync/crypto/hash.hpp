// BLAKE2b (RFC 7693) with a domain in its personalisation: hashes, keyed hashes (MACs) and key
// derivation. Parts are hashed one after another without lengths: callers put fixed-size parts
// first, or encode them, so that no two inputs run together alike.
#pragma once

#include <array>
#include <initializer_list>

#include "sync/base/ids.hpp"
#include "sync/crypto/domains.hpp"
#include "sync/crypto/secret.hpp"

namespace approdo::crypto {

using Parts = std::initializer_list<ByteView>;

Hash hash(HashDomain domain, Parts parts);
Digest16 hash16(HashDomain domain, Parts parts);

Hash keyed_hash(HashDomain domain, ByteView key, Parts parts);
Digest16 keyed_hash16(HashDomain domain, ByteView key, Parts parts);

SymmetricKey derive_key(HashDomain domain, const SymmetricKey& from, Parts parts);

// For inputs that come in pieces, such as files.
class Hasher {
  public:
    explicit Hasher(HashDomain domain);
    void update(ByteView bytes);
    Hash finish();

  private:
    alignas(64) std::array<std::uint8_t, 384> state_;
};

}  // namespace approdo::crypto
