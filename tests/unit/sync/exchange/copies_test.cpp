// Copies of a device: whoever does not know how another copy went on is found out and gets it back.
#include <map>

#include "tests/support/small_site.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::exchange;
using approdo::test::SmallDevice;
using approdo::test::SmallSite;

namespace {

// What a copy of the device's folder holds.
struct Copy {
    explicit Copy(const SmallDevice& device)
        : segments(device.store.segments),
          logs(device.store.logs),
          events(device.store.events),
          current(device.store.current),
          acknowledged(device.store.acknowledged),
          lamport(device.lamport) {}
    void put_back(SmallDevice& device, std::uint64_t later_lamport = 0) const {
        device.store.segments = segments;
        device.store.logs = logs;
        device.store.events = events;
        device.store.current = current;
        device.store.acknowledged = acknowledged;
        device.lamport = lamport + later_lamport;
    }

    std::map<StreamId, std::vector<log::Segment>> segments;
    std::map<LogId, KnownLog> logs;
    std::map<Hash, log::Event> events;
    ClientState current;
    std::map<LogId, Seq> acknowledged;
    std::uint64_t lamport;
};

struct World {
    crypto::SeededRandom random{7};
    SmallSite site{random};
    ScopeId scope = random.id<ScopeId>();
    crypto::SymmetricKey scope_key = crypto::SymmetricKey::random(random);
    SmallDevice laptop{site, scope, scope_key};

    World() {
        site.store.keys.add(log::scope_key_name(scope, Epoch{1}), scope_key.duplicate());
        site.store.put_device(laptop.store.find_device(laptop.store.self)->certificate);
    }
    ReceiveReport sync(Courier courier = Courier::link) {
        auto session = laptop.session();
        return session.receive(site.exchange(session.output(), courier).value()).value();
    }
    std::size_t events_on_laptop() { return laptop.store.events.size(); }
};

}  // namespace

TEST_CASE("copies: a copy of a copy that seals what both began, and more, loses nothing") {
    World world;
    auto& laptop = world.laptop;
    const Copy empty(laptop);
    laptop.write(3);  // the first copy's work
    world.sync();

    // Two more copies share two events that nobody sealed before they parted.
    empty.put_back(laptop, 100);
    const auto blind = log::Blind::random(world.random);
    const auto seal = [&](std::size_t count) {
        std::vector<log::Event> events(count);
        for (std::size_t i = 0; i < count; ++i) {
            events[i].header.type = log::EventType{1};
            events[i].header.lamport = Lamport{100 + i};
        }
        const Hash genesis = laptop.store.find_log(laptop.log_id)->streams.front().head;
        const log::SegmentDraft draft{world.scope, Epoch{1}, laptop.log_id, Seq{1},
                                      genesis,     0,        events};
        return log::seal_segment(draft, blind, world.scope_key, laptop.log_key, world.site.id,
                                 world.random)
            .value();
    };
    Intake intake(world.site.id, world.site.descriptor, world.site.store, {});
    CHECK(intake.take_segment(seal(2).bytes()).kind == Verdict::Kind::branched);
    CHECK(intake.take_segment(seal(3).bytes()).kind == Verdict::Kind::branched);
    CHECK(world.site.store.events.size() == 6);
    CHECK(intake.take_segment(seal(3).bytes()).kind == Verdict::Kind::known);
    CHECK(intake.take_segment(seal(1).bytes()).kind == Verdict::Kind::known);
}

TEST_CASE("copies: a device put back to an old copy gets its later events, however it counts") {
    World world;
    world.laptop.write(1);
    world.sync();
    Copy old(world.laptop);
    world.laptop.write(2);

    SECTION("its counter is behind") {
        world.sync();
        old.put_back(world.laptop);
        CHECK(world.sync().segments_taken == 1);
    }
    SECTION("its counter is not, because it said something that nobody answered") {
        world.sync();
        old.put_back(world.laptop);
        auto session = world.laptop.session();
        (void)session.output();
        CHECK(world.sync().segments_taken == 1);
    }
    SECTION("of two answers that were lost it still sends what the first one was for") {
        auto session = world.laptop.session();
        (void)world.site.exchange(session.output()).value();
        const Copy between(world.laptop);
        world.laptop.write(1);
        (void)world.site.exchange(session.output()).value();
        between.put_back(world.laptop);
        (void)session.output();
        CHECK(world.sync().segments_taken == 1);
        CHECK(world.laptop.store.rotated);
        CHECK(world.events_on_laptop() == 4);
        return;
    }
    SECTION("what it said first went by stick") {
        world.sync();
        old.put_back(world.laptop);
        CHECK(world.sync(Courier::stick).segments_taken == 0);
        CHECK(world.sync().segments_taken == 1);
    }
    SECTION("the later work was on a stick that the old copy overtook") {
        auto session = world.laptop.session();
        const Bytes stick = session.output();
        old.put_back(world.laptop);
        world.sync();
        CHECK(world.site.exchange(stick, Courier::stick).ok());
        CHECK(world.sync().segments_taken == 1);
    }
    SECTION("the site began a new epoch in between") {
        world.site.store.epoch = ServerEpoch{2};
        world.sync();
        world.sync();
        old.put_back(world.laptop);
        auto session = world.laptop.session();
        CHECK(world.sync().segments_taken == 1);
    }
    CHECK(world.laptop.store.rotated);
    CHECK(world.events_on_laptop() == 3);
}

TEST_CASE("copies: who holds the receipt and does not find itself in it is told how it went on") {
    World world;
    world.laptop.write(2);
    const Copy unsent(world.laptop);
    world.laptop.write(1);
    world.sync();
    const ClientState told = world.laptop.store.current;

    // The copy knows the receipt, which names the third event alone, and counts two as unsent.
    unsent.put_back(world.laptop);
    world.laptop.store.current = told;
    CHECK(world.sync().segments_taken == 1);
    CHECK(world.laptop.store.rotated);
    CHECK(world.events_on_laptop() == 3);
}

TEST_CASE("copies: a receipt counts only with the whole of the answer that it came in") {
    World world;
    world.laptop.write(1);
    world.sync();
    const Copy old(world.laptop);
    world.laptop.write(2);
    world.sync();
    old.put_back(world.laptop);

    auto session = world.laptop.session();
    Bytes answer = world.site.exchange(session.output()).value();
    answer.back() ^= 1;  // in the segment that is given back
    const auto report = session.receive(answer).value();
    CHECK_FALSE(report.answered);
    CHECK_FALSE(report.receipt);
    CHECK(world.sync().segments_taken == 1);
    CHECK(world.events_on_laptop() == 3);
}

TEST_CASE("copies: a lost answer makes no copy of a device") {
    World world;
    world.laptop.write(2);
    world.sync();
    world.laptop.write(1);
    auto session = world.laptop.session();
    (void)world.site.exchange(session.output()).value();
    const auto report = world.sync();
    REQUIRE(report.receipt);
    CHECK(report.receipt->number == ReceiptNumber{2});
    CHECK(report.segments_taken == 0);
    CHECK_FALSE(world.laptop.store.rotated);
    CHECK_FALSE(world.sync().receipt);
}
