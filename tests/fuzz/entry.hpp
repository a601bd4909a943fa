// Included once by each target, last: ties it to libFuzzer. The seeds are shown to the fuzzer by
// running them first, and by mixing the input into one of them, so that it need not find the magic
// numbers.
#pragma once

#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    static const std::vector<approdo::Bytes> seeds = [] {
        auto made = approdo_fuzz_seeds();
        for (const approdo::Bytes& seed : made) approdo_fuzz_one(seed);
        return made;
    }();
    const approdo::ByteView input(data, size);
    approdo_fuzz_one(input);
    if (size < 4 || seeds.empty()) return 0;
    // Three bytes choose a seed and a place; the rest is written over it.
    approdo::Bytes mixed = seeds[data[0] % seeds.size()];
    if (mixed.empty()) return 0;
    const std::size_t at = (static_cast<std::size_t>(data[1]) * 256 + data[2]) % mixed.size();
    for (std::size_t i = 3; i < size && at + i - 3 < mixed.size(); ++i) mixed[at + i - 3] = data[i];
    approdo_fuzz_one(mixed);
    return 0;
}
