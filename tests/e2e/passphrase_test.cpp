// Changing the passphrase: the old one ends everywhere, the new one opens everything, and whatever
// interrupts it leaves a profile that opens. The moments of kills come from a seed that is printed;
// APPRODO_SEED repeats a run, APPRODO_E2E_KILLS sets how many there are.
#include <chrono>
#include <cstdlib>
#include <random>

#include "tests/e2e/held_answer.hpp"
#include "tests/e2e/site.hpp"
#include "tests/support/seeded_random.hpp"
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
    std::unique_ptr<Process> begin(const std::string& passphrase, const std::string& home,
                                   Arguments words) {
        Arguments all{"--home", site.file(home), "--json", "--lang", "en", "--no-input"};
        Arguments lock = all;
        lock.push_back("lock");
        test::run(APPRODO_CLIENT, lock);
        all.insert(all.end(), words.begin(), words.end());
        return std::make_unique<Process>(
            APPRODO_CLIENT, all,
            std::vector<std::string>{"APPRODO_PASSPHRASE_FILE=" + site.file(passphrase)});
    }
    Completed with(const std::string& passphrase, const std::string& home, Arguments words) {
        return begin(passphrase, home, std::move(words))->wait();
    }
    Completed change(const std::string& home = "laptop") {
        return with("old", home, {"passphrase", "--new-file", site.file("new")});
    }
    std::unique_ptr<Process> begin_change(const std::string& home, const std::string& from,
                                          const std::string& to) {
        return begin(from, home, {"passphrase", "--new-file", site.file(to)});
    }
    // Who knows only this passphrase can work on the laptop, and sign in at the site.
    bool lets_in(const std::string& passphrase) {
        const bool opens = with(passphrase, "laptop", {"status"}).exit_code == 0;
        return sign_in_exit_code(passphrase, "guest" + std::to_string(++guests)) == 0 && opens;
    }
    std::string slots() { return read_text(site.file("laptop") + "/profiles/default/slots"); }

    int sign_in_exit_code(const std::string& passphrase, const std::string& home) {
        return with(passphrase, home, {"join", site.founder_link(), "--user", "anna"}).exit_code;
    }

    Site site;
    Person laptop{site, site.file("laptop")};
    int guests = 0;
};

// Until `done`, as long as the program runs.
template <class Done>
void wait_until(Process& process, Done done) {
    constexpr int tick_ms = 10;
    while (!done()) REQUIRE_FALSE(process.wait_at_most(tick_ms));
}

int kills_wanted() {
    const char* text = std::getenv("APPRODO_E2E_KILLS");
    return text == nullptr ? 4 : std::atoi(text);
}

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

TEST_CASE("passphrase: killed before the site was asked, the old one opens everything") {
    Anna anna;
    const std::string before = anna.slots();
    anna.site.freeze();
    const auto change = anna.begin_change("laptop", "old", "new");
    wait_until(*change, [&] { return anna.slots() != before; });
    change->kill();
    change->wait();
    anna.site.thaw();
    CHECK(anna.lets_in("old"));
    CHECK(anna.with("new", "laptop", {"status"}).exit_code == 0);
    CHECK(anna.change().exit_code == 0);
    CHECK(anna.lets_in("new"));
    CHECK(anna.with("old", "laptop", {"status"}).exit_code == exit_locked);
}

TEST_CASE("passphrase: killed after the site took it and before that was known, the new one does") {
    Anna anna;
    HeldAnswer line(anna.site.address(), "POST /api/v1/me/passphrase");
    const std::string link = anna.site.founder_link();
    const Completed second =
        anna.with("old", "away",
                  {"join", line.address() + link.substr(link.find("/join#")), "--user", "anna"});
    INFO(second.err);
    REQUIRE(second.exit_code == 0);
    const auto change = anna.begin_change("away", "old", "new");
    wait_until(*change, [&] { return line.holds(); });
    change->kill();
    change->wait();
    line.release();
    CHECK(anna.with("old", "away", {"status"}).exit_code == 0);
    CHECK(anna.with("new", "away", {"status"}).exit_code == 0);
    CHECK(anna.with("new", "away", {"sync"}).exit_code == 0);
    CHECK(anna.sign_in_exit_code("old", "thief") == exit_not_authorised);
    CHECK(anna.sign_in_exit_code("new", "second") == 0);
    CHECK(anna.change("away").exit_code == 0);
    CHECK(anna.with("old", "away", {"status"}).exit_code == exit_locked);
    CHECK(anna.with("new", "away", {"status"}).exit_code == 0);
}

TEST_CASE("passphrase: killed at any moment, one of the two opens everything") {
    using namespace std::chrono;
    const std::uint64_t seed = test::seed_of_run(std::random_device{}());
    WARN("APPRODO_SEED=" << seed);
    test::SeededRandom random(seed);
    Anna anna;
    std::string from = "old";
    std::string to = "new";
    const auto begun = steady_clock::now();
    REQUIRE(anna.begin_change("laptop", from, to)->wait().exit_code == 0);
    const auto usual_ms = duration_cast<milliseconds>(steady_clock::now() - begun).count();
    for (int i = 0; i < kills_wanted(); ++i) {
        std::swap(from, to);
        const auto change = anna.begin_change("laptop", from, to);
        change->wait_at_most(1 + static_cast<int>(random.below(std::uint64_t(usual_ms))));
        change->kill();
        change->wait();
        const bool old_one = anna.lets_in(from);
        CHECK((old_one || anna.lets_in(to)));
        const int again = anna.begin_change("laptop", from, to)->wait().exit_code;
        // Where the change had come to its end, the old one opens nothing to begin another with.
        CHECK((again == 0 || again == exit_locked));
        CHECK(anna.lets_in(to));
    }
}

}  // namespace
}  // namespace approdo::e2e
