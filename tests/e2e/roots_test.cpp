// The office changes the site's root key while people learn.
#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

bool tells_of_change(const value& sync) {
    for (const value& notice : sync.at("notices").as_array()) {
        if (notice.as_string().find("changed its root key") != std::string_view::npos) return true;
    }
    return false;
}

std::string words_of(Site& site) {
    return text_at(site.admin({"site"}).at(0), "words");
}

TEST_CASE("roots: the site changes its key while it runs, and everybody finds the way") {
    Site site;
    site.start();
    site.publish_demo_course();
    const Person bruno = join_and_get(site, "bruno");
    const std::string old_link = site.invite();
    const std::string old_words = words_of(site);
    CHECK(site.try_admin({"root", "rotate", "--yes=no"}).exit_code == 2);
    CHECK(words_of(site) == old_words);

    const auto rotated = site.admin({"root", "rotate", "--yes"});
    const std::string new_words = words_of(site);
    CHECK(new_words != old_words);
    CHECK(text_at(rotated.at(0), "words") == new_words);

    write_text(site.file("practice.json"), practice_answers());
    bruno.run({"quiz", practice_unit, "--answers", site.file("practice.json")});
    CHECK(tells_of_change(bruno.run({"sync"})));
    CHECK_FALSE(tells_of_change(bruno.run({"sync"})));
    CHECK(number_at(site.progress_of("bruno"), "answers") == 4);
    CHECK(bruno.try_run({"doctor"}).exit_code == 0);

    SECTION("links of before and of now let people in, and the new words do") {
        const Person carla(site, site.file("carla"));
        carla.run({"join", old_link, "--name", "carla"});
        CHECK_FALSE(tells_of_change(carla.run({"sync"})));
        const Person dario(site, site.file("dario"));
        dario.run({"join", site.invite(), "--name", "dario"});
        dario.run({"sync"});
        const Person laptop(site, site.file("new-laptop"));
        const Arguments by_words{"join", site.address(), "--user", "bruno", "--fingerprint"};
        Arguments wrong = by_words;
        wrong.push_back(old_words);
        CHECK(laptop.try_run(wrong).exit_code == 1);
        Arguments right = by_words;
        right.push_back(new_words);
        laptop.run(right);
        laptop.run({"get", "accoglienza"});
        CHECK(laptop.run({"record"}) == bruno.run({"record"}));
        CHECK(laptop.try_run({"doctor"}).exit_code == 0);
    }
    SECTION("two changes are followed by stick, the second made while the server was stopped") {
        site.stop();
        site.admin({"root", "rotate", "--yes"});
        site.admin({"root", "rotate", "--yes"});
        bruno.run({"parcel", "export", site.file("there")});
        site.admin({"parcel", "import", site.file("there")});
        site.admin({"parcel", "export", site.file("back")});
        CHECK(tells_of_change(bruno.run({"parcel", "import", site.file("back")})));
        site.start();
        CHECK_FALSE(tells_of_change(bruno.run({"sync"})));
        CHECK(words_of(site) != new_words);
    }
    SECTION("a site restored from before works on, and says what is to be done") {
        site.admin({"backup", "create", site.file("later")});
        site.admin({"root", "rotate", "--yes"});
        bruno.run({"sync"});
        site.stop();
        site.restore(site.file("later"));
        site.start();
        CHECK(words_of(site) == new_words);
        bruno.run({"quiz", practice_unit, "--answers", site.file("practice.json")});
        bruno.run({"sync"});
        CHECK(number_at(site.progress_of("bruno"), "answers") == 8);
        const Completed doctor = site.try_admin({"doctor"});
        CHECK(doctor.exit_code != 0);
        CHECK(doctor.out.find("newest copy of the folder keys") != std::string::npos);
        CHECK(site.try_admin({"root", "rotate", "--yes"}).exit_code == 20);
        bruno.run({"sync"});
    }
    site.stop();
}

TEST_CASE("roots: a backup made while the key changes has the keys of before or of after") {
    constexpr int exit_try_later = 75;
    Site site;
    site.start();
    std::string before = words_of(site);
    for (int round = 0; round < 6; ++round) {
        const std::string copy = site.file("copy" + std::to_string(round));
        const Arguments at{"--data", site.file("site"), "--json", "--yes"};
        const auto begin = [&](Arguments words) {
            words.insert(words.begin(), at.begin(), at.end());
            return std::make_unique<test::Process>(APPRODO_SERVER, words);
        };
        const bool backup_first = round % 2 == 0;
        auto backup = backup_first ? begin({"backup", "create", copy}) : nullptr;
        const auto change = begin({"root", "rotate"});
        if (!backup_first) backup = begin({"backup", "create", copy});
        REQUIRE(backup->wait().exit_code == 0);
        const int changed = change->wait().exit_code;
        CHECK((changed == 0 || changed == exit_try_later));
        const std::string after = words_of(site);
        CHECK((changed == 0) == (after != before));

        const std::string other = copy + "-restored";
        const auto there = [&](Arguments words) {
            words.insert(words.begin(), {"--data", other, "--json"});
            return test::run(APPRODO_SERVER, words);
        };
        REQUIRE(there({"backup", "restore", copy}).exit_code == 0);
        const Completed shown = there({"site"});
        REQUIRE(shown.exit_code == 0);
        const std::string words = text_at(rows_of(shown).at(0), "words");
        CHECK((words == before || words == after));
        CHECK(there({"root", "rotate", "--yes"}).exit_code == 0);
        before = after;
    }
    site.stop();
}

}  // namespace
}  // namespace approdo::e2e
