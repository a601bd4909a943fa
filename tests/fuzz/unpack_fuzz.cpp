// Archives from outside: whatever they are, nothing is written outside of the target, bounds hold,
// and what is refused leaves the target empty.
#include <filesystem>
#include <fstream>

#include "content/import/source/unpack.hpp"
#include "tests/fuzz/entry.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/zip_maker.hpp"

using namespace approdo;
using namespace approdo::import;

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t bytes_max = 1024 * 1024;

Bytes as_bytes(const std::string& text) {
    return copy_of(bytes_of(text));
}

}  // namespace

std::vector<Bytes> approdo_fuzz_seeds() {
    test::ZipMaker zip;
    zip.add("a/", "").add("a/b.txt", "uno").add("c.txt", "due");
    test::TarMaker tar;
    tar.add("a/", "", '5').add("a/b.txt", "uno");
    return {as_bytes(zip.bytes()), as_bytes(tar.bytes()),
            as_bytes(test::ZipMaker().add("../x", "y").add("C:\\x", "z").bytes())};
}

void approdo_fuzz_one(ByteView input) {
    const test::TempDir place;
    const fs::path target = place.path() / "target";
    fs::create_directory(target);
    std::ofstream(place.file("archive"), std::ios::binary) << text_of(input);
    UnpackLimits limits;
    limits.bytes_max = bytes_max;
    limits.entries_max = 64;
    Report report;
    const auto result = unpack(place.file("archive"), target.string(), "archive", report, limits);
    FUZZ_PROMISE(std::distance(fs::directory_iterator(place.path()), {}) == 2);
    if (!result.ok()) FUZZ_PROMISE(fs::is_empty(target));
    std::uint64_t bytes = 0;
    for (const auto& one : fs::recursive_directory_iterator(target)) {
        FUZZ_PROMISE(!one.is_symlink());
        if (one.is_regular_file()) bytes += one.file_size();
    }
    FUZZ_PROMISE(bytes <= bytes_max);
}
