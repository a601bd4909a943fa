#include "tests/simulation/run.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::sim;

namespace {

// More than these run from the release build: see .ci/run.
constexpr std::uint64_t seeds = 150;

}  // namespace

TEST_CASE("simulation: every invariant holds over a range of seeds") {
    const std::uint64_t first = test::seed_of_run();
    for (std::uint64_t seed = first; seed < first + seeds; ++seed) {
        const Plan plan = plan_of(seed);
        const Outcome outcome = run(plan);
        if (outcome.failure) FAIL_CHECK(*outcome.failure << "; repeat: " << command_of(plan));
    }
}

TEST_CASE("simulation: a seed run twice does the same, byte for byte") {
    for (const std::uint64_t seed : {7U, 42U, 99U}) {
        INFO("seed " << seed);
        std::vector<std::string> first, second;
        const auto one = run(plan_of(seed), [&](const auto& line) { first.push_back(line); });
        const auto two = run(plan_of(seed), [&](const auto& line) { second.push_back(line); });
        CHECK(first == second);
        CHECK(one.trace == two.trace);
    }
    CHECK(run(plan_of(7)).trace != run(plan_of(8)).trace);
}

TEST_CASE("simulation: a step left out changes nothing in the chance of the others") {
    const Plan plan = plan_of(5);
    Plan fewer = plan;
    fewer.steps.erase(fewer.steps.begin() + 2);
    CHECK(fewer.steps.back().chance == plan.steps.back().chance);
    CHECK(command_of(fewer).find("--only 1,2,4,") != std::string::npos);
    CHECK_FALSE(run(fewer).failure);
}
