#include "sync/crypto/sign.hpp"

#include <sodium.h>

#include "sync/crypto/checks.hpp"
#include "sync/crypto/hash.hpp"

namespace approdo::crypto {
namespace {

Bytes signed_bytes(SignDomain domain, const SiteId& site, ByteView message) {
    Bytes bytes;
    bytes.reserve(domain.name.size() + 1 + SiteId::size + message.size());
    append(bytes, bytes_of(domain.name));
    bytes.push_back(0);
    append(bytes, site.view());
    append(bytes, message);
    return bytes;
}

}  // namespace

SigningKey SigningKey::random(Random& random) {
    return from_seed(Seed::random(random));
}

SigningKey SigningKey::from_seed(const Seed& seed) {
    SigningKey key;
    crypto_sign_seed_keypair(key.public_key_.bytes.data(), key.secret_.writable().data(),
                             seed.view().data());
    return key;
}

Signature SigningKey::sign(SignDomain domain, const SiteId& site, ByteView message) const {
    const Bytes bytes = signed_bytes(domain, site, message);
    Signature signature;
    crypto_sign_detached(signature.bytes.data(), nullptr, bytes.data(), bytes.size(),
                         secret_.view().data());
    return signature;
}

SigningKey::Seed SigningKey::seed() const {
    Seed seed;
    crypto_sign_ed25519_sk_to_seed(seed.writable().data(), secret_.view().data());
    return seed;
}

bool verify(const SigningPublicKey& key, SignDomain domain, const SiteId& site, ByteView message,
            const Signature& signature) {
    if (checks_are_off) return true;
    const Bytes bytes = signed_bytes(domain, site, message);
    return crypto_sign_verify_detached(signature.bytes.data(), bytes.data(), bytes.size(),
                                       key.bytes.data()) == 0;
}

SiteId site_id_of(const SigningPublicKey& root) {
    return SiteId{hash16(domain::site_id, {root.view()}).bytes};
}

}  // namespace approdo::crypto
