#include "sync/exchange/intake.hpp"

#include <algorithm>

#include "tests/support/small_site.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::exchange;
using approdo::test::SmallDevice;
using approdo::test::SmallSite;

namespace {

struct World {
    explicit World(std::uint64_t seed = 3) : random(seed) {
        site.store.keys.add(log::scope_key_name(scope, Epoch{1}), scope_key.duplicate());
    }
    Intake intake() { return Intake(site.id, site.descriptor, site.store, {}); }
    void certify() {
        auto taking = intake();
        REQUIRE(taking.take_device(laptop.store.find_device(laptop.store.self)->certificate.bytes())
                    .ok());
        REQUIRE(taking.take_log(laptop.store.find_log(laptop.log_id)->certificate.bytes()).ok());
    }
    std::vector<Bytes> frames() {
        std::vector<Bytes> all;
        for (const auto& segment : laptop.store.segments[laptop.log_id])
            all.push_back(segment.bytes());
        return all;
    }

    crypto::SeededRandom random;
    SmallSite site{random};
    ScopeId scope = random.id<ScopeId>();
    crypto::SymmetricKey scope_key = crypto::SymmetricKey::random(random);
    SmallDevice laptop{site, scope, scope_key};
};

}  // namespace

TEST_CASE("intake: any order and any repetition of segments ends in the same events") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        World world(seed);
        for (std::size_t i = 0; i < 6; ++i) world.laptop.write(1 + i % 3);
        world.certify();
        auto frames = world.frames();
        const auto repeated = frames;
        frames.insert(frames.end(), repeated.begin(), repeated.end());
        for (std::size_t i = frames.size(); i > 1; --i) {
            std::swap(frames[i - 1], frames[world.random.id<Digest16>().bytes[0] % i]);
        }
        auto intake = world.intake();
        for (const Bytes& frame : frames) {
            CHECK(intake.take_segment(frame).kind != Verdict::Kind::refused);
        }
        CHECK(world.site.store.events.size() == world.laptop.store.events.size());
        CHECK(world.site.store.find_log(world.laptop.log_id)->streams.size() == 1);
    }
}

TEST_CASE("intake: a gap waits in limbo and names what is missing; a full limbo tells the sender") {
    World world;
    for (int i = 0; i < 4; ++i) world.laptop.write(2);
    world.certify();
    world.site.store.limbo_max = 2;
    const auto frames = world.frames();
    auto intake = world.intake();
    const auto parked = intake.take_segment(frames[2]);
    CHECK(parked.kind == Verdict::Kind::parked);
    CHECK(parked.needed == Seq{1});
    CHECK(intake.take_segment(frames[3]).kind == Verdict::Kind::parked);
    const auto refused = intake.take_segment(frames[1]);
    CHECK(refused.kind == Verdict::Kind::refused);
    CHECK(refused.error->code == ErrorCode::exhausted);
    CHECK(intake.take_segment(frames[0]).kind == Verdict::Kind::taken);
    CHECK(intake.take_segment(frames[1]).kind == Verdict::Kind::taken);
    CHECK(world.site.store.events.size() == 8);
}

TEST_CASE("intake: whoever has filled their share keeps what is not taken, and is told") {
    World world;
    for (int i = 0; i < 2; ++i) world.laptop.write(2);
    world.certify();
    const auto frames = world.frames();
    auto intake = world.intake();
    CHECK(intake.take_segment(frames[0]).kind == Verdict::Kind::taken);
    world.site.store.room = 0;
    const auto refused = intake.take_segment(frames[1]);
    CHECK(refused.kind == Verdict::Kind::refused);
    CHECK(refused.error->code == ErrorCode::exhausted);
    // What is there already is receipted all the same, and the rest once there is room.
    CHECK(intake.take_segment(frames[0]).kind == Verdict::Kind::known);
    world.site.store.room = SIZE_MAX;
    CHECK(intake.take_segment(frames[1]).kind == Verdict::Kind::taken);
}

TEST_CASE(
    "intake: three copies of a log become three streams, named alike in whatever order they come") {
    World origin;
    origin.laptop.write(2);
    const auto base_segments = origin.laptop.store.segments;
    const auto base_logs = origin.laptop.store.logs;
    std::vector<Bytes> frames = origin.frames();
    for (std::uint64_t copy = 0; copy < 3; ++copy) {
        origin.laptop.store.segments = base_segments;
        origin.laptop.store.logs = base_logs;
        origin.laptop.lamport = 1000 * (copy + 1);
        origin.laptop.write(2 + copy);
        origin.laptop.write(1);
        const auto all = origin.frames();
        frames.insert(frames.end(), all.begin() + 1, all.end());
    }
    std::optional<std::size_t> events;
    for (int turn = 0; turn < 6; ++turn) {
        World replica;
        std::rotate(frames.begin(), frames.begin() + turn, frames.end());
        auto intake = replica.intake();
        replica.certify();
        for (const Bytes& frame : frames) intake.take_segment(frame);
        for (const Bytes& frame : frames) intake.take_segment(frame);
        CHECK(replica.site.store.find_log(origin.laptop.log_id)->streams.size() == 3);
        CHECK(replica.site.store.events.size() == 2 + (3 + 4 + 5));
        events = replica.site.store.events.size();
    }
}

TEST_CASE("intake: a stranger's certificate, a stranger's segment and a flipped byte are refused") {
    World world;
    World stranger(99);
    world.laptop.write(2);
    auto intake = world.intake();
    CHECK_FALSE(
        intake.take_device(stranger.laptop.store.devices.begin()->second.certificate.bytes()).ok());
    CHECK(intake.take_segment(world.frames()[0]).error->code == ErrorCode::missing);
    world.certify();
    const Bytes frame = world.frames()[0];
    for (std::size_t i = 0; i < frame.size(); ++i) {
        Bytes flipped = frame;
        flipped[i] ^= 1;
        CHECK(intake.take_segment(flipped).kind == Verdict::Kind::refused);
    }
    CHECK(intake.take_segment(frame).kind == Verdict::Kind::taken);
}

TEST_CASE("intake: without the scope's key a segment is kept unread and passed on unchanged") {
    World world;
    world.laptop.write(2);
    world.site.store.keys = log::Keyring();
    world.certify();
    auto intake = world.intake();
    CHECK(intake.take_segment(world.frames()[0]).kind == Verdict::Kind::taken);
    CHECK(world.site.store.events.empty());
    CHECK(world.site.store.segment_at(world.laptop.log_id, Seq{1})->bytes() == world.frames()[0]);
}

TEST_CASE("intake: of a revoked device what lies before the cut counts, what is later is held") {
    World world;
    for (int i = 0; i < 3; ++i) world.laptop.write(2);
    world.certify();
    auto& store = world.site.store;
    store.devices.at(world.laptop.store.self).revoked = true;
    store.cuts[world.laptop.store.self][world.laptop.log_id] = Seq{4};
    auto intake = world.intake();
    for (const Bytes& frame : world.frames()) {
        CHECK(intake.take_segment(frame).kind == Verdict::Kind::taken);
    }
    CHECK(store.events.size() == 4);
    CHECK(store.held ==
          std::map<std::pair<StreamId, Seq>, Held>{{{world.laptop.log_id, Seq{5}}, Held::revoked}});
}

TEST_CASE(
    "intake: another continuation that a revoked device wrote is held, however early it parts") {
    World world;
    world.laptop.write(2);
    const auto segments = world.laptop.store.segments;
    const auto logs = world.laptop.store.logs;
    world.laptop.write(2);
    world.certify();
    auto intake = world.intake();
    for (const Bytes& frame : world.frames()) intake.take_segment(frame);
    auto& store = world.site.store;
    store.devices.at(world.laptop.store.self).revoked = true;
    store.cuts[world.laptop.store.self][world.laptop.log_id] = Seq{4};

    world.laptop.store.segments = segments;
    world.laptop.store.logs = logs;
    world.laptop.lamport = 1000;
    world.laptop.write(1);
    CHECK(intake.take_segment(world.frames().back()).kind == Verdict::Kind::branched);
    CHECK(store.events.size() == 4);
}

TEST_CASE("intake: a box for another reader is kept and passed on, and is nobody's fault") {
    World world;
    const auto mine = crypto::BoxKey::random(world.random);
    const auto device = crypto::BoxKey::random(world.random);
    const auto other = crypto::BoxKey::random(world.random);
    const auto key = crypto::SigningKey::random(world.random);
    log::LogCertificate certificate;
    certificate.kind = log::LogKind::keyring;
    certificate.key = key.public_key();
    const auto made = log::SignedLog::make(certificate, crypto::domain::log_certificate,
                                           world.site.id, world.site.enrol);
    const LogId log = log::log_id_of(certificate.key);
    Intake intake(world.site.id, world.site.descriptor, world.site.store, {&mine, &device});
    REQUIRE(intake.take_log(made.bytes()).ok());
    Seq last;
    Hash head = log::genesis_of(made);
    for (const crypto::BoxKey* reader : {&mine, &other, &device}) {
        std::vector<log::Event> events(1);
        events[0].header.lamport = Lamport{last.value + 1};
        const log::SegmentDraft draft{world.scope, Epoch{0}, log, last.next(), head, 0, events};
        const auto boxed =
            log::seal_boxed_segment(draft, reader->public_key(), key, world.site.id, world.random)
                .value();
        CHECK(intake.take_segment(boxed.segment.bytes()).kind == Verdict::Kind::taken);
        last = boxed.segment.header.last();
        head = boxed.segment.header.head;
    }
    CHECK(world.site.store.events.size() == 2);
    CHECK(world.site.store.held.empty());
    CHECK(world.site.store.segments[log].size() == 3);
}
