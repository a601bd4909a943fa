#include "sync/log/redaction.hpp"

#include "tests/support/learning_events.hpp"
#include "tests/support/log_fixture.hpp"
#include "tests/support/random_events.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using test::LogFixture;

namespace {

struct Redacted {
    std::vector<log::Event> events;
    log::Segment original;
    log::Segment redacted;
};

Redacted redact_some(LogFixture& fixture, std::span<const std::size_t> erased) {
    test::LearningEvents learning(1);
    Redacted result;
    result.events = learning.take(12);
    result.original = fixture.seal(result.events).value();
    const auto opened = log::open_segment(result.original, fixture.scope_key).value();
    result.redacted = log::redact(result.original, opened, erased, fixture.scope_key,
                                  fixture.receipt, fixture.site, fixture.random)
                          .value();
    return result;
}

}  // namespace

TEST_CASE("redaction: erased payloads are gone, the others and the chain stay") {
    LogFixture fixture(1);
    const std::size_t erased[] = {0, 5, 11};
    const Redacted made = redact_some(fixture, erased);
    const auto read = log::read_redacted(made.redacted.bytes());
    REQUIRE(read.ok());
    CHECK(read->bytes() == made.redacted.bytes());
    CHECK(read->stub_bytes() == made.original.stub_bytes());
    CHECK(log::verify_segment(*read, fixture.log_key.public_key(), fixture.site).ok());
    CHECK(log::verify_redaction(*read, fixture.receipt.public_key(), fixture.site).ok());
    const auto before = log::open_segment(made.original, fixture.scope_key).value();
    const auto opened = log::open_segment(*read, fixture.scope_key);
    REQUIRE(opened.ok());
    REQUIRE(opened->events.size() == made.events.size());
    CHECK(opened->hashes == before.hashes);
    for (std::size_t i = 0; i < opened->events.size(); ++i) {
        CHECK(wire::encode(opened->events[i].header) == wire::encode(made.events[i].header));
        const bool gone = std::find(std::begin(erased), std::end(erased), i) != std::end(erased);
        CHECK(opened->is_erased(i) == gone);
        CHECK(opened->events[i].payload == (gone ? Bytes{} : made.events[i].payload));
    }
}

TEST_CASE("redaction: any flipped bit or truncation is refused") {
    LogFixture fixture(2);
    const std::size_t erased[] = {3};
    const Bytes bytes = redact_some(fixture, erased).redacted.bytes();
    const auto is_taken = [&](ByteView view) {
        const auto read = log::read_redacted(view);
        return read.ok() &&
               log::verify_redaction(*read, fixture.receipt.public_key(), fixture.site).ok() &&
               log::open_segment(*read, fixture.scope_key).ok();
    };
    REQUIRE(is_taken(bytes));
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        Bytes flipped = bytes;
        flipped[i] = static_cast<std::uint8_t>(flipped[i] ^ (1U << (i % 8)));
        CHECK_FALSE(is_taken(flipped));
        CHECK_FALSE(is_taken(ByteView(bytes).first(i)));
    }
}

TEST_CASE("redaction: only the site makes one, and only of events that are there") {
    LogFixture fixture(3);
    const std::size_t erased[] = {3};
    const Redacted made = redact_some(fixture, erased);
    CHECK(log::verify_redaction(made.redacted, fixture.log_key.public_key(), fixture.site)
              .error()
              .code == ErrorCode::unauthentic);
    CHECK_FALSE(
        log::verify_redaction(made.original, fixture.receipt.public_key(), fixture.site).ok());
    const auto opened = log::open_segment(made.original, fixture.scope_key).value();
    const std::size_t outside[] = {12};
    CHECK(log::redact(made.original, opened, outside, fixture.scope_key, fixture.receipt,
                      fixture.site, fixture.random)
              .error()
              .code == ErrorCode::invalid_input);
}

TEST_CASE("redaction: events other than the signed ones do not pass, even signed by the site") {
    LogFixture fixture(4);
    test::LearningEvents learning(4);
    const auto original = fixture.seal(learning.take(2)).value();
    auto opened = log::open_segment(original, fixture.scope_key).value();
    opened.events[1].payload = log::encode_fields({std::uint64_t{99}});
    const auto forged = log::redact(original, opened, {}, fixture.scope_key, fixture.receipt,
                                    fixture.site, fixture.random)
                            .value();
    CHECK(log::open_segment(forged, fixture.scope_key).error().code == ErrorCode::malformed);
}

TEST_CASE("redaction: a second one takes more away and brings nothing back") {
    LogFixture fixture(5);
    const std::size_t first[] = {2};
    const Redacted made = redact_some(fixture, first);
    const auto once = log::open_segment(made.redacted, fixture.scope_key).value();
    const std::size_t second[] = {7};
    const auto again = log::redact(made.redacted, once, second, fixture.scope_key, fixture.receipt,
                                   fixture.site, fixture.random)
                           .value();
    CHECK(again.redaction->nonce != made.redacted.redaction->nonce);
    const auto twice = log::open_segment(again, fixture.scope_key).value();
    CHECK(twice.hashes == once.hashes);
    for (std::size_t i = 0; i < twice.events.size(); ++i) {
        CHECK(twice.is_erased(i) == (i == 2 || i == 7));
    }
    CHECK(twice.events[8].payload == made.events[8].payload);
    CHECK(log::erases_at_least(twice, once));
    CHECK_FALSE(log::erases_at_least(once, twice));
    const auto whole = log::open_segment(made.original, fixture.scope_key).value();
    CHECK(log::erases_at_least(once, whole));
    CHECK_FALSE(log::erases_at_least(whole, once));
}

TEST_CASE("redaction: what lies in a database says which form it has") {
    LogFixture fixture(6);
    const std::size_t erased[] = {1};
    const Redacted made = redact_some(fixture, erased);
    log::Segment stub = made.original;
    stub.body.clear();
    for (const log::Segment& segment : {made.original, made.redacted, stub}) {
        const auto read = log::read_stored(segment.stored());
        REQUIRE(read.ok());
        CHECK(read->stored() == segment.stored());
        CHECK(read->is_redacted() == segment.is_redacted());
        CHECK(read->is_stub() == segment.is_stub());
    }
    CHECK_FALSE(log::read_stored({}).ok());
}
