#include "tests/support/small_site.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::exchange;
using approdo::test::SmallDevice;
using approdo::test::SmallSite;

namespace {

struct World {
    crypto::SeededRandom random{7};
    SmallSite site{random};
    ScopeId scope = random.id<ScopeId>();
    crypto::SymmetricKey scope_key = crypto::SymmetricKey::random(random);
    SmallDevice laptop{site, scope, scope_key};

    World() {
        site.store.keys.add(log::scope_key_name(scope, Epoch{1}), scope_key.duplicate());
        // As joining does it: the site issued this certificate itself.
        site.store.put_device(laptop.store.find_device(laptop.store.self)->certificate);
    }

    ReceiveReport sync(SmallDevice& device) {
        auto session = device.session();
        return session.receive(site.exchange(session.output()).value()).value();
    }
};

}  // namespace

TEST_CASE("session: new events are delivered, receipted and sent once") {
    World world;
    world.laptop.write(3);
    world.laptop.write(2);
    const auto first = world.sync(world.laptop);
    CHECK(first.answered);
    REQUIRE(first.receipt);
    CHECK(first.receipt->number == ReceiptNumber{1});
    CHECK(world.site.store.events.size() == 5);
    CHECK(world.laptop.store.outgoing(1 << 20).segments.empty());

    const auto second = world.sync(world.laptop);
    CHECK_FALSE(second.receipt);
    CHECK_FALSE(second.again);
    CHECK(world.site.store.events.size() == 5);
}

TEST_CASE("session: what is in a copy off the machine is told once, apart from what is safe") {
    World world;
    world.laptop.write(3);
    REQUIRE(world.sync(world.laptop).receipt);
    const log::Frontier copied = world.site.store.own_heads(world.laptop.store.self);
    world.laptop.write(2);
    const auto before = world.sync(world.laptop);
    CHECK(archived_in(*before.receipt).entries().empty());
    CHECK(before.receipt->tail.version == 0);

    world.site.store.archive = 1;
    world.site.store.in_archive = copied;
    const auto told = world.sync(world.laptop);
    REQUIRE(told.receipt);
    CHECK(told.receipt->level == SafetyLevel::durable);
    CHECK(archived_in(*told.receipt) == copied);
    CHECK(told.receipt->number == before.receipt->number.next());
    CHECK_FALSE(world.sync(world.laptop).receipt);
    // A later receipt says it, too: the one before may have been lost.
    world.laptop.write(1);
    CHECK(archived_in(*world.sync(world.laptop).receipt) == copied);

    world.site.store.archive = 2;
    world.site.store.in_archive = world.site.store.own_heads(world.laptop.store.self);
    const auto all = world.sync(world.laptop);
    CHECK(all.receipt->level == SafetyLevel::archived);
    CHECK(all.receipt->tail.version == 0);
    CHECK(archived_in(*all.receipt) == all.receipt->heads);
    CHECK_FALSE(world.laptop.store.rotated);
    // A copy that holds nothing new of this device is no news to it.
    world.site.store.archive = 3;
    CHECK_FALSE(world.sync(world.laptop).receipt);
}

TEST_CASE("session: the word of a copy that was lost on its way is said again") {
    World world;
    world.laptop.write(3);
    world.sync(world.laptop);
    world.site.store.archive = 1;
    world.site.store.in_archive = world.site.store.own_heads(world.laptop.store.self);
    auto session = world.laptop.session();
    (void)world.site.exchange(session.output()).value();
    const auto told = world.sync(world.laptop);
    REQUIRE(told.receipt);
    CHECK(told.receipt->level == SafetyLevel::archived);
    CHECK_FALSE(world.laptop.store.rotated);
}

TEST_CASE("session: logs that are archived and gone on from burden no exchange any more") {
    constexpr std::size_t old_logs = 100;
    World world;
    world.site.store.logs_max = 2 * old_logs;
    for (std::size_t i = 0; i < old_logs; ++i) {
        world.laptop.write(1);
        world.sync(world.laptop);
        world.laptop.rotate();
    }
    world.laptop.write(1);
    CHECK(world.sync(world.laptop).receipt->heads.entries().size() == old_logs + 1);
    world.site.store.archive = 1;
    world.site.store.in_archive = world.site.store.own_heads(world.laptop.store.self);
    // Told of all that is archived, once; and not before the device shows that it knows of them.
    const auto told = world.sync(world.laptop);
    CHECK(told.receipt->level == SafetyLevel::archived);
    CHECK(archived_in(*told.receipt).entries().size() == old_logs + 1);

    world.laptop.write(1);
    auto session = world.laptop.session();
    const Bytes up = session.output();
    const Bytes down = world.site.exchange(up).value();
    const auto report = session.receive(down).value();
    REQUIRE(report.receipt);
    CHECK(report.receipt->heads.entries().size() == 1);
    CHECK(down.size() <= 400);
    const Bytes noop = session.output();
    CHECK(noop.size() <= 120);
    CHECK(world.site.exchange(noop)->size() <= 120);
    CHECK_FALSE(world.laptop.store.rotated);

    SECTION("a device that counts anew is told of all") {
        world.laptop.store.current.last_receipt = {};
        CHECK(world.sync(world.laptop).receipt->heads.entries().size() == old_logs + 1);
    }
    SECTION("and so is every device when the site was restored") {
        world.site.store.epoch = ServerEpoch{2};
        world.sync(world.laptop);
        world.laptop.write(1);
        const auto again = world.sync(world.laptop);
        REQUIRE(again.receipt);
        for (const auto& [log, known] : world.laptop.store.logs)
            CHECK(world.laptop.store.acknowledged.contains(log));
    }
}

TEST_CASE("session: a repeated parcel is acknowledged and applied once") {
    World world;
    world.laptop.write(3);
    auto session = world.laptop.session();
    const Bytes parcel = session.output();
    const Bytes lost = world.site.exchange(parcel).value();
    const auto report = session.receive(world.site.exchange(parcel).value()).value();
    CHECK(report.receipt);
    CHECK(world.site.store.events.size() == 3);
    CHECK_FALSE(world.laptop.store.rotated);
    CHECK(session.receive(lost).value().answered);
}

TEST_CASE("session: with nothing new each side says it in few bytes and one round trip") {
    World world;
    world.laptop.write(1);
    world.sync(world.laptop);
    auto session = world.laptop.session();
    const Bytes up = session.output();
    const Bytes down = world.site.exchange(up).value();
    CHECK_FALSE(session.receive(down).value().again);
    CHECK(up.size() <= 120);
    CHECK(down.size() <= 120);
}

TEST_CASE("session: the cursor stays when the answer was lost, and nothing is lost by it") {
    World world;
    world.laptop.write(2);
    auto session = world.laptop.session();
    (void)world.site.exchange(session.output()).value();
    CHECK(world.laptop.store.outgoing(1 << 20).segments.size() == 1);
    CHECK(world.sync(world.laptop).receipt);
    CHECK(world.laptop.store.outgoing(1 << 20).segments.empty());
    CHECK(world.site.store.events.size() == 2);
}

TEST_CASE("session: a parcel altered anywhere takes nothing in and moves no cursor") {
    World world;
    world.laptop.write(1);
    auto session = world.laptop.session();
    const Bytes parcel = session.output();
    for (std::size_t i = 0; i < parcel.size(); ++i) {
        Bytes altered = parcel;
        altered[i] ^= 0x10;
        CHECK_FALSE(world.site.exchange(altered).ok());
    }
    CHECK(world.site.store.events.empty());
    CHECK(world.site.exchange(parcel).ok());
}

TEST_CASE("session: an altered answer moves no cursor") {
    World world;
    world.laptop.write(1);
    auto session = world.laptop.session();
    const Bytes answer = world.site.exchange(session.output()).value();
    for (std::size_t i = 0; i < answer.size(); ++i) {
        Bytes altered = answer;
        altered[i] ^= 0x04;
        const auto report = session.receive(altered);
        // A receipt that kept its own signature may count; anything else may not.
        if (report.ok() && report->receipt)
            CHECK(report->receipt->device == world.laptop.store.self);
        CHECK((!report.ok() || !report->answered));
    }
    CHECK(session.receive(answer).value().answered);
}

TEST_CASE(
    "session: another device of the scope gets the events, others' parcels are left to carry on") {
    World world;
    SmallDevice tablet{world.site, world.scope, world.scope_key};
    world.site.store.put_device(tablet.store.find_device(tablet.store.self)->certificate);
    world.laptop.write(4);
    world.sync(world.laptop);
    CHECK(world.sync(tablet).segments_taken == 1);
    CHECK(tablet.store.events.size() == 4);
    CHECK(world.sync(tablet).segments_taken == 0);

    auto session = world.laptop.session();
    const Bytes answer = world.site.exchange(session.output(), Courier::stick).value();
    auto other = tablet.session();
    const auto report = other.receive(answer).value();
    REQUIRE(report.for_others.size() == 1);
    CHECK(session.receive(report.for_others.front()).value().answered);
}

TEST_CASE("session: a site that lost the log's certificate asks for it and takes everything") {
    World world;
    world.laptop.write(1);
    world.sync(world.laptop);
    world.laptop.write(1);
    world.site.store.logs.clear();
    world.site.store.segments.clear();
    auto report = world.sync(world.laptop);
    CHECK(report.again);
    for (int i = 0; i < 3 && report.again; ++i) report = world.sync(world.laptop);
    CHECK(world.site.store.segments[world.laptop.log_id].size() == 2);
}

TEST_CASE("session: a restored site gets back what it had acknowledged, and what it had signed") {
    World world;
    world.laptop.write(2);
    world.sync(world.laptop);
    // The backup knows the device, nothing else; restoring starts a new server epoch.
    world.site.store.logs.clear();
    world.site.store.segments.clear();
    world.site.store.contacts.clear();
    world.site.store.events.clear();
    world.site.store.epoch = ServerEpoch{2};
    auto report = world.sync(world.laptop);
    for (int i = 0; i < 4 && report.again; ++i) report = world.sync(world.laptop);
    CHECK(world.site.store.events.size() == 2);
    CHECK(world.laptop.store.outgoing(1 << 20).segments.empty());
}

TEST_CASE("session: a site restored twice from one backup is told what the first one had") {
    World world;
    const auto restore = [&] {
        world.site.store.logs.clear();
        world.site.store.segments.clear();
        world.site.store.contacts.clear();
        world.site.store.events.clear();
        world.site.store.epoch = ServerEpoch{2};
    };
    const auto settle = [&] {
        auto report = world.sync(world.laptop);
        for (int i = 0; i < 6 && report.again; ++i) report = world.sync(world.laptop);
        CHECK_FALSE(report.again);
    };
    world.laptop.write(2);
    settle();
    restore();
    settle();
    // The same epoch once more: the receipt that the device holds is of a life that was lost.
    restore();
    settle();
    CHECK(world.site.store.events.size() == 2);
}

TEST_CASE("session: a cloned device is told to open new logs, and both copies' work is kept") {
    World world;
    world.laptop.write(1);
    world.sync(world.laptop);
    auto copy_segments = world.laptop.store.segments;
    auto copy_logs = world.laptop.store.logs;
    auto copy_state = world.laptop.store.current;
    world.laptop.write(2);
    world.sync(world.laptop);
    CHECK_FALSE(world.laptop.store.rotated);

    world.laptop.store.segments = copy_segments;
    world.laptop.store.logs = copy_logs;
    world.laptop.store.current = copy_state;
    world.laptop.store.acknowledged[world.laptop.log_id] = Seq{1};
    world.laptop.lamport = 100;
    world.laptop.write(3);
    world.sync(world.laptop);
    CHECK(world.laptop.store.rotated);
    CHECK(world.site.store.events.size() == 6);
    CHECK(world.site.store.find_log(world.laptop.log_id)->streams.size() == 2);
}

TEST_CASE("session: the pause after failures grows, is bounded, and ends with success") {
    World world;
    auto session = world.laptop.session();
    BootMs now{0};
    std::uint64_t longest = 0;
    for (int i = 0; i < 20; ++i) {
        session.link_failed(now);
        CHECK(session.next_try() > now);
        longest = std::max(longest, session.next_try().value - now.value);
        now = session.next_try();
    }
    CHECK(longest <= 600'000);
    CHECK(longest >= 300'000);
    session.link_worked(now, true);
    CHECK(session.due(now));
}

TEST_CASE("session: a courier may leave out a segment that the site has, and the hello holds") {
    World world;
    world.laptop.write(2);
    auto session = world.laptop.session();
    const Bytes first = session.output();
    REQUIRE(session.receive(world.site.exchange(first).value()).value().answered);
    // The receipt is lost in this telling: the same segment and a new one are sent again.
    world.laptop.store.acknowledged.clear();
    world.laptop.write(1);
    auto parcel = split_parcels(session.output()).value().front();
    std::size_t left_out = 0;
    for (Frame& frame : parcel.frames) {
        if (frame.type != FrameType::segment || left_out++ > 0) continue;
        frame = elide(frame);
    }
    const auto report = session.receive(world.site.exchange(parcel.bytes()).value()).value();
    CHECK(report.answered);
    CHECK(world.site.store.events.size() == 3);
    CHECK(world.laptop.store.outgoing(1 << 20).segments.empty());
}

TEST_CASE("session: what was left out and is not at the site is not receipted and sent again") {
    World world;
    world.laptop.write(2);
    auto session = world.laptop.session();
    auto parcel = split_parcels(session.output()).value().front();
    for (Frame& frame : parcel.frames)
        if (frame.type == FrameType::segment) frame = elide(frame);
    CHECK(session.receive(world.site.exchange(parcel.bytes()).value()).value().answered);
    CHECK(world.site.store.events.empty());
    CHECK(world.laptop.store.outgoing(1 << 20).segments.size() == 1);
}

TEST_CASE("session: an answer with something left out is no answer") {
    World world;
    world.laptop.write(1);
    auto session = world.laptop.session();
    auto answer = split_parcels(world.site.exchange(session.output()).value()).value().front();
    REQUIRE(answer.frames.size() > 1);
    answer.frames[1] = elide(answer.frames[1]);
    CHECK_FALSE(session.receive(answer.bytes()).value().answered);
}

TEST_CASE("session: a hub's word is shown, once it is ours and unaltered, and moves no cursor") {
    World world;
    world.laptop.write(2);
    auto session = world.laptop.session();
    const auto question = split_parcels(session.output()).value().front();
    const auto hub = crypto::SigningKey::random(world.random);
    Carried carried;
    carried.hub = hub.public_key();
    carried.device = world.laptop.store.self;
    carried.to_hello = Authenticated<Hello>::read(question.frames[0].body).value().mac;
    carried.heads = world.site.store.own_heads(world.laptop.store.self);
    const auto told = [&](const Carried& word, const crypto::SigningKey& key) {
        ParcelWriter parcel({world.site.id, Route::to_device(world.laptop.store.self)});
        parcel.add(FrameType::carried,
                   SignedCarried::make(word, crypto::domain::carried, world.site.id, key).bytes());
        return session.receive(parcel.take()).value();
    };
    const auto report = told(carried, hub);
    CHECK(report.carried);
    CHECK_FALSE(report.answered);
    CHECK(world.laptop.store.said.size() == 1);
    CHECK(world.laptop.store.outgoing(1 << 20).segments.size() == 1);

    CHECK_FALSE(told(carried, crypto::SigningKey::random(world.random)).carried);
    Carried of_another = carried;
    of_another.to_hello = Digest16{{1}};
    CHECK_FALSE(told(of_another, hub).carried);
    of_another = carried;
    of_another.device = DeviceId{{1}};
    CHECK_FALSE(told(of_another, hub).carried);
    CHECK(world.laptop.store.said.size() == 1);
}
