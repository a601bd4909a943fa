// A person takes their data along, asks to be erased without a network, is refused, asks again and
// is erased: by commands on both sides, while the server runs.
#include <filesystem>

#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

namespace fs = std::filesystem;

constexpr int exit_usage = 2;
constexpr int exit_partly = 3;
constexpr int exit_conflict = 20;

std::string state_of(const value& answer) {
    return text_at(answer.at("erasure"), "state");
}

std::size_t count_in(const std::string& text, const std::string& what) {
    std::size_t count = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
    return count;
}

}  // namespace

TEST_CASE("data: a copy holds every answer, and what the site keeps besides where it is asked") {
    Site site;
    site.start();
    site.publish_demo_course();
    const Person learner = join_and_get(site, "bartolomea");
    write_text(site.file("practice.json"), practice_answers());
    learner.run({"quiz", practice_unit, "--answers", site.file("practice.json")});
    learner.run({"note", "accoglienza/accogliere", "Chiedere come si chiama"});
    learner.run({"sync"});

    const std::string file = site.file("mine.json");
    const value told = learner.run({"data", "export", file, "--with-site"});
    CHECK(yes_at(told, "with_site"));
    CHECK((fs::status(file).permissions() & fs::perms(0077)) == fs::perms::none);
    const value mine = boost::json::parse(read_text(file));
    CHECK(text_at(mine, "document") == "approdo-my-data");
    CHECK(text_at(mine.at("person"), "user") == "bartolomea");
    CHECK(text_at(mine.at("site").at("account"), "user") == "bartolomea");
    CHECK(mine.at("site").at("devices").as_array().size() == 1);
    CHECK_FALSE(mine.at("delivery").at("receipts").as_array().empty());
    const std::string text = read_text(file);
    CHECK(count_in(text, "\"response\":") == 4);
    CHECK(count_in(text, "Chiedere come si chiama") == 1);

    site.stop();
    const Completed away = learner.try_run({"data", "export", file, "--with-site"});
    CHECK(away.exit_code == exit_partly);
    CHECK(boost::json::parse(read_text(file)).at("site").is_null());
    const value shown = learner.run({"data", "export"});
    CHECK(shown.at("enrolments").as_array().size() == 1);
}

TEST_CASE("data: an erasure is asked offline, refused, asked again and carried out") {
    Site site;
    site.start();
    site.publish_demo_course();
    const Person learner = join_and_get(site, "bartolomea");
    site.stop();
    CHECK(learner.try_run({"data", "erase"}).exit_code == exit_usage);
    CHECK(state_of(learner.run({"data", "status"})) == "none");
    CHECK(state_of(learner.run({"data", "erase", "--reason", "cambio ufficio", "--yes"})) ==
          "asked");
    CHECK(learner.try_run({"data", "erase", "--yes"}).exit_code == exit_conflict);

    site.start();
    CHECK(site.admin({"erasure", "list"}).empty());
    learner.run({"sync"});
    CHECK(state_of(learner.run({"data", "status"})) == "received");
    const auto asked = site.admin({"erasure", "list"});
    REQUIRE(asked.size() == 1);
    CHECK(text_at(asked.front(), "user") == "bartolomea");
    CHECK(text_at(asked.front(), "words") == "cambio ufficio");
    CHECK(text_at(site.finding("erasures"), "verdict") == "advice");

    site.admin({"erasure", "refuse", "bartolomea", "--reason", "il corso va rendicontato"});
    CHECK(site.admin({"erasure", "list"}).empty());
    CHECK(text_at(site.finding("erasures"), "verdict") == "ok");
    learner.run({"sync"});
    const value refused = learner.run({"data", "status"});
    CHECK(state_of(refused) == "refused");
    CHECK(text_at(refused.at("erasure"), "reason") == "il corso va rendicontato");

    learner.run({"data", "erase", "--yes"});
    CHECK(state_of(learner.run({"data", "withdraw"})) == "withdrawn");
    learner.run({"data", "erase", "--yes"});
    learner.run({"sync"});
    REQUIRE(site.admin({"erasure", "list"}).size() == 1);
    site.admin({"user", "erase", "bartolomea"});
    CHECK(site.admin({"erasure", "list"}).empty());
    learner.run({"sync"});
    CHECK(state_of(learner.run({"data", "status"})) == "done");
    CHECK(learner.run({"data", "export"}).at("enrolments").as_array().size() == 1);
    site.stop();
}

}  // namespace approdo::e2e
