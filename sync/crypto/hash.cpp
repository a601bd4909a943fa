#include "sync/crypto/hash.hpp"

#include <sodium.h>

namespace approdo::crypto {
namespace {

using State = crypto_generichash_blake2b_state;

std::array<std::uint8_t, 16> personal_of(HashDomain domain) {
    APPRODO_ASSERT(domain.name.size() <= 16);
    std::array<std::uint8_t, 16> personal{};
    std::copy(domain.name.begin(), domain.name.end(), personal.begin());
    return personal;
}

void blake2b(HashDomain domain, ByteView key, Parts parts, MutableByteView out) {
    const auto personal = personal_of(domain);
    const std::uint8_t* key_data = key.empty() ? nullptr : key.data();
    if (parts.size() == 1) {
        const ByteView only = *parts.begin();
        crypto_generichash_blake2b_salt_personal(out.data(), out.size(), only.data(), only.size(),
                                                 key_data, key.size(), nullptr, personal.data());
        return;
    }
    State state;
    crypto_generichash_blake2b_init_salt_personal(&state, key_data, key.size(), out.size(), nullptr,
                                                  personal.data());
    for (const ByteView part : parts) {
        crypto_generichash_blake2b_update(&state, part.data(), part.size());
    }
    crypto_generichash_blake2b_final(&state, out.data(), out.size());
    if (!key.empty()) sodium_memzero(&state, sizeof state);
}

}  // namespace

Hash hash(HashDomain domain, Parts parts) {
    Hash out;
    blake2b(domain, {}, parts, out.bytes);
    return out;
}

Digest16 hash16(HashDomain domain, Parts parts) {
    Digest16 out;
    blake2b(domain, {}, parts, out.bytes);
    return out;
}

Hash keyed_hash(HashDomain domain, ByteView key, Parts parts) {
    APPRODO_ASSERT(key.size() >= 16 && key.size() <= 64);
    Hash out;
    blake2b(domain, key, parts, out.bytes);
    return out;
}

Digest16 keyed_hash16(HashDomain domain, ByteView key, Parts parts) {
    APPRODO_ASSERT(key.size() >= 16 && key.size() <= 64);
    Digest16 out;
    blake2b(domain, key, parts, out.bytes);
    return out;
}

SymmetricKey derive_key(HashDomain domain, const SymmetricKey& from, Parts parts) {
    SymmetricKey out;
    blake2b(domain, from.view(), parts, out.writable());
    return out;
}

Hasher::Hasher(HashDomain domain) {
    static_assert(sizeof(State) <= sizeof(state_));
    const auto personal = personal_of(domain);
    crypto_generichash_blake2b_init_salt_personal(reinterpret_cast<State*>(state_.data()), nullptr,
                                                  0, Hash::size, nullptr, personal.data());
}

void Hasher::update(ByteView bytes) {
    crypto_generichash_blake2b_update(reinterpret_cast<State*>(state_.data()), bytes.data(),
                                      bytes.size());
}

Hash Hasher::finish() {
    Hash out;
    crypto_generichash_blake2b_final(reinterpret_cast<State*>(state_.data()), out.bytes.data(),
                                     Hash::size);
    return out;
}

}  // namespace approdo::crypto
