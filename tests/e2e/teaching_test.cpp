// Written answers from the learner's laptop to the trainer's and back, and announcements: through
// the real programs, with the learner offline in between.
#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

constexpr int exit_conflict = 20;

Person trainer_of(const Site& site) {
    return Person(site, site.file("trainer"));
}

struct Class {
    Class() {
        site.start();
        site.publish_demo_course();
        bruno.emplace(join_and_get(site, "bruno"));
        write_text(site.file("graded.json"), graded_answers());
        bruno->run({"quiz", graded_unit, "--answers", site.file("graded.json")});
        bruno->run({"sync"});
        trainer.emplace(trainer_of(site));
        trainer->run({"sync"});
        // Folding has caught up once the report counts the answers.
        REQUIRE(number_at(site.progress_of("bruno"), "answers") == 5);
    }
    Site site;
    std::optional<Person> bruno, trainer;
};

}  // namespace

TEST_CASE("teaching: a trainer's mark and words come back to the learner") {
    Class c;
    const value list = c.trainer->run({"mark", "list"});
    REQUIRE(list.at("items").as_array().size() == 1);
    const std::string attempt = text_at(list.at("items").at(0), "attempt");
    CHECK(text_at(list.at("items").at(0), "name") == "bruno");
    const value sheet = c.trainer->run({"mark", "show", attempt.substr(0, 10)});
    REQUIRE(sheet.at("answers").as_array().size() == 1);
    const std::string most = text_at(sheet.at("answers").at(0), "points_max");

    const value after = c.trainer->run(
        {"mark", "give", attempt, "--points", most, "--feedback", "Bene: **chiaro** e completo."});
    CHECK(number_at(after, "waiting") == 0);
    // Who marks it again has to have seen the mark that is there.
    CHECK(c.trainer->try_run({"mark", "give", attempt, "--points", "0"}).exit_code != 0);
    CHECK(c.trainer->run({"mark", "list"}).at("items").as_array().empty());
    CHECK(c.trainer->run({"mark", "list", "--marked"}).at("items").as_array().size() == 1);

    c.bruno->run({"sync"});
    c.site.stop();
    const value results = c.bruno->run({"quiz", graded_unit, "--results"});
    const value& first = results.at("attempts").at(0);
    CHECK_FALSE(first.at("waits_for_person").as_bool());
    bool was_told = false;
    for (const value& question : first.at("questions").as_array()) {
        if (question.as_object().contains("by_person")) {
            was_told = true;
            const auto& feedback = question.at("feedback").as_array();
            CHECK(std::string(feedback.back().as_string()).find("<strong>chiaro</strong>") !=
                  std::string::npos);
        }
    }
    CHECK(was_told);
}

TEST_CASE("teaching: a mark is changed only by who saw it, and points stay in their bounds") {
    Class c;
    const value list = c.trainer->run({"mark", "list"});
    const std::string attempt = text_at(list.at("items").at(0), "attempt");
    CHECK(c.trainer->try_run({"mark", "give", attempt, "--points", "99"}).exit_code != 0);
    CHECK(c.trainer->try_run({"mark", "give", attempt, "--points", "molti"}).exit_code != 0);
    c.trainer->run({"mark", "give", attempt, "--points", "0,25"});
    const value sheet = c.trainer->run({"mark", "show", attempt});
    const std::string state = text_at(sheet.at("answers").at(0), "state");
    const auto unseen =
        c.trainer->try_run({"mark", "give", attempt, "--points", "0.5", "--seen", "000000"});
    CHECK(unseen.exit_code == exit_conflict);
    const value after =
        c.trainer->run({"mark", "give", attempt, "--points", "0.5", "--seen", state.substr(0, 8)});
    CHECK(text_at(after.at("answers").at(0).at("mark"), "points") == "0.5");
    // Bruno teaches nobody.
    CHECK(c.bruno->try_run({"mark", "list"}).exit_code != 0);
}

TEST_CASE("teaching: an announcement reaches the class, is corrected and taken back") {
    Class c;
    const value made = c.trainer->run({"announce", "Autunno", "Lezione spostata", "--text",
                                       "A **giovedì**, alle 15. <script>alert(1)</script>"});
    c.bruno->run({"sync"});
    c.site.stop();
    CHECK(number_at(c.bruno->run({"status"}), "announcements_new") == 1);
    const value told = c.bruno->run({"announcements"});
    REQUIRE(told.at("announcements").as_array().size() == 1);
    const value& one = told.at("announcements").at(0);
    CHECK(text_at(one, "title") == "Lezione spostata");
    CHECK(text_at(one, "html").find("<strong>giovedì</strong>") != std::string::npos);
    CHECK(text_at(one, "html").find("script") == std::string::npos);
    CHECK(one.at("new").as_bool());
    // What was shown is read.
    CHECK(number_at(c.bruno->run({"status"}), "announcements_new") == 0);

    c.site.start();
    const std::string id = text_at(made, "id");
    c.trainer->run({"announce", "Autunno", "--correct", id.substr(0, 8), "--text", "A venerdì."});
    c.bruno->run({"sync"});
    const value corrected = c.bruno->run({"announcements", "--new"});
    REQUIRE(corrected.at("announcements").as_array().size() == 1);
    CHECK(text_at(corrected.at("announcements").at(0), "title") == "Lezione spostata");
    c.trainer->run({"announce", "Autunno", "--withdraw", id.substr(0, 8)});
    c.bruno->run({"sync"});
    CHECK(c.bruno->run({"announcements"}).at("announcements").as_array().empty());
}

}  // namespace approdo::e2e
