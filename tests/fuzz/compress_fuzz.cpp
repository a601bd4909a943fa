// Compressed bytes from outside never give more than they were allowed to.
#include "sync/wire/compress.hpp"
#include "tests/fuzz/entry.hpp"

using namespace approdo;

namespace {
constexpr std::size_t plain_max = 64 * 1024;
}

std::vector<Bytes> approdo_fuzz_seeds() {
    Bytes text;
    for (int i = 0; i < 3000; ++i) text.push_back(static_cast<std::uint8_t>(i % 7 + i / 100));
    return {wire::compress(text, 3), wire::compress({}, 3), wire::compress(Bytes(100'000, 1), 3)};
}

void approdo_fuzz_one(ByteView input) {
    if (const auto plain = wire::decompress(input, plain_max); plain.ok()) {
        FUZZ_PROMISE(plain.value().size() <= plain_max);
    }
    const Bytes reference(1000, 'r');
    if (const auto plain = wire::decompress_against(reference, input, plain_max); plain.ok()) {
        FUZZ_PROMISE(plain.value().size() <= plain_max);
    }
}
