// Segments, stubs and redacted segments: what is read writes back to the very bytes, since
// signatures stand over them.
#include "sync/log/segment.hpp"

#include "sync/log/redaction.hpp"
#include "tests/fuzz/entry.hpp"
#include "tests/support/log_fixture.hpp"

using namespace approdo;

std::vector<Bytes> approdo_fuzz_seeds() {
    test::LogFixture fixture(1);
    std::vector<log::Event> events(3);
    for (log::Event& event : events) event.payload = log::encode_fields({std::uint64_t{5}});
    const log::Segment sealed = fixture.seal(events).value();
    const auto opened = log::open_segment(sealed, fixture.scope_key).value();
    const std::vector<std::size_t> erased{1};
    const auto redacted = log::redact(sealed, opened, erased, fixture.scope_key, fixture.receipt,
                                      fixture.site, fixture.random);
    return {sealed.bytes(), sealed.stub_bytes(), redacted.value().bytes()};
}

void approdo_fuzz_one(ByteView input) {
    if (const auto segment = log::read_segment(input); segment.ok()) {
        FUZZ_PROMISE(segment.value().bytes() == copy_of(input));
    }
    if (const auto stub = log::read_stub(input); stub.ok()) {
        FUZZ_PROMISE(stub.value().stub_bytes() == copy_of(input));
    }
    if (const auto redacted = log::read_redacted(input); redacted.ok()) {
        FUZZ_PROMISE(redacted.value().bytes() == copy_of(input));
    }
}
