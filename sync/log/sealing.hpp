// How a body is sealed under a scope's epoch key, for segments and redacted segments alike:
//     seal key = derive(scope key, scope, epoch)     commitment = H(seal key, nonce)
//     body = commitment (16) | XChaCha20-Poly1305(plain)
// The commitment binds a body to the one key that opens it, so that no body opens differently for
// two readers.
#pragma once

#include "sync/crypto/aead.hpp"

namespace approdo::log {

crypto::SymmetricKey seal_key_of(const crypto::SymmetricKey& scope_key, const ScopeId& scope,
                                 Epoch epoch);

Bytes seal_body(const crypto::SymmetricKey& seal_key, const crypto::Nonce& nonce,
                ByteView associated, ByteView plain);
Result<Bytes> open_body(const crypto::SymmetricKey& seal_key, const crypto::Nonce& nonce,
                        ByteView associated, ByteView body);

// Grows `plain` to its Padmé length with zeros.
void pad(Bytes& plain);

}  // namespace approdo::log
