// Who asks to be erased: how the wish comes to the site, and what is decided to every device.
#include "tests/support/test.hpp"
#include "tests/system/world.hpp"

namespace {

using namespace approdo;
using client::ErasureState;

const app::Actor console = app::Actor::machine_operator();

struct World {
    test::SeededRandom random{test::seed_of_run()};
    test::ManualClock clock;
    test::SystemSite site{random, clock};
    EditionId edition = site.open_edition(4);
    AccountId anna = site.add_person("annunziata");
    std::string link = site.invite(anna);
    test::Laptop office{random, clock};
    test::Laptop home{random, clock};

    World() {
        site.enrol(edition, anna);
        office.join(site, link, "annunziata");
        home.sign_in(site, link, "annunziata");
    }
    std::vector<app::ErasureRequest> requests(const app::Actor& actor = console) {
        site.settle();
        return site->erasure_requests(actor).value();
    }
    static ErasureState state_of(test::Laptop& laptop) { return laptop->erasure()->state; }
};

}  // namespace

TEST_CASE("erasure: a wish arrives like any work, and every device of the person shows it") {
    World world;
    REQUIRE(world.office->ask_erasure("Cambio lavoro").ok());
    CHECK(World::state_of(world.office) == ErasureState::asked);
    CHECK(world.requests().empty());
    world.office.sync(world.site);
    CHECK(World::state_of(world.office) == ErasureState::received);
    const auto requests = world.requests();
    REQUIRE(requests.size() == 1);
    CHECK(requests.front().account == world.anna);
    CHECK(requests.front().user_name == "annunziata");
    CHECK(requests.front().words == "Cambio lavoro");
    world.home.sync(world.site);
    CHECK(World::state_of(world.home) == ErasureState::received);

    // Taken back where it was not asked.
    REQUIRE(world.home->withdraw_erasure().ok());
    world.home.sync(world.site);
    CHECK(world.requests().empty());
    world.office.sync(world.site);
    CHECK(World::state_of(world.office) == ErasureState::withdrawn);
}

TEST_CASE("erasure: a wish that is refused is told with its reason, and may be repeated") {
    World world;
    REQUIRE(world.office->ask_erasure("").ok());
    world.office.sync(world.site);
    CHECK(world.site->refuse_erasure(console, world.anna, "").error().code ==
          ErrorCode::invalid_input);
    REQUIRE(world.site->refuse_erasure(console, world.anna, "Il corso va rendicontato").ok());
    CHECK(world.requests().empty());
    CHECK(world.site->refuse_erasure(console, world.anna, "ancora").error().code ==
          ErrorCode::not_found);
    for (test::Laptop* laptop : {&world.office, &world.home}) {
        laptop->sync(world.site);
        const auto view = (*laptop)->erasure().value();
        CHECK(view.state == ErasureState::refused);
        CHECK(view.reason == "Il corso va rendicontato");
        CHECK(view.answered.has_value());
    }
    REQUIRE(world.home->ask_erasure("Adesso è chiuso").ok());
    world.home.sync(world.site);
    REQUIRE(world.requests().size() == 1);
    CHECK(world.requests().front().words == "Adesso è chiuso");
}

TEST_CASE("erasure: a wish is carried out by erasing the person, and the devices say so") {
    World world;
    world.office.read_page(0);
    REQUIRE(world.office->ask_erasure("").ok());
    world.office.sync(world.site);
    REQUIRE(world.requests().size() == 1);
    world.clock.advance_ms(5'000);
    REQUIRE(world.site->erase_account(console, world.anna).ok());
    CHECK(world.requests().empty());
    for (test::Laptop* laptop : {&world.office, &world.home}) {
        laptop->sync(world.site);
        const auto view = (*laptop)->erasure().value();
        CHECK(view.state == ErasureState::done);
        CHECK(view.answered == world.clock.now().wall);
        laptop->start_again();
        CHECK(World::state_of(*laptop) == ErasureState::done);
        CHECK((*laptop)->ask_erasure("").error().code == ErrorCode::conflict);
    }
    // What is here stays the person's, to be taken along.
    CHECK(world.office->my_data("").value().find("\"completions\"") != std::string::npos);
}

TEST_CASE("erasure: a wish outlives a restored site and a rebuild") {
    World world;
    world.site.back_up("before");
    REQUIRE(world.office->ask_erasure("").ok());
    world.office.sync(world.site);
    REQUIRE(world.requests().size() == 1);
    const auto rebuilt = world.site->rebuild();
    REQUIRE(rebuilt.ok());
    CHECK(rebuilt->digest_before == rebuilt->digest_after);
    CHECK(world.requests().size() == 1);
    world.site.restore("before");
    CHECK(world.requests().empty());
    world.office.sync(world.site);
    world.office.sync(world.site);
    CHECK(world.requests().size() == 1);
}

TEST_CASE("erasure: wishes are shown to and decided by administrators of the person's place") {
    World world;
    REQUIRE(world.office->ask_erasure("").ok());
    world.office.sync(world.site);
    const app::Actor herself{false, world.anna};
    CHECK(world.requests(herself).empty());
    CHECK(world.site->refuse_erasure(herself, world.anna, "no").error().code ==
          ErrorCode::forbidden);
    REQUIRE(world.requests().size() == 1);
}
