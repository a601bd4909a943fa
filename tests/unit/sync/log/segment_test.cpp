#include "sync/log/segment.hpp"

#include <set>

#include "sync/log/chain.hpp"
#include "sync/log/keyring.hpp"
#include "tests/support/learning_events.hpp"
#include "tests/support/log_fixture.hpp"
#include "tests/support/random_events.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using test::LogFixture;

namespace {

// Whether a reader of the scope would take these bytes.
bool taken(const LogFixture& fixture, ByteView bytes) {
    const auto segment = log::read_segment(bytes);
    return segment.ok() &&
           log::verify_segment(*segment, fixture.log_key.public_key(), fixture.site).ok() &&
           log::open_segment(*segment, fixture.scope_key).ok();
}

}  // namespace

TEST_CASE("segment: a reader of the scope gets the events and their hashes") {
    const std::uint64_t seed = test::seed_of_run(1);
    INFO("APPRODO_SEED=" << seed);
    LogFixture fixture(seed);
    test::RandomEvents random(seed);
    for (const std::size_t count : {1, 2, 17, 512}) {
        const auto events = random.events(count);
        const auto sealed = fixture.seal(events);
        REQUIRE(sealed.ok());
        const auto read = log::read_segment(sealed->bytes());
        REQUIRE(read.ok());
        CHECK(read->bytes() == sealed->bytes());
        CHECK(read->header.count == count);
        REQUIRE(log::verify_segment(*read, fixture.log_key.public_key(), fixture.site).ok());
        const auto opened = log::open_segment(*read, fixture.scope_key);
        REQUIRE(opened.ok());
        CHECK(test::same_events(opened->events, events));
        CHECK(opened->hashes ==
              log::chain_hashes(read->header.previous, events, opened->blind, {1}));
        CHECK(opened->hashes.back() == read->header.head);
    }
}

TEST_CASE("segment: any flipped bit is refused") {
    LogFixture fixture(2);
    test::LearningEvents learning(2);
    const Bytes bytes = fixture.seal(learning.take(3)).value().bytes();
    REQUIRE(taken(fixture, bytes));
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        Bytes flipped = bytes;
        flipped[i] = static_cast<std::uint8_t>(flipped[i] ^ (1U << (i % 8)));
        CHECK_FALSE(taken(fixture, flipped));
    }
}

TEST_CASE("segment: any truncation is refused, and so are bytes behind the end") {
    LogFixture fixture(3);
    test::LearningEvents learning(3);
    Bytes bytes = fixture.seal(learning.take(3)).value().bytes();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        CHECK_FALSE(taken(fixture, ByteView(bytes).first(size)));
    }
    bytes.push_back(0);
    CHECK_FALSE(taken(fixture, bytes));
}

TEST_CASE("segment: another key, scope, epoch or site does not open or verify it") {
    LogFixture fixture(4);
    LogFixture other(5);
    test::LearningEvents learning(4);
    const auto segment = fixture.seal(learning.take(3)).value();
    CHECK(log::open_segment(segment, other.scope_key).error().code == ErrorCode::unauthentic);
    CHECK_FALSE(log::verify_segment(segment, other.log_key.public_key(), fixture.site).ok());
    CHECK_FALSE(log::verify_segment(segment, fixture.log_key.public_key(), other.site).ok());
    auto moved = log::read_segment(segment.bytes()).value();
    moved.header.epoch = {2};
    CHECK_FALSE(log::open_segment(moved, fixture.scope_key).ok());
    moved = log::read_segment(segment.bytes()).value();
    moved.header.scope = other.scope;
    CHECK_FALSE(log::open_segment(moved, fixture.scope_key).ok());
    CHECK(log::open_boxed_segment(segment, fixture.account_box).error().code ==
          ErrorCode::unsupported);
}

TEST_CASE("segment: a stub verifies without its body and does not open") {
    LogFixture fixture(6);
    test::LearningEvents learning(6);
    const auto segment = fixture.seal(learning.take(3)).value();
    const auto stub = log::read_stub(segment.stub_bytes());
    REQUIRE(stub.ok());
    CHECK(stub->is_stub());
    CHECK(log::verify_segment(*stub, fixture.log_key.public_key(), fixture.site).ok());
    CHECK(log::open_segment(*stub, fixture.scope_key).error().code == ErrorCode::missing);
    CHECK_FALSE(log::read_stub(segment.bytes()).ok());
    CHECK_FALSE(log::read_segment(segment.stub_bytes()).ok());
}

TEST_CASE("segment: events that do not lead to the signed head are refused") {
    LogFixture fixture(7);
    test::LearningEvents learning(7);
    const auto events = learning.take(2);
    auto segment = fixture.seal(events).value();
    segment.header.previous.bytes[0] ^= 1;  // as if the chain had been cut here
    CHECK(log::open_segment(segment, fixture.scope_key).error().code == ErrorCode::malformed);
    segment = fixture.seal(events).value();
    segment.header.count = 1;
    CHECK_FALSE(log::open_segment(segment, fixture.scope_key).ok());
}

TEST_CASE("segment: equal events never seal alike, even when the randomness repeats") {
    std::set<crypto::Nonce> nonces;
    test::LearningEvents learning(8);
    const auto events = learning.take(2);
    LogFixture fixture(8);
    for (int i = 0; i < 200; ++i) nonces.insert(fixture.seal(events).value().header.nonce);
    CHECK(nonces.size() == 200);
    // A cloned device with the same generator state: another text gives another nonce.
    LogFixture first(9);
    LogFixture second(9);
    const auto others = learning.take(2);
    CHECK(first.seal(events).value().header.nonce != second.seal(others).value().header.nonce);
}

TEST_CASE("segment: what cannot be sealed is said plainly") {
    LogFixture fixture(10);
    LogFixture other(11);
    test::RandomEvents random(10);
    const auto code_of = [&](std::span<const log::Event> events) {
        const auto sealed = fixture.seal(events);
        return sealed.ok() ? ErrorCode::busy : sealed.error().code;
    };
    CHECK(code_of({}) == ErrorCode::invalid_input);
    CHECK(code_of(random.events(513)) == ErrorCode::invalid_input);
    auto events = random.events(1);
    events[0].payload = random.bytes(limits::event_payload_max + 1);
    CHECK(code_of(events) == ErrorCode::too_large);
    std::vector<log::Event> many(17);
    for (auto& event : many) event.payload = random.bytes(limits::event_payload_max);
    CHECK(code_of(many) == ErrorCode::too_large);
    events[0].payload.clear();
    CHECK_FALSE(log::seal_segment(fixture.draft(events), log::Blind{}, fixture.scope_key,
                                  other.log_key, fixture.site, fixture.random)
                    .ok());
}

TEST_CASE("segment: a boxed one opens for its reader alone") {
    LogFixture fixture(12);
    LogFixture other(13);
    test::LearningEvents learning(12);
    const auto events = learning.take(3);
    auto draft = fixture.draft(events);
    const auto boxed = log::seal_boxed_segment(draft, fixture.account_box.public_key(),
                                               fixture.log_key, fixture.site, fixture.random);
    REQUIRE(boxed.ok());
    const Bytes bytes = boxed->segment.bytes();
    const auto read = log::read_segment(bytes);
    REQUIRE(read.ok());
    CHECK(log::verify_segment(*read, fixture.log_key.public_key(), fixture.site).ok());
    const auto opened = log::open_boxed_segment(*read, fixture.account_box);
    REQUIRE(opened.ok());
    CHECK(test::same_events(opened->events, events));
    CHECK(opened->hashes == boxed->hashes);
    CHECK_FALSE(log::open_boxed_segment(*read, other.account_box).ok());
    CHECK(log::open_segment(*read, fixture.scope_key).error().code == ErrorCode::unsupported);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        Bytes flipped = bytes;
        flipped[i] = static_cast<std::uint8_t>(flipped[i] ^ 0x10);
        const auto altered = log::read_segment(flipped);
        CHECK_FALSE(
            (altered.ok() &&
             log::verify_segment(*altered, fixture.log_key.public_key(), fixture.site).ok()));
    }
}

TEST_CASE("segment: sizes on the wire stay within their budgets") {
    LogFixture fixture(14);
    test::LearningEvents learning(14);
    const auto bytes_each = [&](std::size_t count) {
        const auto events = learning.take(count);
        return static_cast<double>(fixture.seal(events).value().bytes().size()) /
               static_cast<double>(count);
    };
    for (int i = 0; i < 8; ++i) {
        CHECK(bytes_each(128) <= 10);
        CHECK(bytes_each(32) <= 20);
        CHECK(bytes_each(1) <= 370);
    }

    std::vector<log::Event> given(1);
    given[0].header.type = static_cast<log::EventType>(1);
    given[0].header.critical = true;
    given[0].header.lamport = {3};
    given[0].header.time = {{1'760'000'000'000}, {7'200'000}, fixture.random.id<ClockSessionId>()};
    given[0].payload = log::encode_fields(log::key_given_fields(
        log::scope_key_name(fixture.scope, {1}), crypto::SymmetricKey::random(fixture.random)));
    const auto boxed =
        log::seal_boxed_segment(fixture.draft(given), fixture.account_box.public_key(),
                                fixture.log_key, fixture.site, fixture.random);
    CHECK(boxed.value().segment.bytes().size() <= 385);
    given[0].payload = log::encode_fields({std::uint64_t{1}});
    CHECK(fixture.seal(given).value().bytes().size() <= 340);
}

TEST_CASE("segment: a later version's suite travels unchanged and asks for an update") {
    LogFixture fixture(15);
    test::LearningEvents learning(15);
    log::Segment segment = fixture.seal(learning.take(1)).value();
    segment.header.suite = static_cast<log::Suite>(9);
    segment.header.tail = {2, Bytes{1, 2, 3}};
    segment.clear = wire::encode(segment.header);
    Bytes message = segment.clear;
    append(message, segment.body_hash.view());
    segment.signature = fixture.log_key.sign(crypto::domain::segment, fixture.site, message);
    const auto read = log::read_segment(segment.bytes());
    REQUIRE(read.ok());
    CHECK(read->bytes() == segment.bytes());
    CHECK(log::verify_segment(*read, fixture.log_key.public_key(), fixture.site).ok());
    CHECK(log::open_segment(*read, fixture.scope_key).error().code == ErrorCode::unsupported);
}
