#include "content/model/fsrs.hpp"

#include <algorithm>
#include <array>

#include "content/model/processing/elementary.hpp"

namespace approdo::content {

namespace {

using processing::exp_of;
using processing::power_of;

// The default weights of FSRS-6, under the numbers that its description gives them.
constexpr std::array<double, 21> w{0.212,  1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194,
                                   0.001,  1.8722, 0.1666, 0.796,  1.4835, 0.0614, 0.2629,
                                   1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542};
constexpr double stability_least = 0.001;
constexpr double stability_most = 36'500;

double grade_of(Rating rating) {
    return static_cast<double>(rating);
}

double as_stability(double value) {
    return std::clamp(value, stability_least, stability_most);
}

// Of a first review; beyond the bounds that a question's difficulty has.
double first_difficulty(Rating rating) {
    return w[4] - exp_of(w[5] * (grade_of(rating) - 1)) + 1;
}

double next_difficulty(double difficulty, Rating rating) {
    const double change = -w[6] * (grade_of(rating) - 3);
    const double next = difficulty + change * (10 - difficulty) / 9;
    const double drawn_back = w[7] * first_difficulty(Rating::easy) + (1 - w[7]) * next;
    return std::clamp(drawn_back, 1.0, 10.0);
}

// A second review on the same day tells little: only what was forgotten lowers the stability.
double after_the_same_day(double stability, Rating rating) {
    double factor = exp_of(w[17] * (grade_of(rating) - 3 + w[18])) * power_of(stability, -w[19]);
    if (rating != Rating::again) factor = std::max(factor, 1.0);
    return as_stability(stability * factor);
}

double after_recall(const Memory& memory, double chance, Rating rating) {
    const double penalty = rating == Rating::hard ? w[15] : 1;
    const double bonus = rating == Rating::easy ? w[16] : 1;
    const double growth = exp_of(w[8]) * (11 - memory.difficulty) *
                          power_of(memory.stability, -w[9]) * (exp_of((1 - chance) * w[10]) - 1) *
                          penalty * bonus;
    return as_stability(memory.stability * (1 + growth));
}

double after_lapse(const Memory& memory, double chance) {
    const double left =
        as_stability(w[11] * power_of(memory.difficulty, -w[12]) *
                     (power_of(memory.stability + 1, w[13]) - 1) * exp_of((1 - chance) * w[14]));
    const double most = memory.stability / exp_of(w[17] * w[18]);
    return std::max(std::min(left, most), stability_least);
}

}  // namespace

Memory memory_after(const std::optional<Memory>& before, std::uint32_t days, Rating rating) {
    if (!before) {
        const auto grade = static_cast<std::size_t>(rating);
        return {w[grade - 1], std::clamp(first_difficulty(rating), 1.0, 10.0)};
    }
    Memory after;
    after.difficulty = next_difficulty(before->difficulty, rating);
    if (days == 0) {
        after.stability = after_the_same_day(before->stability, rating);
    } else if (rating == Rating::again) {
        after.stability = after_lapse(*before, chance_after(*before, days));
    } else {
        after.stability = after_recall(*before, chance_after(*before, days), rating);
    }
    return after;
}

double chance_after(const Memory& memory, std::uint32_t days) {
    const double factor = power_of(0.9, -1 / w[20]) - 1;
    return power_of(1 + factor * days / memory.stability, -w[20]);
}

// Stability is that number of days by its definition.
std::uint32_t interval_days(const Memory& memory) {
    return static_cast<std::uint32_t>(std::max(1.0, as_stability(memory.stability) + 0.5));
}

}  // namespace approdo::content
