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
    log::RedactedSegment redacted;
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
    CHECK(read->stub.stub_bytes() == made.original.stub_bytes());
    CHECK(log::verify_segment(read->stub, fixture.log_key.public_key(), fixture.site).ok());
    const auto opened =
        log::open_redacted(*read, fixture.scope_key, fixture.receipt.public_key(), fixture.site);
    REQUIRE(opened.ok());
    REQUIRE(opened->size() == made.events.size());
    for (std::size_t i = 0; i < opened->size(); ++i) {
        CHECK(wire::encode((*opened)[i].header) == wire::encode(made.events[i].header));
        if (std::find(std::begin(erased), std::end(erased), i) != std::end(erased)) {
            CHECK_FALSE((*opened)[i].payload.has_value());
        } else {
            CHECK((*opened)[i].payload == made.events[i].payload);
        }
    }
}

TEST_CASE("redaction: any flipped bit or truncation is refused") {
    LogFixture fixture(2);
    const std::size_t erased[] = {3};
    const Bytes bytes = redact_some(fixture, erased).redacted.bytes();
    const auto is_taken = [&](ByteView view) {
        const auto read = log::read_redacted(view);
        return read.ok() && log::open_redacted(*read, fixture.scope_key,
                                               fixture.receipt.public_key(), fixture.site)
                                .ok();
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
    CHECK(log::open_redacted(made.redacted, fixture.scope_key, fixture.log_key.public_key(),
                             fixture.site)
              .error()
              .code == ErrorCode::unauthentic);
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
    CHECK(log::open_redacted(forged, fixture.scope_key, fixture.receipt.public_key(), fixture.site)
              .error()
              .code == ErrorCode::malformed);
}
