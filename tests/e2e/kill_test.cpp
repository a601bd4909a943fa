// The power goes while people answer, while they sync, and at the site while it takes in what they
// send. Whatever was once shown as saved has to be in the site's report in the end, once. The
// moments come from a seed that is printed; APPRODO_SEED repeats a run, APPRODO_E2E_KILLS sets how
// many kills there are of each kind.
#include <chrono>
#include <cstdlib>
#include <random>

#include "tests/e2e/learning.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

constexpr int sync_tries_max = 5;

int kills_wanted() {
    const char* text = std::getenv("APPRODO_E2E_KILLS");
    return text == nullptr ? 6 : std::atoi(text);
}

std::uint64_t duration_ms_of(const Person& person, const Arguments& arguments) {
    using namespace std::chrono;
    const auto before = steady_clock::now();
    person.run(arguments);
    return static_cast<std::uint64_t>(
        duration_cast<milliseconds>(steady_clock::now() - before).count());
}

void kill_at_some_moment(test::SeededRandom& random, const Person& person,
                         const Arguments& arguments, std::uint64_t usual_ms) {
    const auto process = person.begin(arguments);
    process->wait_at_most(1 + static_cast<int>(random.below(usual_ms)));
    process->kill();
    process->wait();
}

void sync_until_all_is_sent(const Person& person) {
    for (int tries = 0; tries < sync_tries_max; ++tries) {
        if (person.try_run({"sync"}).exit_code == 0) return;
    }
    FAIL("something still waits after " << sync_tries_max << " exchanges");
}

std::uint64_t fresh_seed() {
    return test::seed_of_run(std::random_device{}());
}

// The report is right as it stands and when it is made anew from what is on the disk.
void expect_all_in_report(Site& site, std::size_t saved) {
    const value row = site.progress_of("bruno");
    REQUIRE(number_at(row, "answers") == static_cast<std::int64_t>(saved));
    site.stop();
    site.admin({"rebuild"});
    REQUIRE(site.progress_of("bruno") == row);
    site.admin({"doctor"});
}

TEST_CASE("kill: a learner's program killed while answering and syncing loses nothing") {
    const std::uint64_t seed = fresh_seed();
    WARN("APPRODO_SEED=" << seed);
    test::SeededRandom random(seed);
    Site site;
    site.start();
    site.publish_demo_course();
    Learning learning(site, join_and_get(site, "bruno"));
    const auto answering_ms = duration_ms_of(learning.person(), learning.answering());
    learning.finish_attempt();
    const auto sync_ms = duration_ms_of(learning.person(), {"sync"});

    for (int i = 0; i < kills_wanted(); ++i) {
        kill_at_some_moment(random, learning.person(), learning.answering(), answering_ms);
        learning.finish_attempt();
        kill_at_some_moment(random, learning.person(), {"sync"}, sync_ms);
    }
    sync_until_all_is_sent(learning.person());
    expect_all_in_report(site, learning.saved().size());
}

TEST_CASE("kill: a site killed while it takes in answers loses nothing that it acknowledged") {
    const std::uint64_t seed = fresh_seed();
    WARN("APPRODO_SEED=" << seed);
    test::SeededRandom random(seed);
    Site site;
    site.start();
    site.publish_demo_course();
    Learning learning(site, join_and_get(site, "bruno"));
    learning.finish_attempt();
    const auto sync_ms = duration_ms_of(learning.person(), {"sync"});

    for (int i = 0; i < kills_wanted(); ++i) {
        learning.finish_attempt();
        const auto syncing = learning.person().begin({"sync"});
        syncing->wait_at_most(1 + static_cast<int>(random.below(sync_ms)));
        site.kill();
        const Completed done = syncing->wait();
        site.start();
        // What the program called sent is on the site's disk already, before anything is repeated.
        if (done.exit_code == 0) {
            REQUIRE(number_at(site.progress_of("bruno"), "answers") ==
                    static_cast<std::int64_t>(learning.saved().size()));
        }
    }
    sync_until_all_is_sent(learning.person());
    expect_all_in_report(site, learning.saved().size());
}

}  // namespace
}  // namespace approdo::e2e
