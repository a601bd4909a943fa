// When a question is due again: FSRS-6, the free spaced repetition scheduler of the project
// open-spaced-repetition, with its published default weights, which were fitted to hundreds of
// millions of reviews (github.com/open-spaced-repetition/awesome-fsrs, «The Algorithm»; Ye 2022,
// doi:10.1145/3534678.3539081). Pure, with floats from four operations alone (decision 21) and
// without the chance that others add to intervals: the same reviews give the same day on the site,
// a laptop and in a browser. reviews.hpp replays a question's reviews through it.
#pragma once

#include <cstdint>
#include <optional>

namespace approdo::content {

// What the learner, or the marking for the learner, says of a review.
enum class Rating : std::uint8_t { by_verdict = 0, again = 1, hard = 2, good = 3, easy = 4 };

struct Memory {
    double stability = 0;   // days until nine of ten questions like it are still answered
    double difficulty = 1;  // 1 to 10
    bool operator==(const Memory&) const = default;
};

// `before`: nothing at the first review. `days`: since the review before. `rating` is not
// by_verdict.
Memory memory_after(const std::optional<Memory>& before, std::uint32_t days, Rating rating);
// How likely a right answer is after so many days, 0 to 1.
double chance_after(const Memory& memory, std::uint32_t days);
// After how many days the chance is nine in ten: at least one, at most a hundred years.
std::uint32_t interval_days(const Memory& memory);

}  // namespace approdo::content
