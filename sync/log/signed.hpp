// A message together with the exact bytes that were signed. Nothing signed is ever serialised a
// second time: the bytes are kept, forwarded and verified as they came.
#pragma once

#include "sync/crypto/sign.hpp"
#include "sync/wire/message.hpp"

namespace approdo::log {

template <wire::Message T>
struct Signed {
    T value;
    Bytes encoded;
    crypto::Signature signature;

    static Signed make(T value, crypto::SignDomain domain, const SiteId& site,
                       const crypto::SigningKey& key) {
        Bytes encoded = wire::encode(value);
        const auto signature = key.sign(domain, site, encoded);
        return {std::move(value), std::move(encoded), signature};
    }

    // Understands the bytes; whether the signature holds is for verify() to say.
    static Result<Signed> read(ByteView bytes) {
        if (bytes.size() < crypto::Signature::size) {
            return fail(ErrorCode::malformed, "a signed message is cut");
        }
        Signed result;
        result.encoded = copy_of(bytes.first(bytes.size() - crypto::Signature::size));
        APPRODO_TRY(result.signature, crypto::Signature::from(bytes.last(crypto::Signature::size)));
        APPRODO_TRY(result.value, wire::decode<T>(result.encoded));
        return result;
    }

    bool verify(crypto::SignDomain domain, const SiteId& site,
                const crypto::SigningPublicKey& key) const {
        return crypto::verify(key, domain, site, encoded, signature);
    }

    Bytes bytes() const {
        Bytes all = encoded;
        append(all, signature.view());
        return all;
    }
};

}  // namespace approdo::log
