// Exact numbers, so that a server, a laptop and a browser always give the same points.
// Points count millionths of a point, a Share counts 2,520,000ths of the whole: halves to tenths,
// and percentages to three places, are whole numbers of it. A Decimal is what a person typed:
// digits and a power of ten; comparing and multiplying decimals is exact. No floating point here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace approdo::content {

struct Points {
    std::int64_t micro = 0;
    auto operator<=>(const Points&) const = default;
};

struct Share {
    static constexpr std::int64_t whole = 2'520'000;
    std::int64_t parts = 0;

    static constexpr Share all() { return {whole}; }
    static constexpr Share none() { return {0}; }
    static constexpr Share of(std::int64_t numerator, std::int64_t denominator) {
        return {(whole * numerator + (numerator < 0 ? -denominator : denominator) / 2) /
                denominator};
    }
    auto operator<=>(const Share&) const = default;
};

Share clamped(Share share, Share low, Share high);
// Rounded half away from zero.
Points operator*(Points points, Share share);
// What part of `max` are `points`, rounded down: a pass mark is reached or it is not.
Share share_of(Points points, Points max);

// "50", "33.33333", "-100" (percent) to the nearest Share, and back with five places at most.
Result<Share> share_from_percent(std::string_view text);
std::string percent_text(Share share);

Result<Points> points_from(std::string_view text);
std::string points_text(Points points);

// mantissa × 10^exponent; at most 18 digits, exponent -40 to 40. Kept without trailing zeros, so
// that equal numbers are equal values.
struct Decimal {
    std::int64_t mantissa = 0;
    std::int32_t exponent = 0;

    static constexpr std::int64_t mantissa_max = 999'999'999'999'999'999;
    static constexpr std::int32_t exponent_max = 40;

    bool is_valid() const;
    bool operator==(const Decimal&) const = default;
};

// "1822", "-3,5", "+.5", "6.02e23", blanks at either end. A comma is a decimal point, as in
// Italian; apostrophes and thin or no-break spaces between digits are dropped; more than 18 digits
// is refused.
Result<Decimal> decimal_from(std::string_view text);
std::string decimal_text(const Decimal& decimal);

// Exact comparisons: <0, 0, >0.
int compare(const Decimal& a, const Decimal& b);
// low ≤ value × factor ≤ high.
bool is_between(const Decimal& value, const Decimal& factor, const Decimal& low,
                const Decimal& high);
// centre ± tolerance as bounds; fails when the result needs more than 18 digits.
struct DecimalRange {
    Decimal low;
    Decimal high;
    bool operator==(const DecimalRange&) const = default;
};
Result<DecimalRange> range_around(const Decimal& centre, const Decimal& tolerance);
Result<Decimal> half_of(const Decimal& decimal);
Result<Decimal> sum_of(const Decimal& a, const Decimal& b);
Decimal negated(const Decimal& decimal);

}  // namespace approdo::content
