// XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03; libsodium's crypto_aead_xchacha20poly1305_ietf).
// Nonces are random and hedged by a keyed hash of the plaintext, so that a cloned device or a weak
// generator never seals two texts under one key and nonce; the zero nonce is for keys that seal one
// text.
#pragma once

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/crypto/secret.hpp"

namespace approdo::crypto {

using Nonce = FixedBytes<struct NonceTag, 24>;

inline constexpr std::size_t aead_tag_bytes = 16;

Nonce hedged_nonce(const SymmetricKey& key, ByteView plain, Random& random);

Bytes aead_seal(const SymmetricKey& key, const Nonce& nonce, ByteView associated, ByteView plain);
Result<Bytes> aead_open(const SymmetricKey& key, const Nonce& nonce, ByteView associated,
                        ByteView sealed);

// Nonce and sealed text in one, for what is kept or sent on its own (key blobs, small secrets).
Bytes seal_blob(const SymmetricKey& key, ByteView associated, ByteView plain, Random& random);
Result<SecretBytes> open_blob(const SymmetricKey& key, ByteView associated, ByteView blob);

}  // namespace approdo::crypto
