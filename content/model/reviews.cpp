#include "content/model/reviews.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

namespace approdo::content {

namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t days_apart_most = 36'500;  // whatever clocks say

// One review: when it was made and how it was rated in the end.
struct Made {
    UtcMs wall;
    Stamp stamp;
    ReviewId review;
    Rating rating = Rating::again;
    auto place() const { return std::tie(wall, stamp); }
};

Rating rating_in(const Practised& said) {
    const bool is_known = said.rating >= Rating::again && said.rating <= Rating::easy;
    return is_known ? said.rating : rating_of(said.verdict);
}

// The first event of a review says when it was, the last one how it was. An event without an id,
// as the first programs wrote them, is a review by itself.
std::vector<Made> in_order(const Reviews& reviews) {
    std::vector<Made> made;
    std::map<ReviewId, std::size_t> places;
    for (const auto& [stamp, event] : reviews) {
        const Practised& said = event.value;
        if (!said.review.is_zero()) {
            const auto [found, is_new] = places.try_emplace(said.review, made.size());
            if (!is_new) {
                made[found->second].rating = rating_in(said);
                continue;
            }
        }
        made.push_back({event.place.wall, stamp, said.review, rating_in(said)});
    }
    std::sort(made.begin(), made.end(),
              [](const Made& a, const Made& b) { return a.place() < b.place(); });
    return made;
}

std::optional<CardState> replay(const std::vector<Made>& made, Day today) {
    std::optional<CardState> card;
    for (const Made& one : made) {
        const Day day = day_of(one.wall);
        if (day.value > today.value + 1) break;
        if (!card) {
            card.emplace();
            card->first = day;
            card->memory = memory_after(std::nullopt, 0, one.rating);
        } else {
            const std::int64_t days = std::min(day.value - card->last.value, days_apart_most);
            card->memory = memory_after(card->memory, static_cast<std::uint32_t>(days), one.rating);
        }
        ++card->reviews;
        card->rating = one.rating;
        card->last = day;
        card->last_wall = one.wall;
    }
    if (!card) return card;
    const bool returns = card->rating == Rating::again;
    card->due = returns ? card->last : Day{card->last.value + interval_days(card->memory)};
    return card;
}

}  // namespace

Day day_of(UtcMs wall) {
    const std::int64_t days = wall.value / day_ms;
    return {wall.value % day_ms < 0 ? days - 1 : days};
}

Rating rating_of(Verdict verdict) {
    if (verdict == Verdict::right) return Rating::good;
    return verdict == Verdict::partly ? Rating::hard : Rating::again;
}

std::optional<CardState> card_state(const Reviews& reviews, Day today) {
    return replay(in_order(reviews), today);
}

Day due_after(const Reviews& reviews, const ReviewId& review, Rating rating, Day today) {
    std::vector<Made> made = in_order(reviews);
    for (Made& one : made) {
        if (one.review == review) one.rating = rating;
    }
    const auto card = replay(made, today);
    return card ? card->due : today;
}

}  // namespace approdo::content
