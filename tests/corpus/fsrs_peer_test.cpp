// Spaced repetition as another program does it: ts-fsrs and we have to come to the same intervals
// for any history of reviews.
#include <cmath>
#include <random>
#include <sstream>

#include "content/model/fsrs.hpp"
#include "tests/support/process.hpp"
#include "tests/support/source_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content;

namespace {

struct Step {
    Rating rating;
    std::uint32_t days;
};

std::vector<std::vector<Step>> histories(unsigned seed) {
    std::mt19937 draws(seed);
    std::vector<std::vector<Step>> all(500);
    for (auto& history : all) {
        history.resize(1 + draws() % 25);
        for (Step& step : history) {
            const std::uint32_t longest = 1U << (draws() % 12);
            step = {static_cast<Rating>(1 + draws() % 4),
                    static_cast<std::uint32_t>(draws() % longest)};
        }
        history.front().days = 0;
    }
    return all;
}

// It rounds to eight places after each step, and once in a while that turns half a day around.
bool is_same_interval(double stability, std::uint32_t ours, std::uint32_t theirs) {
    const double to_half = std::abs(stability - std::floor(stability) - 0.5);
    return ours == theirs ||
           (to_half < 1e-3 && std::max(ours, theirs) - std::min(ours, theirs) == 1);
}

}  // namespace

TEST_CASE("fsrs: ts-fsrs comes to the same memory and interval after every review") {
    const unsigned seed = Catch::rngSeed();
    INFO("seed " << seed);
    const auto all = histories(seed);
    std::string input;
    for (const auto& history : all) {
        for (const Step& step : history) {
            if (&step != &history.front()) input += ' ';
            input +=
                std::to_string(static_cast<int>(step.rating)) + '/' + std::to_string(step.days);
        }
        input += '\n';
    }
    const test::Completed peer = test::run(
        "/usr/bin/env", {"node", (test::source_dir() / "tests/peers/fsrs/histories.mjs").string()},
        {}, input);
    INFO(peer.err << "\nis it installed? tests/peers/install");
    REQUIRE(peer.exit_code == 0);
    std::istringstream told(peer.out);
    for (const auto& history : all) {
        std::optional<Memory> memory;
        for (const Step& step : history) {
            memory = memory_after(memory, step.days, step.rating);
            double stability = 0;
            double difficulty = 0;
            std::uint32_t interval = 0;
            REQUIRE(told >> stability >> difficulty >> interval);
            CHECK(std::abs(memory->stability - stability) < 1e-5 * std::max(1.0, stability));
            CHECK(std::abs(memory->difficulty - difficulty) < 1e-5);
            CHECK(is_same_interval(stability, interval_days(*memory), interval));
        }
    }
}
