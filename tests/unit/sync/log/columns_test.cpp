#include "sync/log/columns.hpp"

#include "sync/base/limits.hpp"
#include "tests/support/learning_events.hpp"
#include "tests/support/random_events.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/test.hpp"

using namespace approdo;

TEST_CASE("columns: events of any shape come back byte for byte") {
    const std::uint64_t seed = test::seed_of_run(1);
    INFO("APPRODO_SEED=" << seed);
    test::RandomEvents random(seed);
    for (int i = 0; i < 120; ++i) {
        const auto events = random.events(1 + random.below(i % 10 == 0 ? 512 : 24));
        const auto decoded = log::decode_events(log::encode_events(events), events.size());
        REQUIRE(decoded.ok());
        REQUIRE(test::same_events(*decoded, events));
    }
}

TEST_CASE("columns: zeros behind the end are padding, anything else is refused") {
    test::LearningEvents learning(5);
    const auto events = learning.take(20);
    Bytes coded = log::encode_events(events);
    coded.resize(coded.size() + 100);
    REQUIRE(log::decode_events(coded, 20).ok());
    CHECK(test::same_events(*log::decode_events(coded, 20), events));
    coded.back() = 1;
    CHECK_FALSE(log::decode_events(coded, 20).ok());
}

TEST_CASE("columns: realistic events stay near their information content") {
    test::LearningEvents learning(7);
    for (const std::size_t count : {std::size_t{128}, std::size_t{512}}) {
        const double bits_before = learning.information_bits();
        const auto events = learning.take(count);
        const double floor_bytes = (learning.information_bits() - bits_before) / 8;
        const auto coded_bytes = static_cast<double>(log::encode_events(events).size());
        INFO(count << " events: " << coded_bytes << " bytes, floor " << floor_bytes);
        CHECK(coded_bytes < 1.5 * floor_bytes);
        CHECK(coded_bytes / static_cast<double>(count) < 8);
    }
}

TEST_CASE("columns: long texts go through the general compressor, and come back") {
    test::RandomEvents random(8);
    std::vector<log::Event> events = random.events(3);
    Bytes essay;
    for (int i = 0; i < 500; ++i) append(essay, bytes_of("Il servizio apre alle nove e mezza. "));
    events[1].payload = log::encode_fields({std::uint64_t{4}, essay, essay});
    const Bytes coded = log::encode_events(events);
    CHECK(coded.size() < essay.size() / 4);
    CHECK(test::same_events(log::decode_events(coded, 3).value(), events));
}

TEST_CASE("columns: bytes that no encoder made are refused or decode within bounds") {
    const std::uint64_t seed = test::seed_of_run(9);
    INFO("APPRODO_SEED=" << seed);
    test::RandomEvents random(seed);
    for (int i = 0; i < 400; ++i) {
        Bytes bytes = random.bytes(random.below(300));
        if (!bytes.empty()) bytes[0] = static_cast<std::uint8_t>(1 + random.below(2));
        const auto decoded = log::decode_events(bytes, 1 + random.below(512));
        if (!decoded.ok()) continue;
        std::size_t payload_bytes = 0;
        for (const auto& event : *decoded) payload_bytes += event.payload.size();
        CHECK(payload_bytes <= limits::segment_plain_max);
    }
}

TEST_CASE("columns: every truncation of coded events is refused or gives other events") {
    test::RandomEvents random(10);
    const auto events = random.events(12);
    const Bytes coded = log::encode_events(events);
    for (std::size_t size = 0; size < coded.size(); ++size) {
        const auto decoded = log::decode_events(ByteView(coded).first(size), events.size());
        if (decoded.ok()) CHECK_FALSE(test::same_events(*decoded, events));
    }
}

TEST_CASE("columns: counts that a segment cannot have, and unknown coders, are refused") {
    CHECK_FALSE(log::decode_events(Bytes{1, 0, 0, 0}, 0).ok());
    CHECK_FALSE(log::decode_events(Bytes{1, 0, 0, 0}, 513).ok());
    CHECK_FALSE(log::decode_events({}, 1).ok());
    CHECK(log::decode_events(Bytes{9, 0, 0, 0}, 1).error().code == ErrorCode::unsupported);
}

TEST_CASE("columns: a bomb of equal bytes stops at the bound") {
    std::vector<log::Event> events(512);
    const Bytes large(60 * limits::kib, 'a');
    for (auto& event : events) event.payload = log::encode_fields({large});
    const Bytes coded = log::encode_events(events);
    CHECK(coded.size() < 4096);
    CHECK(log::decode_events(coded, events.size()).error().code == ErrorCode::too_large);
}

TEST_CASE("padme: pads by at most 12 percent and to few different lengths") {
    std::size_t lengths = 0;
    std::size_t last = 0;
    for (std::size_t length = 0; length <= 200'000; ++length) {
        const std::size_t padded = log::padme_length(length);
        REQUIRE(padded >= length);
        REQUIRE(static_cast<double>(padded) <= 1.12 * static_cast<double>(length) + 1);
        REQUIRE(log::padme_length(padded) == padded);
        lengths += padded != last ? 1 : 0;
        last = padded;
    }
    CHECK(lengths < 250);
    CHECK(log::padme_length(9) == 10);
    CHECK(log::padme_length(1000) == 1024);
}
