// Ed25519 signatures (RFC 8032). What is signed is always: domain name, one zero byte, the site's
// id, the message; so a signature of one site or purpose never verifies for another.
#pragma once

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/crypto/domains.hpp"
#include "sync/crypto/secret.hpp"

namespace approdo::crypto {

using SigningPublicKey = FixedBytes<struct SigningPublicKeyTag, 32>;
using Signature = FixedBytes<struct SignatureTag, 64>;

class SigningKey {
  public:
    using Seed = Secret<struct SigningSeedTag, 32>;

    static SigningKey random(Random& random);
    static SigningKey from_seed(const Seed& seed);

    const SigningPublicKey& public_key() const { return public_key_; }
    Signature sign(SignDomain domain, const SiteId& site, ByteView message) const;
    // For storing it sealed; the rest follows from the seed.
    Seed seed() const;

  private:
    SigningKey() = default;

    SigningPublicKey public_key_;
    Secret<struct SigningKeyTag, 64> secret_;
};

bool verify(const SigningPublicKey& key, SignDomain domain, const SiteId& site, ByteView message,
            const Signature& signature);

// The site's id is the hash of its first root key: whoever knows the id can check the key.
SiteId site_id_of(const SigningPublicKey& root);

}  // namespace approdo::crypto
