#include "content/package/chunker.hpp"

#include <numeric>

#include "tests/support/test.hpp"
#include "tests/unit/content/package/course_fixture.hpp"

using namespace approdo;
using namespace approdo::package;

namespace {

std::vector<std::size_t> cut(const GearTable& gear, CutBounds bounds, ByteView data) {
    const Chunker chunker(gear, bounds);
    std::vector<std::size_t> sizes;
    while (!data.empty()) {
        sizes.push_back(chunker.first_piece(data, true));
        data = data.subspan(sizes.back());
    }
    return sizes;
}

std::set<Hash> pieces(const GearTable& gear, CutBounds bounds, ByteView data) {
    std::set<Hash> hashes;
    for (const std::size_t size : cut(gear, bounds, data)) {
        hashes.insert(Library::content_hash(data.first(size)));
        data = data.subspan(size);
    }
    return hashes;
}

GearTable gear_of(std::uint8_t secret) {
    return gear_table(crypto::SymmetricKey::from(Bytes(32, secret)).value());
}

}  // namespace

TEST_CASE("chunker: pieces keep the bounds and their mean is near the average") {
    const Bytes data = test::random_bytes(11, 8 * limits::mib);
    for (const CutBounds bounds : {text_bounds, media_bounds}) {
        const auto sizes = cut(gear_of(1), bounds, data);
        for (std::size_t i = 0; i + 1 < sizes.size(); ++i) {
            CHECK(sizes[i] > bounds.min);
            CHECK(sizes[i] <= bounds.max);
        }
        CHECK(std::accumulate(sizes.begin(), sizes.end(), std::size_t{0}) == data.size());
        const std::size_t mean = data.size() / sizes.size();
        CHECK(mean > bounds.average / 2);
        CHECK(mean < bounds.average * 2);
    }
}

TEST_CASE("chunker: an insertion in the middle leaves all but a few pieces alone") {
    const Bytes data = test::random_bytes(12, 3 * limits::mib);
    Bytes longer = data;
    const Bytes inserted = test::random_bytes(13, 10 * limits::kib);
    longer.insert(longer.begin() + 1'500'000, inserted.begin(), inserted.end());
    for (const CutBounds bounds : {text_bounds, media_bounds}) {
        const auto before = pieces(gear_of(1), bounds, data);
        const auto after = pieces(gear_of(1), bounds, longer);
        std::size_t changed = 0;
        for (const Hash& hash : after) changed += before.contains(hash) ? 0 : 1;
        CHECK(changed >= 1);
        CHECK(changed <= 4);
    }
}

TEST_CASE("chunker: where it cuts depends on the library's secret") {
    const Bytes data = test::random_bytes(14, 2 * limits::mib);
    CHECK(cut(gear_of(1), text_bounds, data) == cut(gear_of(1), text_bounds, data));
    CHECK(cut(gear_of(1), text_bounds, data) != cut(gear_of(2), text_bounds, data));
}

TEST_CASE("chunker: a piece does not depend on how much of what follows is at hand") {
    const GearTable gear = gear_of(3);
    const Chunker chunker(gear, text_bounds);
    const Bytes data = test::random_bytes(15, limits::mib);
    const ByteView view = data;
    CHECK(chunker.first_piece(view.first(text_bounds.max - 1), false) == 0);
    const std::size_t piece = chunker.first_piece(view.first(text_bounds.max), false);
    CHECK(piece == chunker.first_piece(view, false));
    CHECK(piece == chunker.first_piece(view, true));
    CHECK(chunker.first_piece(view.first(5), true) == 5);
    CHECK(chunker.first_piece({}, true) == 0);
}

// Cut positions are part of the format: if this fails, every library would be cut anew.
TEST_CASE("chunker: known bytes are cut where they always were") {
    const Bytes data = test::random_bytes(16, limits::mib);
    std::vector<std::size_t> text = cut(gear_of(5), text_bounds, data);
    std::vector<std::size_t> media = cut(gear_of(5), media_bounds, data);
    text.resize(4);
    media.resize(3);
    CHECK(text == std::vector<std::size_t>{115304, 75594, 89629, 76000});
    CHECK(media == std::vector<std::size_t>{142156, 138371, 138733});
}
