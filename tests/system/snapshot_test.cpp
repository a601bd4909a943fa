#include "tests/support/test.hpp"
#include "tests/system/world.hpp"

namespace {

using namespace approdo;

constexpr int pages = 60;
constexpr std::size_t reply_bytes = 2'000;

// A learner whose history does not fit one answer.
struct World {
    test::SeededRandom random{test::seed_of_run()};
    test::ManualClock clock;
    test::SystemSite site{random, clock, reply_bytes};
    EditionId edition = site.open_edition(pages);
    AccountId anna = site.add_person("anna");
    std::string link = site.invite(anna);
    test::Laptop office{random, clock};
    test::Laptop home{random, clock};

    World() {
        site.enrol(edition, anna);
        office.join(site, link, "anna");
        for (int page = 0; page < pages - 2; ++page) {
            office.read_page(page);
            if (page % 4 == 0) office.sync(site);
        }
        office.sync(site);
        home.sign_in_only(site, link, "anna");
    }
    std::string digest_at(test::Laptop& laptop) { return laptop->record()->digest; }
};

}  // namespace

TEST_CASE("snapshot: a new laptop shows where its owner stands after one exchange") {
    World world;
    const auto report = world.home.exchange_once(world.site);
    CHECK(report.record_came);
    CHECK(report.again);
    CHECK(world.digest_at(world.home) == world.digest_at(world.office));

    SECTION("the history follows, and is asked for no snapshot again") {
        CHECK_FALSE(world.home.exchange_once(world.site).record_came);
        world.home.sync(world.site);
        CHECK(world.home.pages_read() == pages - 2);
        CHECK(world.digest_at(world.home) == world.digest_at(world.office));
    }
    SECTION("what is learned before the history came counts, here and there") {
        world.home.start_again();
        CHECK(world.digest_at(world.home) == world.digest_at(world.office));
        world.home.sync(world.site);
        world.home.read_page(pages - 2);
        world.home.sync(world.site);
        world.office.read_page(pages - 1);
        world.office.sync(world.site);
        world.home.sync(world.site);
        CHECK(world.home.pages_read() == pages);
        CHECK(world.digest_at(world.home) == world.digest_at(world.office));
        CHECK(world.site.pages_read(world.edition, world.anna) == pages);
    }
}

TEST_CASE("snapshot: a revocation learned later takes out of it what no longer counts") {
    World world;
    CHECK(world.home.exchange_once(world.site).record_came);
    const auto devices = world.office->devices().value();
    for (const auto& line : devices) {
        if (!line.this_one) continue;
        REQUIRE(world.site->revoke_device(app::Actor::machine_operator(), line.device).ok());
    }
    world.office.read_page(pages - 2);  // by whoever has it now
    world.office.sync(world.site);
    world.home.sync(world.site);
    CHECK(world.home.pages_read() == pages - 2);
    CHECK(world.site.pages_read(world.edition, world.anna) == pages - 2);
}

TEST_CASE("snapshot: a program that is started anew begins with the record that it kept") {
    World world;
    world.office.read_page(pages - 2);
    const std::string digest = world.digest_at(world.office);
    world.office.start_again();
    CHECK(world.digest_at(world.office) == digest);
    world.office.read_page(pages - 1);
    world.office.sync(world.site);
    world.office.start_again();
    CHECK(world.office.pages_read() == pages);
}
