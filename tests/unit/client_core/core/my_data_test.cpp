// One's own data: the copy of it, and asking the site to erase it.
#include "client_core/core/answers.hpp"
#include "client_core/core/json.hpp"
#include "client_core/core/views_json.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/client_core/core/test_course.hpp"

namespace {

using namespace approdo;
using namespace approdo::client;

struct School {
    test::SeededRandom random{test::seed_of_run()};
    test::ManualClock clock;
    test::TestSite site{random};
    test::TempDir folder;
    test::TestClient learner{folder.path().string(), random, clock};
    test::TestCourse course{site, random};

    School() {
        REQUIRE(learner.join(site).ok());
        course.enrol();
        course.publish("Prima versione");
        REQUIRE(learner.sync(site).ok());
        course.download(*learner);
        REQUIRE(learner->begin_download("prova", {}).ok());
        course.download(*learner);
    }
    void practise() {
        const AttemptView attempt = learner->open_quiz("prova/esercizio").value();
        for (const QuestionView& question : attempt.questions) {
            const auto truth = read_answer(question.question, question.plan, "vero").value();
            REQUIRE(learner->answer(attempt.attempt, question.question.id, truth, 1500).ok());
        }
        REQUIRE(learner->submit(attempt.attempt).ok());
    }
    bool tells(std::string_view text, std::string_view of_site = "") {
        return learner->my_data(of_site).value().find(text) != std::string::npos;
    }
};

TEST_CASE("my data: what was done stands in it in words, without a network") {
    School school;
    REQUIRE(school.learner->read("prova/pagina").ok());
    REQUIRE(school.learner->page_turn("prova/pagina", 2, 20).ok());
    REQUIRE(school.learner->write_note("prova/pagina", {}, "Chiedere \"dove\"").ok());
    school.practise();
    CHECK(school.tells("\"document\": \"approdo-my-data\""));
    CHECK(school.tells("\"text\": \"Chiedere \\\"dove\\\"\""));
    CHECK(school.tells("\"attempts\": ["));
    CHECK(school.tells("\"duration_ms\": 1500"));
    CHECK(school.tells("\"text\": \"true\""));
    CHECK(school.tells("\"handed_in\": ["));
    CHECK(school.tells("\"completions\": ["));
    CHECK(school.tells("\"site\": null"));
    CHECK(school.tells("\"account\": \"" + school.site.account.hex() + "\""));
    CHECK(school.learner->my_data("").value().ends_with("}\n"));

    school.learner.reopen();
    CHECK(school.tells("\"text\": \"Chiedere \\\"dove\\\"\""));
}

TEST_CASE("my data: a note that was taken away is not in it, and what the site said is") {
    School school;
    const auto notes = school.learner->write_note("prova/pagina", {}, "Da togliere").value();
    REQUIRE(school.learner->write_note("prova/pagina", notes.front().note, "").ok());
    CHECK_FALSE(school.tells("Da togliere"));
    CHECK(school.tells("\"site\": {\"account\":{}}", R"({"account":{}})"));
}

TEST_CASE("my data: receipts stand in it once the site gave them") {
    School school;
    REQUIRE(school.learner->write_note("prova/pagina", {}, "Nuova").ok());
    CHECK(school.tells("\"not_sent_yet\": 1"));
    REQUIRE(school.learner.sync(school.site).ok());
    CHECK(school.tells("\"not_sent_yet\": 0"));
    CHECK(school.tells("\"level\": \"durable\""));
    CHECK(school.tells("\"signed\": \""));
}

TEST_CASE("my data: nobody's device has none") {
    test::SeededRandom random{test::seed_of_run()};
    test::ManualClock clock;
    test::TempDir folder;
    test::TestClient nobody(folder.path().string(), random, clock);
    CHECK(nobody->my_data("").error().code == ErrorCode::locked);
    CHECK(nobody->ask_erasure("").error().code == ErrorCode::locked);
}

TEST_CASE("my data: indented JSON has the same values as JSON in one line") {
    const auto write = [](JsonWriter json) {
        json.begin_object().member("a", 1).name("b").begin_list().text("x").flag(true);
        json.begin_object().end_object().begin_list().end_list().end_list();
        json.name("c").whole("null");
        json.end_object();
        return json.take();
    };
    CHECK(write(JsonWriter()) == R"({"a":1,"b":["x",true,{},[]],"c":null})");
    CHECK(write(JsonWriter(JsonWriter::Layout::indented)) ==
          "{\n  \"a\": 1,\n  \"b\": [\n    \"x\",\n    true,\n    {},\n    []\n  ],\n"
          "  \"c\": null\n}");
}

TEST_CASE("erasure: it is asked without a network, once, and the site has it after an exchange") {
    School school;
    CHECK(school.learner->erasure()->state == ErasureState::none);
    CHECK(school.learner->withdraw_erasure().error().code == ErrorCode::not_found);
    CHECK(school.learner->ask_erasure(std::string(1'001, 'a')).error().code ==
          ErrorCode::too_large);
    const auto asked = school.learner->ask_erasure("Non serve più").value();
    CHECK(asked.state == ErasureState::asked);
    CHECK(asked.words == "Non serve più");
    CHECK(asked.asked == school.clock.now().wall);
    CHECK(school.learner->ask_erasure("").error().code == ErrorCode::conflict);
    school.learner.reopen();
    CHECK(school.learner->status()->erasure.state == ErasureState::asked);
    REQUIRE(school.learner.sync(school.site).ok());
    CHECK(school.learner->status()->erasure.state == ErasureState::received);
    CHECK(school.site.count(content::event_type::erasure_requested) == 1);
    CHECK(to_json(school.learner->erasure().value()).find("\"state\":\"received\"") !=
          std::string::npos);
}

TEST_CASE("erasure: what is taken back is asked no more, and can be asked anew") {
    School school;
    REQUIRE(school.learner->ask_erasure("").ok());
    REQUIRE(school.learner.sync(school.site).ok());
    CHECK(school.learner->withdraw_erasure()->state == ErasureState::withdrawn);
    CHECK(school.learner->withdraw_erasure().error().code == ErrorCode::not_found);
    CHECK(school.learner->ask_erasure("Invece sì")->state == ErasureState::asked);
    REQUIRE(school.learner.sync(school.site).ok());
    CHECK(school.learner->erasure()->state == ErasureState::received);
    CHECK(school.site.count(content::event_type::erasure_requested) == 3);
}

}  // namespace
