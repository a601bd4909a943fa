#include "server/store/opened_segments.hpp"

#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::store;

namespace {

log::Segment segment_with(std::uint8_t head, std::uint8_t body) {
    log::Segment segment;
    segment.header.head.bytes.fill(head);
    segment.body = Bytes(100, body);
    return segment;
}

log::OpenedSegment opened_with(std::size_t payload_bytes) {
    log::OpenedSegment opened;
    opened.events.push_back({{}, Bytes(payload_bytes, 7)});
    opened.hashes.emplace_back();
    return opened;
}

}  // namespace

TEST_CASE("opened segments: each is given once, to whoever has the very same bytes") {
    OpenedSegments kept(10'000);
    kept.put(segment_with(1, 1), opened_with(5));
    CHECK_FALSE(kept.take(segment_with(2, 1)));
    // As if its payloads had been erased since: the same head, another body.
    CHECK_FALSE(kept.take(segment_with(1, 2)));
    const auto opened = kept.take(segment_with(1, 1));
    REQUIRE(opened);
    CHECK(opened->events.front().payload == Bytes(5, 7));
    CHECK_FALSE(kept.take(segment_with(1, 1)));
    CHECK(kept.bytes() == 0);
}

TEST_CASE("opened segments: what finds no room is left out, what was there stays") {
    OpenedSegments kept(5'000);
    for (std::uint8_t n = 1; n <= 10; ++n) kept.put(segment_with(n, n), opened_with(1'000));
    CHECK(kept.bytes() <= 5'000);
    CHECK(kept.take(segment_with(1, 1)));
    CHECK_FALSE(kept.take(segment_with(10, 10)));
    kept.put(segment_with(10, 10), opened_with(1'000));
    CHECK(kept.take(segment_with(10, 10)));
}

TEST_CASE("opened segments: putting one twice counts once, and nothing is left when all go") {
    OpenedSegments kept(5'000);
    kept.put(segment_with(1, 1), opened_with(1'000));
    const std::size_t once = kept.bytes();
    kept.put(segment_with(1, 1), opened_with(1'000));
    CHECK(kept.bytes() == once);
    kept.clear();
    CHECK(kept.bytes() == 0);
    CHECK_FALSE(kept.take(segment_with(1, 1)));
}

TEST_CASE("opened segments: a stub has nothing to be found by") {
    OpenedSegments kept(5'000);
    log::Segment stub = segment_with(1, 1);
    stub.body.clear();
    kept.put(stub, opened_with(1));
    CHECK(kept.bytes() == 0);
}
