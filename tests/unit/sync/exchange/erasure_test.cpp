#include "sync/log/redaction.hpp"
#include "tests/support/small_site.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::exchange;
using approdo::test::SmallDevice;
using approdo::test::SmallSite;

namespace {

struct World {
    crypto::SeededRandom random{11};
    SmallSite site{random};
    ScopeId scope = random.id<ScopeId>();
    crypto::SymmetricKey scope_key = crypto::SymmetricKey::random(random);
    SmallDevice laptop{site, scope, scope_key};

    World() {
        site.store.keys.add(log::scope_key_name(scope, Epoch{1}), scope_key.duplicate());
        site.store.put_device(laptop.store.find_device(laptop.store.self)->certificate);
        laptop.write(3);
        laptop.write(3);
    }
    void sync() {
        auto session = laptop.session();
        (void)session.receive(site.exchange(session.output()).value()).value();
    }
    log::Segment& at(test::MemoryLogs<SiteStore>& store, std::size_t i) {
        return store.segments.at(laptop.log_id).at(i);
    }
    // The laptop's segment without these events, signed by whoever that is.
    log::Segment redacted(std::size_t i, std::vector<std::size_t> erased,
                          const crypto::SigningKey& signer) {
        const log::Segment& segment = laptop.store.segments.at(laptop.log_id).at(i);
        const auto opened = log::open_segment(segment, scope_key).value();
        return log::redact(segment, opened, erased, scope_key, signer, site.id, random).value();
    }
    Intake intake(LogStore& store) { return Intake(site.id, site.descriptor, store, {}); }
};

}  // namespace

TEST_CASE("erasure: a redacted segment takes the place of the whole one, and never the other way") {
    World world;
    const Bytes whole = world.laptop.store.segments.at(world.laptop.log_id).at(0).bytes();
    world.sync();
    REQUIRE(world.site.store.events.size() == 6);
    auto intake = world.intake(world.site.store);
    const Bytes frame = world.redacted(0, {1}, world.site.receipt).bytes();
    CHECK(intake.take_redacted(frame).kind == Verdict::Kind::redacted);
    CHECK(world.site.store.events.size() == 5);
    CHECK(intake.take_redacted(frame).kind == Verdict::Kind::known);
    CHECK(intake.take_segment(whole).kind == Verdict::Kind::known);
    CHECK(world.site.store.events.size() == 5);
    CHECK(world.at(world.site.store, 0).bytes() == frame);

    SECTION("one that erases less, or something else, changes nothing; one that erases more does") {
        const auto other = world.redacted(0, {0}, world.site.receipt).bytes();
        CHECK(intake.take_redacted(other).kind == Verdict::Kind::known);
        const auto none = world.redacted(0, {}, world.site.receipt).bytes();
        CHECK(intake.take_redacted(none).kind == Verdict::Kind::known);
        CHECK(world.site.store.events.size() == 5);
        const auto more = world.redacted(0, {0, 1}, world.site.receipt).bytes();
        CHECK(intake.take_redacted(more).kind == Verdict::Kind::redacted);
        CHECK(world.site.store.events.size() == 4);
    }
    SECTION("the log goes on behind it") {
        world.laptop.write(2);
        world.sync();
        CHECK(world.site.store.events.size() == 7);
        CHECK_FALSE(world.laptop.store.rotated);
    }
}

TEST_CASE(
    "erasure: a redacted segment that the site did not make, or of other events, is refused") {
    World world;
    world.sync();
    auto intake = world.intake(world.site.store);
    const Bytes by_its_author = world.redacted(0, {1}, world.laptop.log_key).bytes();
    CHECK(intake.take_redacted(by_its_author).error->code == ErrorCode::unauthentic);
    // The head of another segment: the log's own signature does not fit any more.
    log::Segment mixed = world.redacted(0, {1}, world.site.receipt);
    mixed.clear = world.laptop.store.segments.at(world.laptop.log_id).at(1).clear;
    CHECK(intake.take_redacted(mixed.bytes()).error->code == ErrorCode::unauthentic);
    // Signed by the site, and still not what leads to the head that the log signed.
    const log::Segment& whole = world.laptop.store.segments.at(world.laptop.log_id).at(0);
    auto opened = log::open_segment(whole, world.scope_key).value();
    opened.events[2].payload = log::encode_fields({std::uint64_t{99}});
    const std::size_t erased[] = {1};
    const auto forged = log::redact(whole, opened, erased, world.scope_key, world.site.receipt,
                                    world.site.id, world.random)
                            .value();
    CHECK(intake.take_redacted(forged.bytes()).kind == Verdict::Kind::known);
    CHECK(world.site.store.events.size() == 6);
    CHECK_FALSE(world.at(world.site.store, 0).is_redacted());
    Bytes cut = world.redacted(0, {1}, world.site.receipt).bytes();
    cut.resize(cut.size() / 2);
    CHECK(intake.take_redacted(cut).kind == Verdict::Kind::refused);
}

TEST_CASE("erasure: a device that never had the whole segment takes the redacted one and goes on") {
    World world;
    auto intake = world.intake(world.site.store);
    for (const auto& [id, known] : world.laptop.store.logs) {
        REQUIRE(intake.take_log(known.certificate.bytes()).ok());
    }
    const Bytes second = world.laptop.store.segments.at(world.laptop.log_id).at(1).bytes();
    CHECK(intake.take_redacted(world.redacted(1, {0}, world.site.receipt).bytes()).kind ==
          Verdict::Kind::parked);
    CHECK(intake.take_redacted(world.redacted(0, {0, 2}, world.site.receipt).bytes()).kind ==
          Verdict::Kind::taken);
    CHECK(world.site.store.events.size() == 3);
    CHECK(intake.take_segment(second).kind == Verdict::Kind::known);
    CHECK(world.site.store.events.size() == 3);
}

TEST_CASE("erasure: a device asks for what it holds too much of, and gets the redacted segment") {
    World world;
    world.sync();
    const log::Segment made = world.redacted(0, {1}, world.site.receipt);
    (void)world.intake(world.site.store).take_redacted(made.bytes());
    world.laptop.store.redacted_wanted = {{world.laptop.log_id, Seq{2}},
                                          {world.laptop.log_id, Seq{5}},
                                          {world.random.id<LogId>(), Seq{1}}};
    world.sync();
    CHECK(world.laptop.store.events.size() == 5);
    CHECK(world.laptop.store.segments.at(world.laptop.log_id).at(0).bytes() == made.bytes());
    CHECK_FALSE(world.laptop.store.segments.at(world.laptop.log_id).at(1).is_redacted());

    SECTION("and brings it back, redacted, to a site that lost everything") {
        world.site.store.segments.clear();
        world.site.store.logs.clear();
        world.site.store.events.clear();
        world.site.store.contacts.clear();
        world.site.store.epoch = ServerEpoch{2};
        for (int round = 0; round < 3; ++round) world.sync();
        CHECK(world.site.store.events.size() == 5);
        CHECK(world.at(world.site.store, 0).is_redacted());
    }
}
