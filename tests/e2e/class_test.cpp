// What trainers and coordinators see on their own laptops, without any network: how the people of
// their editions and organisations are doing, by name, and of nobody else.
#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

constexpr int exit_not_found = 4;

Person trainer_of(const Site& site) {
    return Person(site, site.file("trainer"));
}

const value& learner_called(const value& classes, const std::string& name) {
    for (const value& line : classes.at("classes").at(0).at("learners").as_array()) {
        if (text_at(line, "name") == name) return line;
    }
    throw std::runtime_error("nobody is called " + name + " in the class");
}

void learn(const Site& site, const Person& learner) {
    write_text(site.file("practice.json"), practice_answers());
    write_text(site.file("graded.json"), graded_answers());
    learner.run({"quiz", practice_unit, "--answers", site.file("practice.json")});
    learner.run({"quiz", graded_unit, "--answers", site.file("graded.json")});
}

TEST_CASE("class: a trainer's laptop shows it by name while the site is gone") {
    Site site;
    site.start();
    site.publish_demo_course();
    const Person bruno = join_and_get(site, "bruno");
    const Person carla = join_and_get(site, "carla");
    const Person trainer = trainer_of(site);
    learn(site, bruno);
    bruno.run({"sync"});
    REQUIRE(number_at(site.progress_of("bruno"), "answers") == 9);
    trainer.run({"sync"});
    site.stop();

    const value classes = trainer.run({"class", "accoglienza"});
    REQUIRE(classes.at("classes").as_array().size() == 1);
    CHECK(text_at(classes.at("classes").at(0), "title") == "Autunno");
    CHECK(classes.at("classes").at(0).at("learners").as_array().size() == 2);
    const value& of_bruno = learner_called(classes, "bruno");
    CHECK(number_at(of_bruno, "answers") == 9);
    CHECK(number_at(of_bruno, "units_completed") == 1);
    CHECK(number_at(of_bruno, "units_to_mark") == 1);
    CHECK(number_at(of_bruno, "last_activity") > 0);
    const value& of_carla = learner_called(classes, "carla");
    CHECK(number_at(of_carla, "answers") == 0);
    CHECK(of_carla.at("last_activity").is_null());
    REQUIRE(of_carla.at("devices").as_array().size() == 1);
    CHECK(number_at(of_carla.at("devices").at(0), "last_contact") > 0);
    CHECK_FALSE(of_carla.at("needs_help").as_bool());

    CHECK(trainer.run({"class"}).at("classes") == classes.at("classes"));
    CHECK(trainer.try_run({"class", "nuoto"}).exit_code == exit_not_found);
    CHECK(bruno.run({"class"}).at("classes").as_array().empty());

    // Nothing was done since: nothing is said again.
    site.start();
    trainer.run({"sync"});
    const value again = trainer.run({"sync"});
    CHECK(number_at(again, "segments_taken") == 0);
    CHECK(trainer.run({"class", "accoglienza"}).at("classes") == classes.at("classes"));
    site.stop();
}

TEST_CASE("class: a coordinator sees the people of her own part of the territory") {
    Site site;
    site.start();
    site.publish_demo_course();
    const auto organisation = [&](const std::string& name) {
        return text_at(site.admin({"org", "add", name}).at(0), "id");
    };
    const std::string north = organisation("Nord");
    const std::string south = organisation("Sud");
    const auto joins = [&](const std::string& name, const std::string& role,
                           const std::string& at) {
        Arguments invite{"invite", "--role", role, "--org", at, "--address", site.address()};
        if (role == "learner") invite.insert(invite.end(), {"--course", "accoglienza"});
        Person person(site, site.file(name));
        person.run({"join", text_at(site.admin(invite).at(0), "link"), "--name", name});
        return person;
    };
    joins("bruno", "learner", north);
    joins("carla", "learner", south);
    const Person elena = joins("elena", "coordinator", north);
    elena.run({"sync"});
    elena.run({"sync"});
    site.stop();

    const value classes = elena.run({"class", "accoglienza"});
    REQUIRE(classes.at("classes").as_array().size() == 1);
    const auto& learners = classes.at("classes").at(0).at("learners").as_array();
    REQUIRE(learners.size() == 1);
    CHECK(text_at(learners.front(), "name") == "bruno");
}

TEST_CASE("class: it comes by stick, too, names included") {
    Site site;
    site.start();
    site.publish_demo_course();
    const Person bruno = join_and_get(site, "bruno");
    learn(site, bruno);
    bruno.run({"sync"});
    site.stop();
    const Person trainer = trainer_of(site);
    for (const std::string journey : {"1", "2"}) {
        const std::string out = site.file("out-" + journey + ".approdo");
        const std::string back = site.file("back-" + journey + ".approdo");
        trainer.run({"parcel", "export", out});
        site.admin({"parcel", "import", out});
        site.admin({"parcel", "export", back});
        trainer.run({"parcel", "import", back});
    }
    const value classes = trainer.run({"class", "accoglienza"});
    CHECK(number_at(learner_called(classes, "bruno"), "answers") == 9);
}

}  // namespace
}  // namespace approdo::e2e
