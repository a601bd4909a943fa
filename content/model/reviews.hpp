// Spaced repetition of one question: what the set of its reviews says of how well it is remembered
// and when it is due. A pure function of that set: reviews that two devices made without knowing of
// each other count both, in the order of their times. What a learner says of a review afterwards
// («it was easy») is an event of its own under the same review id. Client asks it; folds.hpp keeps
// the sets.
#pragma once

#include <compare>
#include <map>
#include <optional>

#include "content/model/folds.hpp"
#include "content/model/fsrs.hpp"

namespace approdo::content {

// Days since 1970 in UTC, where in Europe the day turns while people sleep. The core has no time
// zones, and every device of a learner has to come to the same day.
struct Day {
    std::int64_t value = 0;
    auto operator<=>(const Day&) const = default;
};
Day day_of(UtcMs wall);

// Reviews of one question, as UnitRecord keeps them.
using Reviews = std::map<Stamp, Kept<Practised>>;

struct CardState {
    Memory memory;
    std::uint32_t reviews = 0;
    Rating rating = Rating::again;  // of the last one
    Day first;
    Day last;
    UtcMs last_wall;
    Day due;  // what was answered wrong is due the same day
};

// What a verdict is worth where the learner says nothing: wrong again, partly hard, right good.
Rating rating_of(Verdict verdict);

// Nothing: it was not reviewed by `today`. A review that claims to be of later than tomorrow comes
// from a wrong clock and waits for its day: it shall not keep a question away for years.
std::optional<CardState> card_state(const Reviews& reviews, Day today);
// The day on which it would be due, had it been rated so.
Day due_after(const Reviews& reviews, const ReviewId& review, Rating rating, Day today);

}  // namespace approdo::content
