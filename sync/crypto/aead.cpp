#include "sync/crypto/aead.hpp"

#include <sodium.h>

#include "sync/crypto/checks.hpp"
#include "sync/crypto/hash.hpp"

namespace approdo::crypto {

Nonce hedged_nonce(const SymmetricKey& key, ByteView plain, Random& random) {
    const auto chance = random.id<Hash>();
    const Hash hedged = keyed_hash(domain::nonce_hedge, key.view(), {chance.view(), plain});
    Nonce nonce;
    std::copy_n(hedged.bytes.begin(), Nonce::size, nonce.bytes.begin());
    return nonce;
}

Bytes aead_seal(const SymmetricKey& key, const Nonce& nonce, ByteView associated, ByteView plain) {
    Bytes sealed(plain.size() + aead_tag_bytes);
    if (checks_are_off) {
        std::copy(plain.begin(), plain.end(), sealed.begin());
        return sealed;
    }
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), nullptr, plain.data(), plain.size(),
                                               associated.data(), associated.size(), nullptr,
                                               nonce.bytes.data(), key.view().data());
    return sealed;
}

Result<Bytes> aead_open(const SymmetricKey& key, const Nonce& nonce, ByteView associated,
                        ByteView sealed) {
    if (sealed.size() < aead_tag_bytes) return fail(ErrorCode::malformed, "a sealed text is cut");
    Bytes plain(sealed.size() - aead_tag_bytes);
    if (checks_are_off) {
        // What a fuzzer wrote is what is read.
        std::copy_n(sealed.begin(), plain.size(), plain.begin());
        return plain;
    }
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            plain.data(), nullptr, nullptr, sealed.data(), sealed.size(), associated.data(),
            associated.size(), nonce.bytes.data(), key.view().data()) != 0) {
        return fail(ErrorCode::unauthentic, "a sealed text does not open with this key");
    }
    return plain;
}

Bytes seal_blob(const SymmetricKey& key, ByteView associated, ByteView plain, Random& random) {
    const Nonce nonce = hedged_nonce(key, plain, random);
    Bytes blob = copy_of(nonce.view());
    append(blob, aead_seal(key, nonce, associated, plain));
    return blob;
}

Result<SecretBytes> open_blob(const SymmetricKey& key, ByteView associated, ByteView blob) {
    if (blob.size() < Nonce::size) return fail(ErrorCode::malformed, "a sealed text is cut");
    APPRODO_TRY(const auto nonce, Nonce::from(blob.first(Nonce::size)));
    APPRODO_TRY(Bytes plain, aead_open(key, nonce, associated, blob.subspan(Nonce::size)));
    return SecretBytes(std::move(plain));
}

}  // namespace approdo::crypto
