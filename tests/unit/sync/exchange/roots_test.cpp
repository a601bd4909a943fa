// How a change of the site's root key reaches the devices, and what reaches nobody.
#include "sync/exchange/join.hpp"
#include "sync/exchange/root_records.hpp"
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
    ClientSession session = laptop.session();

    World() {
        site.store.keys.add(log::scope_key_name(scope, Epoch{1}), scope_key.duplicate());
        site.store.put_device(laptop.store.find_device(laptop.store.self)->certificate);
        sync();
    }
    ReceiveReport sync() {
        return session.receive(site.exchange(session.output()).value()).value();
    }
    // A parcel that anybody could have put on a stick.
    ReceiveReport hand_over(const std::vector<Frame>& frames) {
        const WholeParcel parcel{{site.id, Route{RouteKind::any, {}}}, frames};
        return session.receive(parcel.bytes()).value();
    }
    const log::RootChain& known() { return laptop.store.roots(); }
    bool follows_site() { return known().mark() == site.roots.mark(); }
};

Frame frame_of(const log::SignedRotation& record) {
    return {FrameType::root_rotation, record.bytes()};
}

// What a thief of `stolen` can make: a record to a root of the thief's own.
log::SignedRotation forged(World& world, std::uint64_t number, const crypto::SigningKey& stolen) {
    const auto own = crypto::SigningKey::random(world.random);
    const log::RootRotation value{world.site.id,    number,   stolen.public_key(),
                                  own.public_key(), UtcMs{9}, {}};
    return log::SignedRotation::make(value, stolen, own);
}

crypto::SigningKey copy_of_key(const crypto::SigningKey& key) {
    return crypto::SigningKey::from_seed(key.seed());
}

}  // namespace

TEST_CASE("roots: a device follows in one exchange, and then nobody speaks of it") {
    World world;
    const std::size_t quiet = world.session.output().size();
    world.site.change_root();
    const auto report = world.sync();
    REQUIRE(report.root_changed);
    CHECK(report.root_changed->number == 1);
    CHECK(report.faults.empty());
    CHECK(world.follows_site());
    REQUIRE(world.laptop.store.described.size() == 1);
    CHECK(world.laptop.store.described[0].value.root == world.site.root.public_key());

    const Bytes up = world.session.output();
    CHECK(up.size() <= quiet + 10);
    const Bytes down = world.site.exchange(up).value();
    CHECK(down.size() <= 120);
    CHECK_FALSE(world.session.receive(down).value().root_changed);
    world.laptop.write(2);
    CHECK(world.sync().receipt);
}

TEST_CASE("roots: a device that missed several follows them one after another") {
    World world;
    world.site.change_root();
    world.site.change_root();
    world.sync();
    world.site.change_root();
    CHECK(world.sync().root_changed->number == 3);
    CHECK(world.follows_site());
    SECTION("in whatever order they come, and however often") {
        World other;
        const auto one = other.site.change_root();
        const auto two = other.site.change_root();
        other.hand_over({frame_of(two), frame_of(one), frame_of(two)});
        CHECK(other.follows_site());
        CHECK(other.hand_over({frame_of(one)}).faults.empty());
        CHECK(other.follows_site());
    }
}

TEST_CASE("roots: a record that skips one, or is forged, moves nothing and blocks nothing") {
    World world;
    const auto first = world.site.change_root();
    const auto second = world.site.change_root();
    log::SignedRotation bad = first;
    SECTION("skips") {
        bad = second;
    }
    SECTION("altered") {
        bad.by_new.bytes[5] ^= 1;
    }
    SECTION("by a stranger") {
        bad = forged(world, 1, crypto::SigningKey::random(world.random));
    }
    world.laptop.write(2);
    const auto parcels = split_parcels(world.site.exchange(world.session.output()).value()).value();
    std::vector<Frame> frames{frame_of(bad)};
    for (const Frame& frame : parcels.front().frames) {
        const bool tells_root =
            frame.type == FrameType::root_rotation || frame.type == FrameType::site;
        if (!tells_root && frame.type != FrameType::answer) frames.push_back(frame);
    }
    const auto report = world.hand_over(frames);
    CHECK(report.faults.size() == 1);
    CHECK_FALSE(report.root_changed);
    CHECK(report.receipt);
    CHECK(world.known().length() == 0);
    world.sync();
    CHECK(world.follows_site());
}

TEST_CASE("roots: what a thief of an earlier root signs is shown and not followed") {
    World world;
    const auto stolen = copy_of_key(world.site.root);
    world.site.change_root();
    world.sync();
    const auto report = world.hand_over({frame_of(forged(world, 1, stolen))});
    CHECK(report.root_disputed);
    CHECK(report.faults.empty());
    CHECK(world.laptop.store.disputed.size() == 1);
    CHECK(world.follows_site());
    CHECK(world.sync().answered);
}

TEST_CASE("roots: a device that a thief came to first is told, and goes on working") {
    World world;
    const auto stolen = copy_of_key(world.site.root);
    const auto lure = forged(world, 1, stolen);
    REQUIRE(world.hand_over({frame_of(lure)}).root_changed);
    world.site.change_root();
    world.laptop.write(1);
    const auto report = world.sync();
    CHECK(report.root_disputed);
    CHECK(report.receipt);
    CHECK(world.known().is_current(lure.value.new_root));
    // It shows the site how it came to that root.
    const auto parcels = split_parcels(world.session.output()).value();
    const auto shown = root_records_in(parcels.front().frames);
    REQUIRE(shown.size() == 1);
    CHECK(shown[0].bytes() == lure.bytes());
}

TEST_CASE("roots: a stolen root does not change the keys that a device works with") {
    World world;
    log::SiteDescriptor other = world.site.descriptor;
    other.number = 9;
    other.receipt = crypto::SigningKey::random(world.random).public_key();
    const auto described = log::SignedSite::make(other, crypto::domain::site_descriptor,
                                                 world.site.id, world.site.root);
    const auto report = world.hand_over({{FrameType::site, described.bytes()}});
    REQUIRE(report.faults.size() == 1);
    CHECK(world.laptop.store.described.empty());
    world.laptop.write(1);
    CHECK(world.sync().receipt);
}

TEST_CASE("roots: a descriptor of the root before counts no more") {
    World world;
    log::SiteDescriptor late = world.site.descriptor;
    late.number = 9;
    late.name = "Altro";
    const auto described = log::SignedSite::make(late, crypto::domain::site_descriptor,
                                                 world.site.id, world.site.root);
    world.site.change_root();
    world.sync();
    CHECK(world.hand_over({{FrameType::site, described.bytes()}}).faults.size() == 1);
    CHECK(world.laptop.store.described.size() == 1);
}

TEST_CASE("roots: a site of an older backup is shown what it does not know, once") {
    World world;
    const auto before = world.site.roots;
    const auto described = world.site.described;
    const auto record = world.site.change_root();
    world.sync();
    world.site.roots = before;
    world.site.described = described;

    CHECK(world.sync().again);
    const Bytes back = world.session.output();
    const auto parcels = split_parcels(back).value();
    const auto shown = root_records_in(parcels.front().frames);
    REQUIRE(shown.size() == 1);
    CHECK(shown[0].bytes() == record.bytes());
    world.site.root_is_disputed = true;
    CHECK_FALSE(world.session.receive(world.site.exchange(back).value()).value().again);
    CHECK(world.known().length() == 1);
}

TEST_CASE("roots: the answer to a join request proves any root that a link may name") {
    crypto::SeededRandom random(3);
    SmallSite site(random);
    const auto first = site.root.public_key();
    site.change_root();
    const auto second = site.root.public_key();
    site.change_root();
    const auto device = crypto::BoxKey::random(random);
    JoinAnswer answer;
    answer.site = site.described.bytes();
    const Bytes parcel =
        seal_join_answer(answer, device.public_key(), site.roots, site.enrol, random).value();
    const auto whole = split_parcels(parcel).value().front();
    const auto roots = roots_in(whole);
    CHECK(open_join_answer(whole.frames.front().body, device, roots).ok());
    for (const auto& root : {first, second, site.root.public_key()}) {
        Invitation link;
        link.root = root;
        link.name_site(site.id);
        const auto read = parse_link(link_of("http://here", link)).value().invitation;
        CHECK(read.site() == site.id);
        CHECK(roots.passes(read.root));
    }
    // A courier that drops one keeps the device from joining, and leads it nowhere else.
    WholeParcel cut = whole;
    cut.frames.erase(cut.frames.begin() + 1);
    CHECK_FALSE(roots_in(cut).passes(site.root.public_key()));
    CHECK_FALSE(open_join_answer(cut.frames.front().body, device, roots_in(cut)).ok());
}
