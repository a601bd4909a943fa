// Copies of one device get keys of their own, so that the site can tell them apart and shut out one
// without the other, and nothing that either did is lost on the way.
#include "tests/support/test.hpp"
#include "tests/system/world.hpp"

namespace {

using namespace approdo;

const app::Actor console = app::Actor::machine_operator();

struct World {
    test::SeededRandom random{test::seed_of_run()};
    test::ManualClock clock;
    test::SystemSite site{random, clock};
    EditionId edition = site.open_edition(40);
    AccountId anna = site.add_person("annunziata");
    test::Laptop laptop{random, clock};
    test::Laptop copy{random, clock};
    DeviceId original;

    World() {
        site.enrol(edition, anna);
        laptop.join(site, site.invite(anna), "annunziata");
        laptop.sync(site);
        laptop.read_page(1);
        laptop.sync(site);
        original = laptop->person().device;
        copy.become_copy_of(laptop);
    }
    void read_and_sync(test::Laptop& reader, int page) {
        reader.read_page(page);
        reader.sync(site);
        site.settle();
    }
    std::size_t devices() { return site->devices(console, anna)->size(); }
    std::size_t logs_of(const DeviceId& device) {
        std::size_t logs = 0;
        site.store().read(
            [&](store::Session& session) { logs = session.own_heads(device).entries().size(); });
        return logs;
    }
};

TEST_CASE("renewal: copies get keys of their own, and then disturb each other no more") {
    World world;
    world.read_and_sync(world.laptop, 2);
    world.read_and_sync(world.copy, 3);
    world.read_and_sync(world.laptop, 4);
    world.read_and_sync(world.copy, 5);
    const DeviceId first = world.laptop->person().device;
    const DeviceId second = world.copy->person().device;
    CHECK(first != second);
    CHECK(second != world.original);

    const std::size_t devices = world.devices();
    const std::size_t logs = world.logs_of(first) + world.logs_of(second);
    for (int page = 6; page < 26; page += 2) {
        world.read_and_sync(world.laptop, page);
        world.read_and_sync(world.copy, page + 1);
    }
    world.laptop.sync(world.site);
    CHECK(world.devices() == devices);
    CHECK(world.logs_of(first) + world.logs_of(second) <= logs + 2);
    CHECK(world.laptop->person().device == first);
    CHECK(world.copy->person().device == second);
    CHECK(world.site.pages_read(world.edition, world.anna) == 25);
    CHECK(world.laptop.pages_read() == 25);
    CHECK(world.copy.pages_read() == 25);
    CHECK(world.laptop->status()->events_unsent == 0);
    CHECK(world.copy->status()->events_unsent == 0);
}

TEST_CASE("renewal: a device is the one that it became after it is started again") {
    World world;
    world.read_and_sync(world.laptop, 2);
    world.read_and_sync(world.copy, 3);
    const DeviceId second = world.copy->person().device;
    CHECK(second != world.original);
    world.copy.start_again();
    CHECK(world.copy->person().device == second);
    world.read_and_sync(world.copy, 4);
    CHECK(world.copy->status()->events_unsent == 0);
    CHECK(world.site.pages_read(world.edition, world.anna) == 4);
}

TEST_CASE("renewal: a revoked copy gets no keys, and the other works on") {
    World world;
    world.read_and_sync(world.laptop, 2);
    world.read_and_sync(world.copy, 3);
    const DeviceId second = world.copy->person().device;
    REQUIRE(second != world.original);
    // The laptop still has the old keys: whoever has the other copy of these is shut out with it.
    REQUIRE(world.site->revoke_device(console, world.original).ok());
    world.read_and_sync(world.laptop, 4);
    CHECK(world.laptop->person().device == world.original);
    world.read_and_sync(world.copy, 5);
    CHECK(world.site.pages_read(world.edition, world.anna) == 4);
    CHECK(world.copy->status()->events_unsent == 0);
    CHECK(world.copy->person().device == second);
}

}  // namespace
