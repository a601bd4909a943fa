#include "sync/crypto/random.hpp"

#include <sodium.h>

#include "sync/crypto/domains.hpp"
#include "sync/crypto/hash.hpp"

namespace approdo::crypto {

SystemRandom::SystemRandom() {
    APPRODO_ASSERT(sodium_init() >= 0);
}

void SystemRandom::fill(MutableByteView out) {
    randombytes_buf(out.data(), out.size());
}

SeededRandom::SeededRandom(ByteView seed) {
    APPRODO_ASSERT(sodium_init() >= 0);
    key_ = hash(domain::seed, {seed}).bytes;
}

SeededRandom::SeededRandom(std::uint64_t seed) {
    APPRODO_ASSERT(sodium_init() >= 0);
    for (std::size_t i = 0; i < 8; ++i) key_[i] = static_cast<std::uint8_t>(seed >> (8 * i));
    key_ = hash(domain::seed, {key_}).bytes;
}

void SeededRandom::refill() {
    std::array<std::uint8_t, 8> nonce{};
    for (std::size_t i = 0; i < 8; ++i) nonce[i] = static_cast<std::uint8_t>(block_ >> (8 * i));
    crypto_stream_chacha20(buffer_.data(), buffer_.size(), nonce.data(), key_.data());
    ++block_;
    used_ = 0;
}

void SeededRandom::fill(MutableByteView out) {
    while (!out.empty()) {
        if (used_ == buffer_.size()) refill();
        const std::size_t count = std::min(out.size(), buffer_.size() - used_);
        std::copy_n(buffer_.begin() + static_cast<std::ptrdiff_t>(used_), count, out.begin());
        used_ += count;
        out = out.subspan(count);
    }
}

}  // namespace approdo::crypto
