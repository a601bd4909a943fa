#include "tests/support/test.hpp"
#include "tests/system/world.hpp"

namespace {

using namespace approdo;

const app::Actor console = app::Actor::machine_operator();

struct World {
    test::SeededRandom random{test::seed_of_run()};
    test::ManualClock clock;
    test::SystemSite site{random, clock};
    EditionId edition = site.open_edition(8);
    AccountId anna = site.add_person("anna");
    std::string link = site.invite(anna);
    test::Laptop office{random, clock};

    World() {
        site.enrol(edition, anna);
        office.join(site, link, "anna");
    }
    DeviceId device_of(test::Laptop& laptop) {
        const auto lines = laptop->devices().value();
        for (const auto& line : lines) {
            if (line.this_one) return line.device;
        }
        return {};
    }
    std::uint64_t held() {
        std::uint64_t held = 0;
        site.store().read(
            [&](store::Session& session) { held = session.segments().counts().held; });
        return held;
    }
};

}  // namespace

TEST_CASE("restore: what was acknowledged after the backup comes back with the first contact") {
    World world;
    world.office.read_page(0);
    world.office.sync(world.site);
    world.site.back_up("monday");
    world.office.read_page(1);
    world.office.sync(world.site);
    CHECK(world.office->status()->events_unsent == 0);
    world.site.restore("monday");
    CHECK(world.site.pages_read(world.edition, world.anna) == 1);
    world.office.sync(world.site);
    CHECK(world.site.pages_read(world.edition, world.anna) == 2);
    CHECK(world.office->status()->events_unsent == 0);
    world.office.read_page(2);
    world.office.sync(world.site);
    CHECK(world.site.pages_read(world.edition, world.anna) == 3);
}

TEST_CASE("restore: a person who joined and was enrolled after the backup is there again") {
    World world;
    world.site.back_up("monday");
    const AccountId bruno = world.site.add_person("bruno");
    world.site.enrol(world.edition, bruno);
    test::Laptop laptop(world.random, world.clock);
    laptop.join(world.site, world.site.invite(bruno), "bruno");
    laptop.read_page(0);
    laptop.sync(world.site);
    REQUIRE(world.site.pages_read(world.edition, bruno) == 1);

    world.site.restore("monday");
    REQUIRE_FALSE(world.site->find_account("bruno").ok());
    laptop.read_page(1);
    laptop.sync(world.site);
    CHECK(world.site->find_account("bruno").value() == bruno);
    CHECK(world.site.pages_read(world.edition, bruno) == 2);
    CHECK(world.held() == 0);
    CHECK(laptop->status()->events_unsent == 0);

    SECTION("what the site says from now on reaches the device") {
        laptop.read_page(2);
        laptop.sync(world.site);
        CHECK(world.site.pages_read(world.edition, bruno) == 3);
        test::Laptop fresh(world.random, world.clock);
        fresh.join(world.site, world.site.invite(bruno), "bruno");
        CHECK(fresh.pages_read() == 3);
        fresh.read_page(3);
        fresh.sync(world.site);
        laptop.sync(world.site);
        CHECK(laptop.pages_read() == 4);
    }
    SECTION("nobody signs in with secrets that the site does not have") {
        CHECK_FALSE(world.site->sign_in("bruno", Bytes(32, 0), "").ok());
    }
}

TEST_CASE("restore: a revocation that another device holds takes effect at once") {
    World world;
    test::Laptop home(world.random, world.clock);
    home.sign_in(world.site, world.link, "anna");
    world.site.back_up("monday");
    world.office.read_page(0);
    world.office.sync(world.site);
    const DeviceId stolen = world.device_of(world.office);
    REQUIRE(world.site->revoke_device(console, stolen).ok());
    home.sync(world.site);
    CHECK(home.pages_read() == 1);

    world.site.restore("monday");
    SECTION("the person's own device comes first") {
        home.sync(world.site);
        world.office.read_page(1);
        CHECK_FALSE(world.office.sync(world.site).notices.empty());
    }
    SECTION("the stolen one comes first") {
        world.office.read_page(1);
        world.office.sync(world.site);
        home.sync(world.site);
    }
    home.read_page(2);
    home.sync(world.site);
    for (const app::Device& device : world.site.devices_of(world.anna)) {
        CHECK(device.revoked == (device.id == stolen));
    }
    CHECK(world.site.pages_read(world.edition, world.anna) == 2);
    CHECK(home.pages_read() == 2);
    const auto rebuilt = world.site->rebuild();
    CHECK(rebuilt->digest_before == rebuilt->digest_after);
}

TEST_CASE("restore: epochs of a new life never meet those of the one that was lost") {
    World world;
    test::Laptop home(world.random, world.clock);
    home.sign_in(world.site, world.link, "anna");
    world.site.back_up("monday");
    REQUIRE(world.site->revoke_device(console, world.device_of(world.office)).ok());
    home.sync(world.site);
    home.read_page(0);
    home.sync(world.site);

    world.site.restore("monday");
    // The restored site knows nothing of the first revocation yet, and makes a key of its own.
    REQUIRE(world.site->revoke_device(console, world.device_of(world.office)).ok());
    home.read_page(1);
    home.sync(world.site);
    home.read_page(2);
    home.sync(world.site);
    CHECK(world.site.pages_read(world.edition, world.anna) == 3);
    CHECK(world.held() == 0);
    CHECK(home->status()->quarantined == 0);
}

TEST_CASE("restore: twice the same backup, and still nothing is lost") {
    World world;
    world.site.back_up("monday");
    world.office.read_page(0);
    world.office.sync(world.site);
    world.site.restore("monday");
    world.office.sync(world.site);
    world.office.read_page(1);
    world.office.sync(world.site);
    world.clock.advance_ms(60'000);
    world.site.restore("monday");
    world.office.sync(world.site);
    CHECK(world.site.pages_read(world.edition, world.anna) == 2);
}
