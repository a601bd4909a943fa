// The operating system's randomness (getrandom, or the browser's crypto.getRandomValues), for
// programs to inject into the core. Making one also starts libsodium and ends the program if that
// fails.
#pragma once

#include "sync/base/clock.hpp"

namespace approdo::crypto {

class SystemRandom final : public Random {
  public:
    SystemRandom();
    void fill(MutableByteView out) override;
};

// A stream of bytes that a 32-byte seed determines (ChaCha20, RFC 8439), for simulations, tests and
// everything that must come out alike on every machine.
class SeededRandom final : public Random {
  public:
    explicit SeededRandom(ByteView seed);
    explicit SeededRandom(std::uint64_t seed);
    void fill(MutableByteView out) override;

  private:
    void refill();

    std::array<std::uint8_t, 32> key_{};
    std::uint64_t block_ = 0;
    std::array<std::uint8_t, 1024> buffer_{};
    std::size_t used_ = sizeof(buffer_);
};

}  // namespace approdo::crypto
