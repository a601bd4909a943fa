#include "tests/support/grading_digest.hpp"

extern "C" __attribute__((export_name("grading_digest"))) std::uint64_t grading_digest(
    std::uint64_t first_seed, std::uint64_t count) {
    return approdo::test::grading_digest(first_seed, count);
}
