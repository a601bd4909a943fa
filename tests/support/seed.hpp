// The seed of a property test: a fixed one, so that a run repeats, or the one in APPRODO_TEST_SEED.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

namespace approdo::test {

inline std::uint64_t seed_or(std::uint64_t fixed) {
    const char* given = std::getenv("APPRODO_TEST_SEED");
    return given == nullptr ? fixed : std::stoull(given);
}

}  // namespace approdo::test
