// Old events of which a client keeps the sealed segment alone: nobody can tell by what they show.
#include <algorithm>

#include "tests/support/test.hpp"
#include "tests/system/world.hpp"

namespace {

using namespace approdo;

constexpr int pages = 60;
constexpr std::uint64_t day_ms = 24ULL * 3600 * 1000;

struct World {
    test::SeededRandom random{test::seed_of_run()};
    test::ManualClock clock;
    test::SystemSite site{random, clock};
    EditionId edition = site.open_edition(pages);
    AccountId anna = site.add_person("anna");
    std::string link = site.invite(anna);
    test::Laptop office{random, clock};

    World() {
        site.enrol(edition, anna);
        office.join(site, link, "anna");
    }
    void study(test::Laptop& laptop, int from, int to) {
        for (int page = from; page < to; ++page) {
            laptop.read_page(page);
            if (page % 5 == 0) laptop.sync(site);
        }
        laptop.sync(site);
    }
    void archive(const std::string& name) {
        site.back_up(name);
        REQUIRE(site.archive(name).ok());
    }
    static std::string digest_of(test::Laptop& laptop) { return laptop->record()->digest; }
    static std::uint64_t pruned_on(test::Laptop& laptop) { return laptop->status()->events_pruned; }
    // Everything that was written so far is old and archived, and the office's laptop has pruned.
    void grow_old() {
        study(office, 0, 40);
        archive("monday");
        clock.advance_ms(31 * day_ms);
        study(office, 40, 50);
        for (int i = 0; i < 3; ++i) office.sync(site);
        REQUIRE(pruned_on(office) > 0);
    }
};

}  // namespace

TEST_CASE("pruning: what is old and archived takes less room, and shows as before") {
    World world;
    world.study(world.office, 0, 40);
    const std::string before = World::digest_of(world.office);
    const auto events = world.office->status()->events_durable;
    world.office.sync(world.site);
    CHECK(World::pruned_on(world.office) == 0);

    world.clock.advance_ms(31 * day_ms);
    world.office.sync(world.site);
    // What the site said may go, for the site has it. Of its own work nothing is archived yet.
    const auto of_others = World::pruned_on(world.office);
    world.archive("monday");
    for (int i = 0; i < 3; ++i) world.office.sync(world.site);
    const auto pruned = World::pruned_on(world.office);
    CHECK(pruned > of_others);
    CHECK(pruned - of_others <= events);
    CHECK(World::digest_of(world.office) == before);
    CHECK(world.office.pages_read() == 40);
    CHECK(world.office->status()->events_unsent == 0);
    CHECK(world.office->status()->events_durable == events);

    world.office.start_again();
    CHECK(World::digest_of(world.office) == before);
    world.study(world.office, 40, pages);
    CHECK(world.office.pages_read() == pages);
    CHECK(world.site.pages_read(world.edition, world.anna) == pages);
    CHECK(world.office->check().empty());
}

TEST_CASE("pruning: nothing goes that is young, or that no copy off the machine holds") {
    World world;
    world.study(world.office, 0, 40);
    SECTION("young") {
        world.archive("monday");
        world.clock.advance_ms(29 * day_ms);
    }
    SECTION("not archived") {
        world.site.back_up("monday");
        world.clock.advance_ms(40 * day_ms);
    }
    const auto own = world.office->status()->events_durable;
    for (int i = 0; i < 3; ++i) world.office.sync(world.site);
    const auto status = world.office->status().value();
    CHECK(status.events_durable == own);
    // All that may have gone is what others said.
    CHECK(status.events_pruned < 10);
}

TEST_CASE("pruning: a restored site gets back all of it from the device") {
    World world;
    world.site.back_up("sunday");
    world.grow_old();
    const std::string before = World::digest_of(world.office);
    world.site.restore("sunday");
    CHECK(world.site.pages_read(world.edition, world.anna) == 0);
    world.office.sync(world.site);
    CHECK(world.site.pages_read(world.edition, world.anna) == 50);
    CHECK(world.office->status()->events_unsent == 0);
    CHECK(World::digest_of(world.office) == before);
    CHECK(world.office->status()->events_archived == 0);
}

TEST_CASE("pruning: what has to be folded anew is folded from the sealed segments") {
    World world;
    test::Laptop home(world.random, world.clock);
    home.sign_in(world.site, world.link, "anna");
    world.study(home, 50, 55);
    world.grow_old();
    home.sync(world.site);
    const std::string before = World::digest_of(world.office);
    // A revocation lets nothing count on that was not counted so far, and begins again to fold.
    const auto lines = home->devices().value();
    for (const auto& line : lines) {
        if (!line.this_one) continue;
        REQUIRE(world.site->revoke_device(app::Actor::machine_operator(), line.device).ok());
    }
    world.office.sync(world.site);
    CHECK(World::digest_of(world.office) == before);
    world.office.start_again();
    CHECK(World::digest_of(world.office) == before);
    CHECK(world.office.pages_read() == 55);
}

TEST_CASE("pruning: a copy of the device that comes back late is told apart, and both go on") {
    World world;
    world.study(world.office, 0, 20);
    test::Laptop copy(world.random, world.clock);
    copy.become_copy_of(world.office);
    world.grow_old();
    copy.read_page(55);
    copy.sync(world.site);
    world.office.sync(world.site);
    world.study(world.office, 50, 53);
    copy.sync(world.site);
    world.office.sync(world.site);
    CHECK(world.office->status()->events_unsent == 0);
    CHECK(copy->status()->events_unsent == 0);
    CHECK(World::digest_of(copy) == World::digest_of(world.office));
    CHECK(world.office.pages_read() == 54);
}

TEST_CASE("pruning: what the site erased goes from sealed segments, too, and does not come back") {
    World world;
    world.grow_old();
    const auto console = app::Actor::machine_operator();
    const auto events = world.site->events(console, world.anna).value();
    // The oldest page that was completed: its row is gone since long.
    const auto oldest =
        std::find_if(events.rbegin(), events.rend(),
                     [](const app::EventLine& line) { return line.kind == "completed"; });
    REQUIRE(oldest != events.rend());
    REQUIRE(world.site->erase_event(console, world.anna, oldest->id).ok());
    world.office.sync(world.site);
    CHECK(world.office.pages_read() == 49);
    CHECK(world.site.pages_read(world.edition, world.anna) == 49);
    // What is rewritten meanwhile, pruned once more, and folded from the first event.
    for (int i = 0; i < 4; ++i) world.office.sync(world.site);
    world.office.start_again();
    CHECK(world.office.pages_read() == 49);
    world.archive("tuesday");
    world.clock.advance_ms(31 * day_ms);
    world.study(world.office, 50, 55);
    for (int i = 0; i < 4; ++i) world.office.sync(world.site);
    CHECK(world.office.pages_read() == 54);
    world.site.back_up("friday");
    world.site.restore("friday");
    world.office.sync(world.site);
    CHECK(world.site.pages_read(world.edition, world.anna) == 54);
    CHECK(world.office.pages_read() == 54);
    CHECK(world.office->check().empty());
}
