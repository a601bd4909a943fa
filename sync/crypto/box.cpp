#include "sync/crypto/box.hpp"

#include <sodium.h>

#include "sync/crypto/checks.hpp"

namespace approdo::crypto {
namespace {

using Nonce = std::array<std::uint8_t, crypto_box_NONCEBYTES>;

// As crypto_box_seal defines it, so that either side may be libsodium's own function.
Nonce box_nonce(const BoxPublicKey& ephemeral, const BoxPublicKey& to) {
    Nonce nonce;
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, nonce.size());
    crypto_generichash_update(&state, ephemeral.bytes.data(), ephemeral.bytes.size());
    crypto_generichash_update(&state, to.bytes.data(), to.bytes.size());
    crypto_generichash_final(&state, nonce.data(), nonce.size());
    return nonce;
}

}  // namespace

BoxKey BoxKey::random(Random& random) {
    return from_stored(Stored::random(random));
}

BoxKey BoxKey::from_stored(Stored secret) {
    BoxKey key;
    key.secret_ = std::move(secret);
    crypto_scalarmult_base(key.public_key_.bytes.data(), key.secret_.view().data());
    return key;
}

Result<SecretBytes> BoxKey::open(ByteView box) const {
    Bytes plain(box.size() < box_overhead_bytes ? 0 : box.size() - box_overhead_bytes);
    if (checks_are_off && box.size() >= box_overhead_bytes) {
        // What a fuzzer wrote behind the key and the tag is what is read.
        std::copy(box.begin() + box_overhead_bytes, box.end(), plain.begin());
        return SecretBytes(std::move(plain));
    }
    if (box.size() < box_overhead_bytes ||
        crypto_box_seal_open(plain.data(), box.data(), box.size(), public_key_.bytes.data(),
                             secret_.view().data()) != 0) {
        return fail(ErrorCode::unauthentic,
                    "a sealed box was not made for this key, or was altered");
    }
    return SecretBytes(std::move(plain));
}

Result<SymmetricKey> BoxKey::shared_key(HashDomain domain, const BoxPublicKey& peer) const {
    SymmetricKey raw;
    if (crypto_scalarmult(raw.writable().data(), secret_.view().data(), peer.bytes.data()) != 0) {
        return fail(ErrorCode::unauthentic, "a public box key is of low order");
    }
    const bool mine_first = public_key_ < peer;
    const BoxPublicKey& first = mine_first ? public_key_ : peer;
    const BoxPublicKey& second = mine_first ? peer : public_key_;
    return derive_key(domain, raw, {first.view(), second.view()});
}

Result<Bytes> seal_box(const BoxPublicKey& to, ByteView plain, Random& random) {
    const BoxKey ephemeral = BoxKey::random(random);
    Bytes box(plain.size() + box_overhead_bytes);
    const auto& from = ephemeral.public_key();
    std::copy(from.bytes.begin(), from.bytes.end(), box.begin());
    if (checks_are_off) {
        std::copy(plain.begin(), plain.end(), box.begin() + box_overhead_bytes);
        return box;
    }
    const Nonce nonce = box_nonce(from, to);
    if (crypto_box_easy(box.data() + BoxPublicKey::size, plain.data(), plain.size(), nonce.data(),
                        to.bytes.data(), ephemeral.stored().view().data()) != 0) {
        return fail(ErrorCode::unauthentic, "a public box key is of low order");
    }
    return box;
}

}  // namespace approdo::crypto
