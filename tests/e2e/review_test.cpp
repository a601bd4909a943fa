// Spaced repetition by the command: what was practised comes back, offline as well, and on a new
// laptop.
#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

std::size_t due_of(const Person& person) {
    return static_cast<std::size_t>(number_at(person.run({"review"}), "due"));
}

TEST_CASE("review: practised questions come back, wrong ones today, and on every device") {
    Site site;
    site.start();
    site.publish_demo_course();
    const Person bruno = join_and_get(site, "bruno");
    CHECK(due_of(bruno) == 0);
    write_text(site.file("practice.json"), practice_answers());
    site.stop();
    bruno.run({"quiz", practice_unit, "--answers", site.file("practice.json")});

    const value listed = bruno.run({"review"});
    CHECK(number_at(listed, "due") == 10);
    CHECK(number_at(listed, "fresh") == 10);
    CHECK(number_at(listed, "fresh_later") == 1);
    CHECK(listed.at("cards").as_array().size() == 10);
    CHECK(listed.at("cards").at(0).at("question").as_object().count("verdict") == 0);

    write_text(site.file("reviews.json"), practice_answers());
    const value reviewed = bruno.run({"review", "--answers", site.file("reviews.json")});
    const auto& all = reviewed.at("reviewed").as_array();
    REQUIRE(all.size() == 4);
    for (const value& one : all) {
        CHECK(text_at(one, "rating") == "good");
        CHECK(number_at(one, "in_days") == 2);
        CHECK(one.at("choices").as_array().size() == 3);
    }
    const value after = bruno.run({"review"});
    CHECK(number_at(after, "due") == 6);
    CHECK(number_at(after, "done_today") == 4);
    CHECK(number_at(after.at("ahead").at(0), "count") == 4);
    const auto refused = bruno.try_run({"review", "--answers", site.file("none.json")});
    CHECK(refused.exit_code != 0);

    site.start();
    bruno.run({"sync"});
    const Person laptop(site, site.file("new-laptop"));
    laptop.run({"join", site.founder_link(), "--user", "bruno"});
    laptop.run({"get", "accoglienza"});
    laptop.run({"sync"});
    CHECK(laptop.run({"review"}) == after);
    site.stop();
}

TEST_CASE("review: wrong answers come again on the same day, and ratings can be given") {
    Site site;
    site.start();
    site.publish_demo_course();
    const Person carla = join_and_get(site, "carla");
    write_text(site.file("practice.json"), practice_answers());
    carla.run({"quiz", practice_unit, "--answers", site.file("practice.json")});

    const auto cards = carla.run({"review"}).at("cards").as_array();
    boost::json::object answers;
    answers[text_at(cards.at(0).at("question"), "question")] = "";
    write_text(site.file("reviews.json"), boost::json::serialize(answers));
    const value wrong = carla.run({"review", "--answers", site.file("reviews.json")});
    REQUIRE(wrong.at("reviewed").as_array().size() == 1);
    CHECK(text_at(wrong.at("reviewed").at(0), "rating") == "again");
    CHECK_FALSE(text_at(wrong.at("reviewed").at(0), "right").empty());
    const value after = carla.run({"review"});
    CHECK(number_at(after, "due") == 10);
    CHECK(number_at(after, "returning") == 1);

    // Last in the row stands what was wrong; of the others one is known well.
    const std::string id = text_at(cards.at(0).at("question"), "question");
    CHECK(text_at(after.at("cards").at(9).at("question"), "question") == id);
    write_text(site.file("easy.json"),
               R"({"e8b2267ec3feb1034abbfbe64978ba54": {"answer": "b", "rating": "easy"}})");
    const value easy = carla.run({"review", "--answers", site.file("easy.json")});
    REQUIRE(easy.at("reviewed").as_array().size() == 1);
    CHECK(text_at(easy.at("reviewed").at(0), "rating") == "easy");
    CHECK(number_at(easy.at("reviewed").at(0), "in_days") == 8);
    write_text(site.file("odd.json"), R"([{"answer": "b", "rating": "odd"}])");
    CHECK(carla.try_run({"review", "--answers", site.file("odd.json")}).exit_code != 0);
    site.stop();
}

}  // namespace
}  // namespace approdo::e2e
