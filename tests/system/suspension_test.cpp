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
    bool is_told(test::Laptop& laptop) {
        const auto notices = laptop->status()->notices;
        return std::any_of(notices.begin(), notices.end(), [](const std::string& notice) {
            return notice.find("suspended") != std::string::npos;
        });
    }
};

}  // namespace

TEST_CASE("suspension: work made meanwhile waits on the device and arrives after resume") {
    World world;
    world.office.read_page(0);
    world.office.sync(world.site);
    REQUIRE(world.site->suspend(console, world.anna).ok());

    world.office.read_page(1);
    const auto told = world.office.sync(world.site);
    CHECK_FALSE(told.again);
    REQUIRE_FALSE(told.notices.empty());
    CHECK(told.notices.front().find("suspended") != std::string::npos);
    CHECK(world.is_told(world.office));
    CHECK(world.office->status()->events_unsent > 0);
    CHECK(world.office.pages_read() == 2);
    CHECK(world.site.pages_read(world.edition, world.anna) == 1);

    world.office.start_again();
    world.office.read_page(2);
    world.office.sync(world.site);
    CHECK(world.site.pages_read(world.edition, world.anna) == 1);
    CHECK(world.site->accounts(console, std::nullopt)->front().is_suspended);

    REQUIRE(world.site->resume(console, world.anna).ok());
    world.office.sync(world.site);
    CHECK_FALSE(world.is_told(world.office));
    CHECK(world.office->status()->events_unsent == 0);
    CHECK(world.site.pages_read(world.edition, world.anna) == 3);
    CHECK(world.office.pages_read() == 3);
}

TEST_CASE("suspension: what the site wrote meanwhile comes after resume") {
    World world;
    REQUIRE(world.site->suspend(console, world.anna).ok());
    const AccountId bruno = world.site.add_person("bruno");
    test::Laptop other(world.random, world.clock);
    world.site.enrol(world.edition, bruno);
    other.join(world.site, world.site.invite(bruno), "bruno");
    CHECK_FALSE(world.is_told(other));
    world.office.sync(world.site);
    REQUIRE(world.site->resume(console, world.anna).ok());

    test::Laptop home(world.random, world.clock);
    home.sign_in(world.site, world.link, "anna");
    home.read_page(4);
    home.sync(world.site);
    world.office.sync(world.site);
    CHECK(world.office.pages_read() == 1);
}

TEST_CASE("suspension: a site that was restored meanwhile still gets everything back") {
    World world;
    world.site.back_up("early");
    world.office.read_page(0);
    world.office.sync(world.site);
    REQUIRE(world.site.pages_read(world.edition, world.anna) == 1);
    world.site.restore("early");
    REQUIRE(world.site->suspend(console, world.anna).ok());
    world.office.read_page(1);
    world.office.sync(world.site);
    CHECK(world.site.pages_read(world.edition, world.anna) == 0);

    SECTION("told of the restore only after resume") {
        REQUIRE(world.site->resume(console, world.anna).ok());
    }
    SECTION("suspended once more in the middle of giving back") {
        REQUIRE(world.site->resume(console, world.anna).ok());
        world.office.exchange_once(world.site);  // asked to send all
        REQUIRE(world.site->suspend(console, world.anna).ok());
        world.office.exchange_once(world.site);  // which it does in vain
        REQUIRE(world.site->resume(console, world.anna).ok());
    }
    world.office.sync(world.site);
    CHECK(world.site.pages_read(world.edition, world.anna) == 2);
    const auto rebuilt = world.site->rebuild();
    CHECK(rebuilt->digest_before == rebuilt->digest_after);
}
