// The fuzz targets without a fuzzer: what once crashed (the files of the folder that is the first
// argument), every seed, each of its truncations, and thousands of changes chosen by a fixed
// generator (APPRODO_SEED for others; a number as the second argument for another count of
// changes).
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/fuzz/fuzz.hpp"
#include "tests/support/seeded_random.hpp"

using namespace approdo;

namespace {

Bytes changed(const Bytes& seed, test::SeededRandom& random) {
    Bytes bytes = seed;
    for (std::uint64_t edits = 1 + random.below(4); edits > 0 && !bytes.empty(); --edits) {
        const std::size_t at = random.below(bytes.size());
        switch (random.below(4)) {
            case 0:
                bytes[at] = static_cast<std::uint8_t>(random.next());
                break;
            case 1:
                bytes[at] ^= static_cast<std::uint8_t>(1U << random.below(8));
                break;
            case 2:
                bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                             random.chance(2) ? 0xff : 0x00);
                break;
            default:
                bytes.erase(bytes.begin() + static_cast<std::ptrdiff_t>(at));
        }
    }
    return bytes;
}

void replay_crashers(const std::filesystem::path& folder) {
    if (!std::filesystem::exists(folder)) return;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        std::ifstream in(file.path(), std::ios::binary);
        const Bytes bytes(std::istreambuf_iterator<char>(in), {});
        std::printf("crasher %s\n", file.path().filename().c_str());
        std::fflush(stdout);
        approdo_fuzz_one(bytes);
    }
}

}  // namespace

int main(int count, char** arguments) {
    const std::uint64_t seed = test::seed_of_run();
    const std::uint64_t rounds = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 3000;
    std::printf("seed %llu, %llu changes\n", static_cast<unsigned long long>(seed),
                static_cast<unsigned long long>(rounds));
    std::fflush(stdout);
    test::SeededRandom random(seed);
    const std::vector<Bytes> seeds = approdo_fuzz_seeds();
    if (count > 1) replay_crashers(arguments[1]);
    approdo_fuzz_one({});
    for (const Bytes& whole : seeds) {
        const std::size_t step = std::max<std::size_t>(1, whole.size() / 500);
        for (std::size_t size = 0; size < whole.size(); size += step) {
            // A copy of its own, so that the sanitizer sees a read past the end.
            const Bytes part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
            approdo_fuzz_one(part);
        }
        approdo_fuzz_one(whole);
    }
    for (std::uint64_t round = 0; round < rounds && !seeds.empty(); ++round) {
        approdo_fuzz_one(changed(seeds[random.below(seeds.size())], random));
    }
    return 0;
}
