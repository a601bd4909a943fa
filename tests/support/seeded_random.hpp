// Chance for tests: the same seed gives the same bytes everywhere (SplitMix64, Steele et al. 2014).
// The seed of a run comes from APPRODO_SEED when set, and a failing test should print it with INFO.
#pragma once

#include <cstdint>
#include <cstdlib>

#include "sync/base/clock.hpp"

namespace approdo::test {

class SeededRandom final : public Random {
  public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9e37'79b9'7f4a'7c15;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58'476d'1ce4'e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d0'49bb'1331'11eb;
        return mixed ^ (mixed >> 31);
    }

    // Below `bound`, which is at least 1. The bias of the remainder does not matter to a test.
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }
    bool chance(std::uint64_t one_in) { return below(one_in) == 0; }

    void fill(MutableByteView out) override {
        for (std::uint8_t& byte : out) byte = static_cast<std::uint8_t>(next());
    }

  private:
    std::uint64_t state_;
};

inline std::uint64_t seed_of_run(std::uint64_t otherwise = 1) {
    const char* text = std::getenv("APPRODO_SEED");
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

}  // namespace approdo::test
