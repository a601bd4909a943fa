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
    std::string learner_link = site.invite(anna);
    test::Laptop learner{random, clock};
    test::Laptop trainer{random, clock};

    World() {
        site.enrol(edition, anna);
        learner.join(site, learner_link, "anna");
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

TEST_CASE("staff: the class says when each device last exchanged, and who was long not heard of") {
    constexpr std::uint64_t hour_ms = 3'600'000;
    constexpr std::uint64_t day_ms = 24 * hour_ms;
    World world;
    world.learn(0);
    world.trainer.sync(world.site);
    const UtcMs first = world.clock.now().wall;
    REQUIRE(world.line(world.trainer).devices->size() == 1);
    CHECK(world.line(world.trainer).devices->front().last_contact == first);
    CHECK_FALSE(world.line(world.trainer).needs_help);

    // The learner's further laptop, while the first one rests.
    test::Laptop further(world.random, world.clock);
    world.clock.advance_ms(2 * hour_ms);
    further.sign_in(world.site, world.learner_link, "anna");
    further.sync(world.site);
    world.trainer.sync(world.site);
    auto devices = world.line(world.trainer).devices.value();
    REQUIRE(devices.size() == 2);
    CHECK(devices[0].last_contact == world.clock.now().wall);
    CHECK(devices[0].joined == world.clock.now().wall);
    CHECK(devices[1].last_contact == first);

    world.clock.advance_ms(7 * day_ms - hour_ms);
    world.trainer.sync(world.site);
    devices = world.line(world.trainer).devices.value();
    CHECK_FALSE(devices[0].silent);
    CHECK(devices[1].silent);

    // Not a day more passes for the trainer than the site told of.
    world.clock.advance_ms(day_ms);
    CHECK_FALSE(world.line(world.trainer).devices->front().silent);
    world.trainer.sync(world.site);
    CHECK(world.line(world.trainer).devices->front().silent);
    CHECK(world.line(world.trainer).needs_help);

    further.read_page(1);
    further.sync(world.site);
    world.trainer.sync(world.site);
    CHECK_FALSE(world.line(world.trainer).devices->front().silent);
    CHECK_FALSE(world.line(world.trainer).needs_help);
}

TEST_CASE("staff: a trainer's laptop knows that its person teaches before there is a class") {
    test::SeededRandom random{test::seed_of_run()};
    test::ManualClock clock;
    test::SystemSite site{random, clock};
    const AccountId teresa = site.add_person("teresa", app::Role::trainer);
    const AccountId anna = site.add_person("anna");
    test::Laptop trainer{random, clock};
    test::Laptop learner{random, clock};
    trainer.join(site, site.invite(teresa), "teresa");
    learner.join(site, site.invite(anna), "anna");
    trainer.sync(site);
    learner.sync(site);
    CHECK(trainer->classes("").value().empty());
    CHECK(trainer->status().value().teaches);
    CHECK_FALSE(learner->status().value().teaches);
    trainer.start_again();
    CHECK(trainer->status().value().teaches);
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
