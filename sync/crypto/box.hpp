// X25519 (RFC 7748). Two uses: sealed boxes, which only the holder of a box key opens and which do
// not tell who made them (the format of libsodium's crypto_box_seal, with the ephemeral key drawn
// from the injected randomness), and a key that two parties share, from which exchanges are
// authenticated.
#pragma once

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/crypto/hash.hpp"
#include "sync/crypto/secret.hpp"

namespace approdo::crypto {

using BoxPublicKey = FixedBytes<struct BoxPublicKeyTag, 32>;

inline constexpr std::size_t box_overhead_bytes = 48;

class BoxKey {
  public:
    using Stored = Secret<struct BoxKeyTag, 32>;

    static BoxKey random(Random& random);
    static BoxKey from_stored(Stored secret);

    const BoxPublicKey& public_key() const { return public_key_; }
    Stored stored() const { return secret_.duplicate(); }

    Result<SecretBytes> open(ByteView box) const;
    // Alike on both sides: the X25519 secret and both public keys, the smaller first, go through
    // derive_key under the domain. Fails on a public key of low order.
    Result<SymmetricKey> shared_key(HashDomain domain, const BoxPublicKey& peer) const;

  private:
    BoxKey() = default;

    BoxPublicKey public_key_;
    Stored secret_;
};

Result<Bytes> seal_box(const BoxPublicKey& to, ByteView plain, Random& random);

}  // namespace approdo::crypto
