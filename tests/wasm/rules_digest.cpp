#include "tests/support/rules_digest.hpp"

extern "C" __attribute__((export_name("rules_digest"))) std::uint64_t rules_digest(
    std::uint64_t first_seed, std::uint64_t count) {
    return approdo::test::rules_digest(first_seed, count);
}
