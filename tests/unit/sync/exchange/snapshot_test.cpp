#include "sync/exchange/snapshot.hpp"

#include "tests/support/small_site.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::exchange;
using approdo::test::SmallDevice;
using approdo::test::SmallSite;

namespace {

// A learner's old laptop wrote more than one answer holds; a new one of the same scope comes.
struct World {
    crypto::SeededRandom random{11};
    SmallSite site{random};
    ScopeId scope = random.id<ScopeId>();
    crypto::SymmetricKey scope_key = crypto::SymmetricKey::random(random);
    SmallDevice old{site, scope, scope_key};
    SmallDevice fresh{site, scope, scope_key};
    FoldedScope folded;

    World() {
        site.store.keys.add(log::scope_key_name(scope, Epoch{1}), scope_key.duplicate());
        site.store.put_device(old.store.find_device(old.store.self)->certificate);
        site.store.put_device(fresh.store.find_device(fresh.store.self)->certificate);
        for (int i = 0; i < 5; ++i) old.write(20);
        (void)sync(old);
        folded.scope = scope;
        folded.epoch = Epoch{1};
        folded.format = 1;
        folded.lamport = Lamport{100};
        folded.records = {Bytes(5'000, 7), Bytes{1, 2, 3}};
        site.store.folded_scope = folded;
        site.reply_bytes_max = 500;
    }

    ReceiveReport sync(SmallDevice& device) {
        auto session = device.session();
        return session.receive(site.exchange(session.output()).value()).value();
    }
    SignedSnapshot snapshot(ByteView record) {
        return make_snapshot(folded, record, UtcMs{5}, scope_key, site.receipt, site.id, random)
            .value();
    }
};

}  // namespace

TEST_CASE("snapshot: a new device gets one with the first answer, and the history behind it") {
    World world;
    const auto first = world.sync(world.fresh);
    CHECK(first.snapshots_taken == 2);
    CHECK((world.fresh.store.snapshots == world.folded.records));
    CHECK(first.again);
    CHECK(world.fresh.store.events.size() < world.site.store.events.size());

    int trips = 1;
    while (world.sync(world.fresh).again) REQUIRE(++trips < 20);
    CHECK(world.fresh.store.events.size() == world.site.store.events.size());
    CHECK(world.fresh.store.snapshots.size() == 2);
}

TEST_CASE("snapshot: none is sent when one answer brings everything, or when it is not wanted") {
    World world;
    world.site.reply_bytes_max = limits::exchange_reply_segments;
    CHECK(world.sync(world.fresh).snapshots_taken == 0);
    CHECK_FALSE(world.fresh.store.current.wants_snapshot);

    SmallDevice third{world.site, world.scope, world.scope_key};
    world.site.store.put_device(third.store.find_device(third.store.self)->certificate);
    world.site.reply_bytes_max = 500;
    third.store.current.wants_snapshot = false;
    const auto report = world.sync(third);
    CHECK(report.again);
    CHECK(report.snapshots_taken == 0);
}

TEST_CASE("snapshot: a device that cannot open it yet asks for it again") {
    World world;
    world.fresh.store.keys = {};
    CHECK(world.sync(world.fresh).snapshots_taken == 0);
    CHECK(world.fresh.store.current.wants_snapshot);
    world.fresh.store.keys.add(log::scope_key_name(world.scope, Epoch{1}),
                               world.scope_key.duplicate());
    CHECK(world.sync(world.fresh).snapshots_taken == 2);
}

TEST_CASE("snapshot: every altered byte and every other key is noticed") {
    World world;
    const auto made = world.snapshot(Bytes{1, 2, 3, 4});
    const Bytes bytes = made.bytes();
    const auto& receipt_key = world.site.descriptor.receipt;
    CHECK(open_snapshot(made, world.scope_key, receipt_key, world.site.id).value() ==
          Bytes{1, 2, 3, 4});
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        Bytes altered = bytes;
        altered[i] ^= 0x20;
        const auto read = SignedSnapshot::read(altered);
        CHECK((!read.ok() ||
               !open_snapshot(*read, world.scope_key, receipt_key, world.site.id).ok()));
        CHECK_FALSE(SignedSnapshot::read(ByteView(bytes).first(i)).ok());
    }
    const auto other = crypto::SymmetricKey::random(world.random);
    CHECK_FALSE(open_snapshot(made, other, receipt_key, world.site.id).ok());
    CHECK_FALSE(
        open_snapshot(made, world.scope_key, world.site.descriptor.enrol, world.site.id).ok());
    CHECK_FALSE(open_snapshot(made, world.scope_key, receipt_key, world.random.id<SiteId>()).ok());
}

TEST_CASE("snapshot: what is too large for a piece is not made") {
    World world;
    const Bytes large(limits::snapshot_plain_max + 1, 1);
    CHECK_FALSE(make_snapshot(world.folded, large, UtcMs{5}, world.scope_key, world.site.receipt,
                              world.site.id, world.random));
}
