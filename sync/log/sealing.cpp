#include "sync/log/sealing.hpp"

#include "sync/crypto/hash.hpp"
#include "sync/log/columns.hpp"

namespace approdo::log {
namespace {

Digest16 commitment_of(const crypto::SymmetricKey& seal_key, const crypto::Nonce& nonce) {
    return crypto::keyed_hash16(crypto::domain::commit_key, seal_key.view(), {nonce.view()});
}

}  // namespace

crypto::SymmetricKey seal_key_of(const crypto::SymmetricKey& scope_key, const ScopeId& scope,
                                 Epoch epoch) {
    std::array<std::uint8_t, 8> number{};
    for (std::size_t i = 0; i < number.size(); ++i) {
        number[i] = static_cast<std::uint8_t>(epoch.value >> (8 * i));
    }
    return crypto::derive_key(crypto::domain::seal_key, scope_key, {scope.view(), number});
}

Bytes seal_body(const crypto::SymmetricKey& seal_key, const crypto::Nonce& nonce,
                ByteView associated, ByteView plain) {
    Bytes body = copy_of(commitment_of(seal_key, nonce).view());
    append(body, crypto::aead_seal(seal_key, nonce, associated, plain));
    return body;
}

Result<Bytes> open_body(const crypto::SymmetricKey& seal_key, const crypto::Nonce& nonce,
                        ByteView associated, ByteView body) {
    if (body.size() < Digest16::size + crypto::aead_tag_bytes) {
        return fail(ErrorCode::malformed, "the body of a segment is cut");
    }
    if (!crypto::same(commitment_of(seal_key, nonce).view(), body.first(Digest16::size))) {
        return fail(ErrorCode::unauthentic,
                    "a segment was sealed under another key than the one at hand for its epoch");
    }
    return crypto::aead_open(seal_key, nonce, associated, body.subspan(Digest16::size));
}

void pad(Bytes& plain) {
    plain.resize(padme_length(plain.size()));
}

}  // namespace approdo::log
