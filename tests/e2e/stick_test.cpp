// The main job where no network ever comes: everything goes by file, through the hands of a
// colleague who learns nothing from it. One journey makes a learner of an invitation; the next one
// brings the work to the site, and its receipt and grades back.
#include "tests/e2e/loot.hpp"
#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

constexpr const char* passphrase = "quattro parole per la prova";
constexpr int exit_unavailable = 75;

// From the learner to the site and back, by the site's own hands or by a colleague's laptop.
class Journeys {
  public:
    explicit Journeys(Site& site) : site_(site) {}

    void straight(const Person& learner) {
        const std::string out = next_file();
        learner.run({"parcel", "export", out});
        site_.admin({"parcel", "import", out});
        const std::string back = next_file();
        site_.admin({"parcel", "export", back});
        learner.run({"parcel", "import", back});
    }

    void through(const Person& colleague, const Person& learner) {
        const std::string out = next_file();
        learner.run({"parcel", "export", out});
        colleague.run({"parcel", "import", out});
        const std::string carried = next_file();
        colleague.run({"parcel", "export", carried});
        site_.admin({"parcel", "import", carried});
        const std::string back = next_file();
        site_.admin({"parcel", "export", back});
        colleague.run({"parcel", "import", back});
        const std::string home = next_file();
        colleague.run({"parcel", "export", home});
        learner.run({"parcel", "import", home});
    }

  private:
    std::string next_file() { return site_.file("stick-" + std::to_string(++files_) + ".approdo"); }

    Site& site_;
    int files_ = 0;
};

// The course is published by network, which the site's own office has; then the server stops.
void publish_and_stop(Site& site) {
    site.start();
    site.publish_demo_course();
    site.stop();
}

// A learner who has an invitation and no network: the program says how to go on.
Person join_by_file(Site& site, const std::string& name) {
    Person person(site, site.file(name));
    const Completed asked = person.try_run({"join", site.invite(), "--name", name});
    CHECK(asked.exit_code == exit_unavailable);
    return person;
}

void learn(const Site& site, const Person& learner) {
    const value page = learner.run({"read", "accoglienza/accogliere"});
    CHECK(text_at(page, "html").find("Per molte persone") != std::string::npos);
    write_text(site.file("practice.json"), practice_answers());
    write_text(site.file("graded.json"), graded_answers());
    learner.run({"quiz", practice_unit, "--answers", site.file("practice.json")});
    learner.run({"quiz", graded_unit, "--answers", site.file("graded.json")});
}

void expect_learned(Site& site, const Person& learner, const std::string& name) {
    const value row = site.progress_of(name);
    CHECK(number_at(row, "answers") == 9);
    CHECK(number_at(row, "units_done") == 2);
    const value status = learner.run({"status"});
    CHECK(number_at(status, "events_unsent") == 0);
    CHECK_FALSE(status.at("last_receipt").is_null());
    const value record = learner.run({"record"});
    for (const value& unit : record.at("courses").at(0).at("units").as_array()) {
        if (text_at(unit, "title") != "Verifica: lingue e pratiche") continue;
        CHECK(text_at(unit, "score") == "26.66667");
        CHECK(yes_at(unit, "waits_for_marking"));
    }
}

TEST_CASE("stick: one journey makes a learner, the next brings the work in and the marks back") {
    Site site;
    publish_and_stop(site);
    Journeys journeys(site);
    const Person bruno = join_by_file(site, "bruno");
    journeys.straight(bruno);
    bruno.run({"get", "accoglienza"});
    learn(site, bruno);
    journeys.straight(bruno);
    expect_learned(site, bruno, "bruno");
    // A stick that is read twice changes nothing.
    const value row = site.progress_of("bruno");
    site.admin({"parcel", "import", site.file("stick-3.approdo")});
    bruno.run({"parcel", "import", site.file("stick-4.approdo")});
    CHECK(site.progress_of("bruno") == row);
}

TEST_CASE("stick: a colleague carries what is not theirs, and can read none of it") {
    Site site;
    publish_and_stop(site);
    Journeys journeys(site);
    const Person carla = join_by_file(site, "carla");
    journeys.straight(carla);
    const Person bruno = join_by_file(site, "bruno");
    journeys.through(carla, bruno);
    bruno.run({"get", "accoglienza"});
    learn(site, bruno);
    journeys.through(carla, bruno);
    expect_learned(site, bruno, "bruno");
    CHECK(number_at(site.progress_of("carla"), "answers") == 0);
    // What the learner wrote in the essay is found at home, and nowhere at the colleague's.
    CHECK(Loot(bruno.home(), passphrase).holds("Saluto la signora e chiamo una mediatrice."));
    CHECK_FALSE(Loot(carla.home(), passphrase).holds("Saluto la signora"));
}

TEST_CASE("stick: mail goes when its device has met the site over a network") {
    Site site;
    publish_and_stop(site);
    Journeys journeys(site);
    const Person bruno = join_by_file(site, "bruno");
    journeys.straight(bruno);
    site.start();
    bruno.run({"sync"});
    site.stop();
    const value written = site.admin({"parcel", "export", site.file("late.approdo")}).at(0);
    CHECK(number_at(written, "parcels") <= 1);  // the answer to the join, by its own address
}

}  // namespace
}  // namespace approdo::e2e
