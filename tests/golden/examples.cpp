#include "tests/golden/examples.hpp"

#include <limits>

#include "sync/crypto/random.hpp"
#include "sync/log/beacon.hpp"
#include "sync/log/certificate.hpp"
#include "sync/log/columns.hpp"
#include "sync/log/fork.hpp"
#include "sync/log/frontier.hpp"
#include "sync/log/keyring.hpp"
#include "sync/log/root_chain.hpp"
#include "sync/log/sealing.hpp"
#include "tests/golden/kept.hpp"

namespace approdo::golden {
namespace {

namespace domain = crypto::domain;

log::SignedSite site_descriptor() {
    log::SiteDescriptor value;
    value.root = signing_key(root).public_key();
    value.enrol = signing_key(enrol).public_key();
    value.publish = signing_key(publish).public_key();
    value.receipt = signing_key(receipt).public_key();
    value.box = box_key(site_box).public_key();
    value.name = "Comune";
    return log::SignedSite::make(value, domain::site_descriptor, site(), signing_key(root));
}

log::SignedRotation root_rotation() {
    log::RootRotation value;
    value.site = site();
    value.old_root = signing_key(root).public_key();
    value.new_root = signing_key(next_root).public_key();
    value.at = {1'760'000'000'000};
    return log::SignedRotation::make(value, signing_key(root), signing_key(next_root));
}

Bytes root_mark() {
    log::RootChain chain(site());
    (void)chain.take(root_rotation()).value();
    return wire::encode(chain.mark());
}

log::SignedDevice device_certificate() {
    log::DeviceCertificate value;
    value.device = id_of<DeviceId>(0xd1);
    value.account = id_of<AccountId>(0xa1);
    value.serial = 300;
    value.signing = signing_key(device).public_key();
    value.box = box_key(device_box).public_key();
    value.issued = {1'760'000'000'000};
    return log::SignedDevice::make(value, domain::device_certificate, site(), signing_key(enrol));
}

log::SignedLog log_certificate() {
    log::LogCertificate value;
    value.device = id_of<DeviceId>(0xd1);
    value.kind = log::LogKind::record;
    value.key = signing_key(log_key).public_key();
    value.predecessors = {{id_of<LogId>(0xb1), {12}, id_of<Hash>(0xb2)}};
    return log::SignedLog::make(value, domain::log_certificate, site(), signing_key(device));
}

log::SignedBeacon beacon() {
    log::Beacon value;
    value.server_epoch = {1};
    value.number = 5;
    value.at = {1'760'000'000'000};
    return log::SignedBeacon::make(value, domain::beacon, site(), signing_key(receipt));
}

log::Frontier frontier() {
    log::Frontier value;
    value.set({id_of<LogId>(0xb1), {12}, id_of<Hash>(0xb2)});
    value.set({log_id(), {2}, id_of<Hash>(0xb3)});
    return value;
}

log::SegmentDraft draft(std::span<const log::Event> events) {
    log::SegmentDraft value;
    value.scope = id_of<ScopeId>(0x5c);
    value.epoch = {1};
    value.log = log_id();
    value.first = {1};
    value.previous = genesis();
    value.beacon = 5;
    value.events = events;
    return value;
}

log::Segment segment_of(std::span<const log::Event> events) {
    crypto::SeededRandom random(1);
    return log::seal_segment(draft(events), log::Blind::from(Bytes(32, blind)).value(),
                             symmetric_key(scope_key), signing_key(log_key), site(), random)
        .value();
}

log::Segment boxed_segment() {
    crypto::SeededRandom random(2);
    const std::vector<log::Event> given{key_given()};
    return log::seal_boxed_segment(draft(given), box_key(account_box).public_key(),
                                   signing_key(log_key), site(), random)
        .value()
        .segment;
}

log::Segment redacted_segment() {
    crypto::SeededRandom random(3);
    const log::Segment original = segment_of(events());
    const auto opened = log::open_segment(original, symmetric_key(scope_key)).value();
    const std::size_t erased[] = {1};
    return log::redact(original, opened, erased, symmetric_key(scope_key), signing_key(receipt),
                       site(), random)
        .value();
}

void add_numbers(std::map<std::string, Bytes>& all) {
    all["number-300"] = wire::encode(std::uint64_t{300});
    all["signed-minus-2"] = wire::encode(std::int64_t{-2});
    all["text"] = wire::encode(std::string("più"));
    all["list"] = wire::encode(std::vector<std::uint32_t>{1, 300});
    all["absent"] = wire::encode(std::optional<std::uint64_t>{});
    all["present"] = wire::encode(std::optional<std::uint64_t>{7});
    all["fields"] = log::encode_fields({std::uint64_t{5}, copy_of(bytes_of("ab"))});
}

void add_events(std::map<std::string, Bytes>& all) {
    const auto secret = log::Blind::from(Bytes(32, blind)).value();
    const log::Event event = events()[0];
    const auto key = log::payload_key(secret, {1});
    const Hash payload = log::payload_hash(key, event.payload);
    all["event-header"] = wire::encode(event.header);
    all["payload-key"] = copy_of(key.view());
    all["payload-hash"] = copy_of(payload.view());
    all["event-hash"] = copy_of(log::event_hash(genesis(), event.header, payload).view());
    all["coded-events"] = log::encode_events(events());
    const auto fields = log::key_given_fields(log::scope_key_name(id_of<ScopeId>(0x5c), {1}),
                                              symmetric_key(scope_key));
    all["key-given"] = log::encode_fields(fields);
}

void add_segments(std::map<std::string, Bytes>& all) {
    all["seal-key"] =
        copy_of(log::seal_key_of(symmetric_key(scope_key), id_of<ScopeId>(0x5c), {1}).view());
    all["segment"] = segment_of(events()).bytes();
    all["odd-segment"] = segment_of(odd_events()).bytes();
    all["boxed-segment"] = boxed_segment().bytes();
    all["redacted-segment"] = redacted_segment().bytes();
}

}  // namespace

crypto::SigningKey signing_key(std::uint8_t byte) {
    return crypto::SigningKey::from_seed(crypto::SigningKey::Seed::from(Bytes(32, byte)).value());
}
crypto::BoxKey box_key(std::uint8_t byte) {
    return crypto::BoxKey::from_stored(crypto::BoxKey::Stored::from(Bytes(32, byte)).value());
}
crypto::SymmetricKey symmetric_key(std::uint8_t byte) {
    return crypto::SymmetricKey::from(Bytes(32, byte)).value();
}

crypto::SymmetricKey symmetric_key_from(ByteView bytes) {
    return crypto::SymmetricKey::from(bytes).value();
}

SiteId site() {
    return crypto::site_id_of(signing_key(root).public_key());
}
LogId log_id() {
    return log::log_id_of(signing_key(log_key).public_key());
}
Hash genesis() {
    return log::genesis_of(log_certificate());
}

std::vector<log::Event> events() {
    std::vector<log::Event> result(2);
    for (auto& event : result) {
        event.header.enrolment = id_of<EnrolmentId>(0xe1);
        event.header.unit = id_of<UnitId>(0xf1);
        event.header.content_version = {3};
        event.header.time.session = id_of<ClockSessionId>(0xc1);
    }
    result[0].header.type = static_cast<log::EventType>(16);
    result[0].header.lamport = {41};
    result[0].header.time.wall = {1'760'000'000'000};
    result[0].header.time.boot = {90'000};
    result[0].payload = log::encode_fields({std::uint64_t{5}});
    result[1].header.type = static_cast<log::EventType>(18);
    result[1].header.critical = true;
    result[1].header.lamport = {42};
    result[1].header.time.wall = {1'760'000'012'345};
    result[1].header.time.boot = {102'346};
    result[1].payload =
        log::encode_fields({std::uint64_t{1}, copy_of(bytes_of("sì")), std::uint64_t{12'000}});
    return result;
}

std::vector<log::Event> odd_events() {
    std::vector<log::Event> result(4);
    result[0].payload = {0x80, 0x00};
    std::string text;
    for (int i = 0; i < 60; ++i) text += "Lo sportello apre alle nove. ";
    result[1].header.type = static_cast<log::EventType>(65535);
    result[1].payload = log::encode_fields({copy_of(bytes_of(text))});
    result[2].header.time.wall = {std::numeric_limits<std::int64_t>::min()};
    result[2].header.lamport = {std::numeric_limits<std::uint64_t>::max()};
    result[2].header.version = 255;
    result[2].payload = log::encode_fields({(std::uint64_t{1} << 63) - 1, std::uint64_t{0}});
    result[3].header.time.wall = {std::numeric_limits<std::int64_t>::max()};
    return result;
}

log::Event key_given() {
    log::Event event;
    event.header.type = static_cast<log::EventType>(1);
    event.header.critical = true;
    event.header.lamport = {1};
    event.header.time = {{1'760'000'000'000}, {5'000}, id_of<ClockSessionId>(0xc2)};
    event.payload = log::encode_fields(log::key_given_fields(
        log::scope_key_name(id_of<ScopeId>(0x5c), {1}), symmetric_key(scope_key)));
    return event;
}

std::map<std::string, Bytes> log_examples() {
    std::map<std::string, Bytes> all;
    add_numbers(all);
    add_events(all);
    add_segments(all);
    all["site-id"] = copy_of(site().view());
    all["site-descriptor"] = site_descriptor().bytes();
    all["root-rotation"] = root_rotation().bytes();
    all["root-mark"] = root_mark();
    all["device-certificate"] = device_certificate().bytes();
    all["log-certificate"] = log_certificate().bytes();
    all["log-id"] = copy_of(log_id().view());
    all["genesis"] = copy_of(genesis().view());
    all["beacon"] = beacon().bytes();
    all["frontier"] = wire::encode(frontier());
    all["frontier-digest"] = copy_of(frontier().digest().view());
    all["branch-id"] = copy_of(log::branch_id(log_id(), {2}, id_of<Hash>(0xb3)).view());
    return all;
}

std::map<std::string, Bytes> examples() {
    auto all = log_examples();
    all.merge(exchange_examples());
    return all;
}

Bytes kept_bytes(const std::string& name) {
    return kept_bytes("wire/v1", name, [&] { return examples().at(name); });
}

}  // namespace approdo::golden
