// What a trainer's laptop shows of others, through the faults of both sides.
#include "tests/support/test.hpp"
#include "tests/system/world.hpp"

namespace {

using namespace approdo;

struct World {
    test::SeededRandom random{test::seed_of_run()};
    test::ManualClock clock;
    test::SystemSite site{random, clock};
    EditionId edition = site.open_edition(8);
    AccountId anna = site.add_person("anna");
    AccountId teresa = site.add_person("teresa", app::Role::trainer);
    std::string link = site.invite(teresa);
    test::Laptop learner{random, clock};
    test::Laptop trainer{random, clock};

    World() {
        site.enrol(edition, anna);
        learner.join(site, site.invite(anna), "anna");
        trainer.join(site, link, "teresa");
        trainer.sync(site);
    }
    void learn(int page) {
        learner.read_page(page);
        learner.sync(site);
    }
    static client::ClassLine line(test::Laptop& laptop) {
        const auto classes = laptop->classes("").value();
        REQUIRE(classes.size() == 1);
        REQUIRE(classes.front().lines.size() == 1);
        return classes.front().lines.front();
    }
};

}  // namespace

TEST_CASE("staff: the class is on the trainer's laptop, and on a further one") {
    World world;
    CHECK(world.line(world.trainer).name == "anna");
    CHECK(world.line(world.trainer).units_completed == 0);
    world.learn(0);
    world.learn(1);
    CHECK(world.line(world.trainer).units_completed == 0);
    world.trainer.sync(world.site);
    CHECK(world.line(world.trainer).units_completed == 2);
    world.trainer.start_again();
    CHECK(world.line(world.trainer).units_completed == 2);

    test::Laptop further(world.random, world.clock);
    further.sign_in(world.site, world.link, "teresa");
    further.sync(world.site);
    CHECK(world.line(further).units_completed == 2);
    CHECK(world.line(further).name == "anna");
    CHECK(world.learner->classes("").value().empty());
}

TEST_CASE("staff: a restored site's new word stands, whatever it had said after the backup") {
    World world;
    world.learn(0);
    world.site.back_up("monday");
    for (int page = 1; page <= 4; ++page) {
        world.learn(page);
        world.trainer.sync(world.site);
    }
    REQUIRE(world.line(world.trainer).units_completed == 5);
    world.site.restore("monday");
    // The trainer's laptop is the first to come: the site knows of one page.
    world.trainer.sync(world.site);
    world.learn(5);
    world.trainer.sync(world.site);
    CHECK(world.line(world.trainer).units_completed == 6);
    CHECK(world.line(world.trainer).name == "anna");
}

TEST_CASE("staff: what was written for a trainer is sealed anew once a laptop was revoked") {
    World world;
    test::Laptop stolen(world.random, world.clock);
    stolen.sign_in(world.site, world.link, "teresa");
    stolen.sync(world.site);
    const auto lines = stolen->devices().value();
    for (const auto& device : lines) {
        if (!device.this_one) continue;
        REQUIRE(world.site->revoke_device(app::Actor::machine_operator(), device.device).ok());
    }
    world.learn(0);
    world.trainer.sync(world.site);
    stolen.exchange_once(world.site);
    CHECK(world.line(world.trainer).units_completed == 1);
    CHECK(world.line(stolen).units_completed == 0);
}
