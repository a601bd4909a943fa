// Certificates, events and segments as version 1 wrote them: every later program has to read them.

#include "sync/log/beacon.hpp"
#include "sync/log/frontier.hpp"
#include "sync/log/keyring.hpp"
#include "sync/log/root_chain.hpp"
#include "tests/golden/examples.hpp"
#include "tests/support/random_events.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using golden::kept_bytes;
namespace domain = crypto::domain;

namespace {

log::SiteDescriptor descriptor() {
    return log::SignedSite::read(kept_bytes("site-descriptor")).value().value;
}

}  // namespace

TEST_CASE("golden: every example has its file, and canonical values still encode to it") {
    const auto examples = golden::examples();
    for (const auto& [name, bytes] : examples) {
        const Bytes kept = kept_bytes(name);
        // A better coder or compressor may give other bytes one day; it must only read these.
        const bool coded = name == "coded-events" || name.find("segment") != std::string::npos;
        INFO(name);
        if (!coded) CHECK(kept == bytes);
    }
}

TEST_CASE("golden: certificates of version 1 verify and say what they said") {
    const auto site = log::SignedSite::read(kept_bytes("site-descriptor")).value();
    CHECK(check_site(site, golden::site()).ok());
    CHECK(site.value.name == "Comune");
    CHECK(site.value.number == 1);

    const auto device = log::SignedDevice::read(kept_bytes("device-certificate")).value();
    CHECK(check_device(device, golden::site(), site.value).ok());
    CHECK(device.value.serial == 300);
    CHECK(device.value.issued == UtcMs{1'760'000'000'000});

    const auto log = log::SignedLog::read(kept_bytes("log-certificate")).value();
    CHECK(check_log(log, golden::site(), site.value, &device.value).ok());
    CHECK(log.value.kind == log::LogKind::record);
    REQUIRE(log.value.predecessors.size() == 1);
    CHECK(log.value.predecessors[0].seq == Seq{12});
    CHECK(log::genesis_of(log).view()[0] == kept_bytes("genesis")[0]);
    CHECK(site.bytes() == kept_bytes("site-descriptor"));
    CHECK(device.bytes() == kept_bytes("device-certificate"));
    CHECK(log.bytes() == kept_bytes("log-certificate"));
}

TEST_CASE("golden: a change of the root of version 1 is followed") {
    const auto record = log::SignedRotation::read(kept_bytes("root-rotation")).value();
    CHECK(record.bytes() == kept_bytes("root-rotation"));
    log::RootChain chain(golden::site());
    CHECK(chain.take(record).value() == log::RootChain::Step::followed);
    CHECK(chain.is_current(golden::signing_key(golden::next_root).public_key()));
    CHECK(wire::encode(chain.mark()) == kept_bytes("root-mark"));
}

TEST_CASE("golden: a beacon and a frontier of version 1 read back") {
    const auto beacon = log::SignedBeacon::read(kept_bytes("beacon")).value();
    CHECK(beacon.verify(domain::beacon, golden::site(), descriptor().receipt));
    CHECK(beacon.value.number == 5);
    const auto frontier = wire::decode<log::Frontier>(kept_bytes("frontier")).value();
    CHECK(frontier.entries().size() == 2);
    CHECK(frontier.find(golden::log_id())->seq == Seq{2});
    CHECK(copy_of(frontier.digest().view()) == kept_bytes("frontier-digest"));
}

TEST_CASE("golden: segments of version 1 verify, open and give their events") {
    const auto open = [](const std::string& name) {
        const Bytes bytes = kept_bytes(name);
        const auto segment = log::read_segment(bytes).value();
        CHECK(segment.bytes() == bytes);
        CHECK(wire::encode(segment.header) == segment.clear);
        CHECK(log::verify_segment(segment, golden::signing_key(golden::log_key).public_key(),
                                  golden::site())
                  .ok());
        return log::open_segment(segment, golden::symmetric_key(golden::scope_key)).value().events;
    };
    CHECK(test::same_events(open("segment"), golden::events()));
    CHECK(test::same_events(open("odd-segment"), golden::odd_events()));
}

TEST_CASE("golden: a boxed segment of version 1 gives its key") {
    const auto segment = log::read_segment(kept_bytes("boxed-segment")).value();
    CHECK(log::verify_segment(segment, golden::signing_key(golden::log_key).public_key(),
                              golden::site())
              .ok());
    const auto opened =
        log::open_boxed_segment(segment, golden::box_key(golden::account_box)).value();
    REQUIRE(opened.events.size() == 1);
    CHECK(test::same_event(opened.events[0], golden::key_given()));
    const auto given = log::read_key_given(opened.events[0].payload).value();
    CHECK(given.name == log::scope_key_name(golden::id_of<ScopeId>(0x5c), {1}));
}

TEST_CASE("golden: a redacted segment of version 1 opens with its gap") {
    const Bytes bytes = kept_bytes("redacted-segment");
    const auto segment = log::read_redacted(bytes).value();
    CHECK(segment.bytes() == bytes);
    CHECK(log::verify_redaction(segment, golden::signing_key(golden::receipt).public_key(),
                                golden::site())
              .ok());
    const auto opened =
        log::open_segment(segment, golden::symmetric_key(golden::scope_key)).value();
    REQUIRE(opened.events.size() == 2);
    CHECK_FALSE(opened.is_erased(0));
    CHECK(opened.events[0].payload == golden::events()[0].payload);
    CHECK(opened.is_erased(1));
    CHECK(opened.events[1].payload.empty());
}
