// The main job with a site that is really gone in the middle of it.
#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

constexpr int exit_unavailable = 75;

const value& unit_of_record(const value& record, const std::string& title) {
    for (const value& unit : record.at("courses").at(0).at("units").as_array()) {
        if (text_at(unit, "title") == title) return unit;
    }
    throw std::runtime_error("no unit «" + title + "» in the record");
}

TEST_CASE("main job: a course is learned while the site is gone and is in its report after") {
    Site site;
    site.start();
    site.publish_demo_course();
    const Person bruno = join_and_get(site, "bruno");
    REQUIRE(number_at(site.progress_of("bruno"), "answers") == 0);

    site.stop();
    const value page = bruno.run({"read", "accoglienza/accogliere"});
    CHECK(text_at(page, "html").find("Per molte persone") != std::string::npos);
    write_text(site.file("practice.json"), practice_answers());
    write_text(site.file("graded.json"), graded_answers());
    const value practised =
        bruno.run({"quiz", practice_unit, "--answers", site.file("practice.json")});
    CHECK(number_at(practised, "answered") == 4);
    CHECK(yes_at(practised, "marked"));
    CHECK(text_at(practised, "points") == "4");
    const value graded = bruno.run({"quiz", graded_unit, "--answers", site.file("graded.json")});
    CHECK(number_at(graded, "answered") == 5);
    CHECK_FALSE(yes_at(graded, "marked"));

    CHECK(bruno.try_run({"sync"}).exit_code == exit_unavailable);
    const value waiting = bruno.run({"status"});
    CHECK(number_at(waiting, "events_unsent") > 0);
    CHECK(waiting.at("last_receipt").is_null());

    site.start();
    const value synced = bruno.run({"sync"});
    CHECK(number_at(synced, "events_unsent") == 0);
    CHECK(yes_at(synced, "receipt"));
    const value row = site.progress_of("bruno");
    CHECK(number_at(row, "answers") == 9);
    CHECK(number_at(row, "units_done") == 2);

    // What the site could mark by itself comes back; the essay waits for a person.
    bruno.run({"sync"});
    const value record = bruno.run({"record"});
    const value& verifica = unit_of_record(record, "Verifica: lingue e pratiche");
    CHECK(text_at(verifica, "score") == "26.66667");
    CHECK(yes_at(verifica, "waits_for_marking"));

    bruno.run({"sync"});
    CHECK(site.progress_of("bruno") == row);
    site.stop();
}

}  // namespace
}  // namespace approdo::e2e
