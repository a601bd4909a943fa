#include "content/model/fsrs.hpp"

#include <cmath>
#include <vector>

#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content;

namespace {

struct Step {
    Rating rating;
    std::uint32_t days;
};
Memory after(const std::vector<Step>& steps) {
    std::optional<Memory> memory;
    for (const Step& step : steps) memory = memory_after(memory, step.days, step.rating);
    return *memory;
}
bool near(double a, double b, double most = 1e-4) {
    return std::abs(a - b) < most;
}

}  // namespace

// The figures that the tests of fsrs-rs, py-fsrs and ts-fsrs share.
TEST_CASE("fsrs: six reviews come to the figures that its implementations share") {
    const Memory memory = after({{Rating::again, 0},
                                 {Rating::good, 0},
                                 {Rating::good, 1},
                                 {Rating::good, 3},
                                 {Rating::good, 8},
                                 {Rating::good, 21}});
    CHECK(near(memory.stability, 53.62691));
    CHECK(near(memory.difficulty, 6.3574867));
    CHECK(interval_days(memory) == 54);
}

TEST_CASE("fsrs: a first review begins with the published stabilities and difficulties") {
    const double stabilities[] = {0.212, 1.2931, 2.3065, 8.2956};
    const double difficulties[] = {6.4133, 5.11217071, 2.11810397, 1.0};
    const std::uint32_t intervals[] = {1, 1, 2, 8};
    for (std::size_t i = 0; i < 4; ++i) {
        const Memory memory = after({{static_cast<Rating>(i + 1), 0}});
        CHECK(near(memory.stability, stabilities[i], 1e-9));
        CHECK(near(memory.difficulty, difficulties[i], 1e-8));
        CHECK(interval_days(memory) == intervals[i]);
    }
}

TEST_CASE("fsrs: after as many days as the stability says nine in ten are remembered") {
    for (const double stability : {0.5, 3.0, 100.0, 20'000.0}) {
        const auto days = static_cast<std::uint32_t>(stability);
        if (days > 0) CHECK(near(chance_after({stability, 5}, days), 0.9, 1e-12));
        CHECK(chance_after({stability, 5}, 0) == 1.0);
    }
}

TEST_CASE("fsrs: easier is later, and nothing leaves its bounds") {
    const Memory before = after({{Rating::good, 0}, {Rating::good, 2}});
    double least = 0;
    for (const Rating rating : {Rating::again, Rating::hard, Rating::good, Rating::easy}) {
        const Memory memory = memory_after(before, 9, rating);
        CHECK(memory.stability > least);
        least = memory.stability;
    }
    std::optional<Memory> easy;
    std::optional<Memory> again;
    for (int i = 0; i < 60; ++i) {
        easy = memory_after(easy, 36'500, Rating::easy);
        again = memory_after(again, i % 2 ? 0 : 36'500, Rating::again);
    }
    CHECK(interval_days(*easy) == 36'500);
    CHECK(easy->difficulty == 1);
    CHECK(interval_days(*again) == 1);
    CHECK(again->difficulty <= 10);
    CHECK(again->stability >= 0.001);
}

TEST_CASE("fsrs: an answer that was wrong twice on a day is not remembered better for it") {
    const Memory before = after({{Rating::good, 0}, {Rating::again, 10}});
    CHECK(memory_after(before, 0, Rating::again).stability < before.stability);
    CHECK(memory_after(before, 0, Rating::hard).stability >= before.stability);
}
