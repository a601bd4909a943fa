// The safest level: work that lies in a verified copy off the machine, as devices are told of it.
#include "tests/support/test.hpp"
#include "tests/system/world.hpp"

namespace {

using namespace approdo;

struct World {
    test::SeededRandom random;
    test::ManualClock clock;
    test::SystemSite site{random, clock};
    EditionId edition = site.open_edition(8);
    AccountId anna = site.add_person("anna");
    std::string link = site.invite(anna);
    test::Laptop office{random, clock};

    explicit World(std::uint64_t apart = 0) : random(test::seed_of_run() + apart) {
        site.enrol(edition, anna);
        office.join(site, link, "anna");
    }
    void study(int page) {
        office.read_page(page);
        office.sync(site);
    }
};

}  // namespace

TEST_CASE("archive: devices are told what a verified copy off the machine holds") {
    World world;
    world.study(0);
    world.site.back_up("monday");
    world.office.sync(world.site);
    CHECK(world.office->status()->events_archived == 0);
    world.study(1);
    REQUIRE(world.site.archive("monday").ok());
    world.office.sync(world.site);
    const auto status = world.office->status().value();
    CHECK(status.level == exchange::SafetyLevel::durable);
    CHECK(status.events_archived > 0);
    CHECK(status.events_archived < status.events_durable);
    CHECK(world.office->output()->size() < 250);

    world.site.back_up("tuesday");
    REQUIRE(world.site.archive("tuesday").ok());
    REQUIRE(world.site.archive("monday").ok());  // an older copy takes nothing back
    world.office.sync(world.site);
    CHECK(world.office->status()->level == exchange::SafetyLevel::archived);
    CHECK(world.office->status()->events_archived == world.office->status()->events_durable);
    const auto lines = world.office->devices().value();
    for (const auto& line : lines) {
        if (line.this_one) CHECK(line.events_archived == line.events_durable);
    }
}

TEST_CASE("archive: a damaged copy, one of another site or of an earlier life says nothing") {
    World world;
    world.study(0);
    world.site.back_up("monday");
    world.study(1);
    world.site.back_up("tuesday");
    World other(1);
    other.site.back_up("monday");
    CHECK(world.site.archive(other.site.backup("monday")).error().code == ErrorCode::conflict);
    CHECK(world.site.archive("nothing").error().code == ErrorCode::not_found);

    world.site.restore("monday");
    CHECK(world.site.archive("tuesday").error().code == ErrorCode::conflict);
    world.office.sync(world.site);
    CHECK(world.office->status()->events_archived == 0);
    CHECK(world.office->status()->level == exchange::SafetyLevel::durable);
}

TEST_CASE("archive: a restored site believes what it holds, and devices believe it alone") {
    World world;
    world.study(0);
    world.site.back_up("monday");
    REQUIRE(world.site.archive("monday").ok());
    world.site.back_up("tuesday");  // knows of Monday's
    world.study(1);
    world.site.back_up("wednesday");
    REQUIRE(world.site.archive("wednesday").ok());
    world.office.sync(world.site);
    const auto before = world.office->status().value();
    CHECK(before.events_archived == before.events_durable);

    world.site.restore("tuesday");
    world.office.sync(world.site);
    const auto after = world.office->status().value();
    CHECK(after.events_durable == before.events_durable);
    CHECK(after.events_archived > 0);
    CHECK(after.events_archived < before.events_archived);
}
