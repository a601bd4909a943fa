// Changing the passphrase: the old one ends everywhere, the new one opens everything, and whatever
// interrupts it leaves a profile that opens.
#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

constexpr int exit_locked = 11;
constexpr int exit_not_authorised = 12;
constexpr int exit_try_later = 75;

struct Anna {
    Anna() {
        write_text(site.file("old"), "quattro parole per la prova\n");
        write_text(site.file("new"), "cinque parole molto diverse adesso\n");
        site.start();
        laptop.run({"join", site.founder_link(), "--name", "anna"});
    }
    // With the passphrase of this file, and with no key kept from before.
    Completed with(const std::string& passphrase, const std::string& home, Arguments words) {
        Arguments all{"--home", site.file(home), "--json", "--lang", "en", "--no-input"};
        Arguments lock = all;
        lock.push_back("lock");
        test::run(APPRODO_CLIENT, lock);
        all.insert(all.end(), words.begin(), words.end());
        return test::run(APPRODO_CLIENT, all, {"APPRODO_PASSPHRASE_FILE=" + site.file(passphrase)});
    }
    Completed change(const std::string& home = "laptop") {
        return with("old", home, {"passphrase", "--new-file", site.file("new")});
    }
    int sign_in_exit_code(const std::string& passphrase, const std::string& home) {
        return with(passphrase, home, {"join", site.founder_link(), "--user", "anna"}).exit_code;
    }

    Site site;
    Person laptop{site, site.file("laptop")};
};

TEST_CASE("passphrase: after changing it the old one opens neither the site nor the computer") {
    Anna anna;
    const Completed changed = anna.change();
    INFO(changed.err);
    REQUIRE(changed.exit_code == 0);
    CHECK(anna.with("old", "laptop", {"status"}).exit_code == exit_locked);
    CHECK(anna.with("new", "laptop", {"status"}).exit_code == 0);
    CHECK(anna.with("new", "laptop", {"sync"}).exit_code == 0);
    CHECK(anna.sign_in_exit_code("old", "thief") == exit_not_authorised);
    CHECK(anna.sign_in_exit_code("new", "second") == 0);
    CHECK(anna.with("new", "second", {"sync"}).exit_code == 0);
}

TEST_CASE("passphrase: where the site is out of reach both open, and the same command ends it") {
    Anna anna;
    anna.site.stop();
    CHECK(anna.change().exit_code == exit_try_later);
    CHECK(anna.with("old", "laptop", {"status"}).exit_code == 0);
    CHECK(anna.with("new", "laptop", {"status"}).exit_code == 0);
    anna.site.start();
    CHECK(anna.change().exit_code == 0);
    CHECK(anna.with("old", "laptop", {"status"}).exit_code == exit_locked);
    CHECK(anna.with("new", "laptop", {"status"}).exit_code == 0);
}

TEST_CASE("passphrase: another computer follows with the same command") {
    Anna anna;
    REQUIRE(anna.sign_in_exit_code("old", "second") == 0);
    REQUIRE(anna.change().exit_code == 0);
    CHECK(anna.with("old", "second", {"status"}).exit_code == 0);
    CHECK(anna.change("second").exit_code == 0);
    CHECK(anna.with("old", "second", {"status"}).exit_code == exit_locked);
    CHECK(anna.with("new", "second", {"sync"}).exit_code == 0);
}

TEST_CASE("passphrase: a wrong or too short one changes nothing") {
    Anna anna;
    CHECK(
        anna.with("new", "laptop", {"passphrase", "--new-file", anna.site.file("old")}).exit_code ==
        exit_locked);
    write_text(anna.site.file("new"), "corta\n");
    CHECK(anna.change().exit_code == 2);
    CHECK(anna.with("old", "laptop", {"passphrase"}).exit_code == 2);
    CHECK(anna.with("old", "laptop", {"sync"}).exit_code == 0);
    CHECK(anna.sign_in_exit_code("old", "second") == 0);
}

}  // namespace
}  // namespace approdo::e2e
