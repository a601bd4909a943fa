#include "content/model/number.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

namespace approdo::content {

namespace {

std::int64_t divide_rounded(std::int64_t value, std::int64_t by) {
    return (value + (value < 0 ? -by : by) / 2) / by;
}

// "12.34" with `places` decimal places as an integer; further digits round half away from zero.
Result<std::int64_t> fixed_point_from(std::string_view text, int places) {
    APPRODO_TRY(const Decimal decimal, decimal_from(text));
    std::int64_t value = decimal.mantissa;
    int shift = decimal.exponent + places;
    for (; shift > 0; --shift) {
        if (value > 100'000'000'000'000 || value < -100'000'000'000'000)
            return fail(ErrorCode::invalid_input,
                        "the number " + std::string(text) + " is too large");
        value *= 10;
    }
    if (shift < -18) return std::int64_t{0};
    if (shift == 0) return value;
    std::int64_t scale = 1;
    for (; shift < 0; ++shift) scale *= 10;
    return divide_rounded(value, scale);
}

std::string fixed_point_text(std::int64_t value, int places) {
    std::string digits = std::to_string(value < 0 ? -value : value);
    if (digits.size() <= static_cast<std::size_t>(places))
        digits.insert(0, static_cast<std::size_t>(places) + 1 - digits.size(), '0');
    digits.insert(digits.size() - static_cast<std::size_t>(places), ".");
    while (digits.back() == '0') digits.pop_back();
    if (digits.back() == '.') digits.pop_back();
    return (value < 0 ? "-" : "") + digits;
}

// A sign and 256 decimal digits, 128 of them behind the point: enough for every sum and product of
// two Decimals. Slow and simple: one question is compared a few times.
class Wide {
  public:
    explicit Wide(const Decimal& decimal) : negative_(decimal.mantissa < 0) {
        std::int64_t rest = negative_ ? -decimal.mantissa : decimal.mantissa;
        auto place = static_cast<std::size_t>(point + decimal.exponent);
        for (; rest > 0; rest /= 10) digits_[place++] = static_cast<std::uint8_t>(rest % 10);
    }

    Wide times(const Decimal& factor) const {
        Wide result;
        result.negative_ = negative_ != (factor.mantissa < 0);
        std::int64_t rest = factor.mantissa < 0 ? -factor.mantissa : factor.mantissa;
        int shift = factor.exponent;
        for (; rest > 0; rest /= 10, ++shift)
            result.add_scaled(*this, static_cast<unsigned>(rest % 10), shift);
        return result;
    }

    static int compare(const Wide& a, const Wide& b) {
        const int magnitude = compare_magnitude(a, b);
        if (a.is_zero() && b.is_zero()) return 0;
        if (a.negative_ != b.negative_) return a.negative_ ? -1 : 1;
        return a.negative_ ? -magnitude : magnitude;
    }

    static Wide sum(const Wide& a, const Wide& b) {
        Wide result;
        if (a.negative_ == b.negative_) {
            result = a;
            result.add_scaled(b, 1, 0);
            return result;
        }
        const bool a_larger = compare_magnitude(a, b) >= 0;
        result = a_larger ? a : b;
        result.subtract(a_larger ? b : a);
        return result;
    }

    Result<Decimal> to_decimal() const {
        std::size_t low = 0;
        std::size_t high = count;
        while (low < count && digits_[low] == 0) ++low;
        while (high > low && digits_[high - 1] == 0) --high;
        Decimal result;
        if (low == high) return result;
        if (high - low > 18)
            return fail(ErrorCode::invalid_input, "the number needs more than 18 digits");
        for (std::size_t i = high; i > low; --i)
            result.mantissa = result.mantissa * 10 + digits_[i - 1];
        if (negative_) result.mantissa = -result.mantissa;
        result.exponent = static_cast<std::int32_t>(low) - point;
        if (!result.is_valid())
            return fail(ErrorCode::invalid_input, "the number is too large or too small");
        return result;
    }

  private:
    static constexpr std::size_t count = 256;
    static constexpr std::int32_t point = 128;

    Wide() = default;

    bool is_zero() const {
        return std::all_of(digits_.begin(), digits_.end(), [](std::uint8_t d) { return d == 0; });
    }

    static int compare_magnitude(const Wide& a, const Wide& b) {
        for (std::size_t i = count; i > 0; --i) {
            if (a.digits_[i - 1] != b.digits_[i - 1])
                return a.digits_[i - 1] < b.digits_[i - 1] ? -1 : 1;
        }
        return 0;
    }

    void add_scaled(const Wide& other, unsigned digit, int shift) {
        unsigned carry = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const std::int64_t from = static_cast<std::int64_t>(i) - shift;
            const bool inside = from >= 0 && from < static_cast<std::int64_t>(count);
            const unsigned addend =
                inside ? other.digits_[static_cast<std::size_t>(from)] * digit : 0;
            const unsigned value = digits_[i] + addend + carry;
            digits_[i] = static_cast<std::uint8_t>(value % 10);
            carry = value / 10;
        }
    }

    void subtract(const Wide& smaller) {
        int borrow = 0;
        for (std::size_t i = 0; i < count; ++i) {
            int value = digits_[i] - smaller.digits_[i] - borrow;
            borrow = value < 0 ? 1 : 0;
            if (value < 0) value += 10;
            digits_[i] = static_cast<std::uint8_t>(value);
        }
    }

    std::array<std::uint8_t, count> digits_{};
    bool negative_ = false;
};

Decimal without_trailing_zeros(Decimal decimal) {
    if (decimal.mantissa == 0) return {};
    while (decimal.mantissa % 10 == 0 && decimal.exponent < Decimal::exponent_max) {
        decimal.mantissa /= 10;
        ++decimal.exponent;
    }
    return decimal;
}

// What people put between groups of digits: apostrophe, no-break space, narrow no-break space, thin
// space. Returns how many bytes it takes, 0 when there is none.
std::size_t group_mark_size(std::string_view text) {
    for (const std::string_view mark :
         {"'", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89", "\xE2\x80\x99"}) {
        if (text.substr(0, mark.size()) == mark) return mark.size();
    }
    return 0;
}

}  // namespace

Share clamped(Share share, Share low, Share high) {
    return std::max(low, std::min(share, high));
}

Points operator*(Points points, Share share) {
    // Split, so that the product stays within 64 bits for any number of points.
    const std::int64_t wholes = points.micro / Share::whole;
    const std::int64_t rest = points.micro % Share::whole;
    return {wholes * share.parts + divide_rounded(rest * share.parts, Share::whole)};
}

Share share_of(Points points, Points max) {
    if (max.micro <= 0 || points.micro <= 0) return Share::none();
    if (points >= max) return Share::all();
    // points < max: shift both down together until the product fits.
    std::int64_t part = points.micro;
    std::int64_t whole = max.micro;
    while (part > 3'000'000'000'000) {
        part /= 2;
        whole /= 2;
    }
    return {part * Share::whole / whole};
}

Result<Share> share_from_percent(std::string_view text) {
    APPRODO_TRY(const std::int64_t value, fixed_point_from(text, 7));
    if (value > 100'000'000'000 || value < -100'000'000'000)
        return fail(ErrorCode::invalid_input,
                    "the percentage " + std::string(text) + " is out of range");
    // value is percent × 10^7; a share is percent × 25,200.
    const std::int64_t wholes = value / 10'000'000;
    const std::int64_t rest = value % 10'000'000;
    return Share{wholes * 25'200 + divide_rounded(rest * 25'200, 10'000'000)};
}

std::string percent_text(Share share) {
    const std::int64_t wholes = share.parts / 25'200;
    const std::int64_t rest = share.parts % 25'200;
    return fixed_point_text(wholes * 100'000 + divide_rounded(rest * 100'000, 25'200), 5);
}

Result<Points> points_from(std::string_view text) {
    APPRODO_TRY(const std::int64_t micro, fixed_point_from(text, 6));
    return Points{micro};
}

std::string points_text(Points points) {
    return fixed_point_text(points.micro, 6);
}

bool Decimal::is_valid() const {
    if (mantissa > mantissa_max || mantissa < -mantissa_max) return false;
    if (exponent > exponent_max || exponent < -exponent_max) return false;
    return *this == without_trailing_zeros(*this);
}

Result<Decimal> decimal_from(std::string_view text) {
    const auto refuse = [&] {
        return fail(ErrorCode::invalid_input, "«" + std::string(text.substr(0, 60)) +
                                                  "» is not a number of at most 18 digits");
    };
    std::string_view rest = text;
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\t')) rest.remove_prefix(1);
    while (!rest.empty() && (rest.back() == ' ' || rest.back() == '\t')) rest.remove_suffix(1);
    bool negative = false;
    if (rest.substr(0, 3) == "\xE2\x88\x92") {  // U+2212, the minus sign of word processors
        negative = true;
        rest.remove_prefix(3);
    } else if (!rest.empty() && (rest[0] == '-' || rest[0] == '+')) {
        negative = rest[0] == '-';
        rest.remove_prefix(1);
    }
    Decimal result;
    int digits = 0;
    int significant = 0;
    bool point = false;
    while (!rest.empty() && rest[0] != 'e' && rest[0] != 'E') {
        const char c = rest[0];
        if (c == '.' || c == ',') {
            if (point) return refuse();
            point = true;
            rest.remove_prefix(1);
        } else if (c >= '0' && c <= '9') {
            ++digits;
            if (significant > 0 || c != '0') ++significant;
            if (significant > 18) return refuse();
            result.mantissa = result.mantissa * 10 + (c - '0');
            if (point) --result.exponent;
            rest.remove_prefix(1);
        } else if (const std::size_t mark = group_mark_size(rest);
                   mark > 0 && digits > 0 && !point) {
            rest.remove_prefix(mark);
        } else {
            return refuse();
        }
        if (digits > 60) return refuse();
    }
    if (digits == 0) return refuse();
    if (!rest.empty()) {
        rest.remove_prefix(1);
        bool down = false;
        if (!rest.empty() && (rest[0] == '-' || rest[0] == '+')) {
            down = rest[0] == '-';
            rest.remove_prefix(1);
        }
        if (rest.empty() || rest.size() > 3) return refuse();
        int exponent = 0;
        for (const char c : rest) {
            if (c < '0' || c > '9') return refuse();
            exponent = exponent * 10 + (c - '0');
        }
        result.exponent += down ? -exponent : exponent;
    }
    if (negative) result.mantissa = -result.mantissa;
    result = without_trailing_zeros(result);
    if (!result.is_valid()) return refuse();
    return result;
}

std::string decimal_text(const Decimal& decimal) {
    if (decimal.exponent > 20 || decimal.exponent < -24)
        return std::to_string(decimal.mantissa) + "e" + std::to_string(decimal.exponent);
    if (decimal.exponent >= 0) {
        std::string text = std::to_string(decimal.mantissa);
        return text.append(static_cast<std::size_t>(decimal.exponent), '0');
    }
    return fixed_point_text(decimal.mantissa, -decimal.exponent);
}

int compare(const Decimal& a, const Decimal& b) {
    return Wide::compare(Wide(a), Wide(b));
}

bool is_between(const Decimal& value, const Decimal& factor, const Decimal& low,
                const Decimal& high) {
    const Wide scaled = Wide(value).times(factor);
    return Wide::compare(Wide(low), scaled) <= 0 && Wide::compare(scaled, Wide(high)) <= 0;
}

Result<DecimalRange> range_around(const Decimal& centre, const Decimal& tolerance) {
    Decimal spread = tolerance;
    if (spread.mantissa < 0) spread = negated(spread);
    APPRODO_TRY(const Decimal low, sum_of(centre, negated(spread)));
    APPRODO_TRY(const Decimal high, sum_of(centre, spread));
    return DecimalRange{low, high};
}

Result<Decimal> half_of(const Decimal& decimal) {
    return Wide(decimal).times(Decimal{5, -1}).to_decimal();
}

namespace {

// Sums as people write them fit a machine word; nothing when this one may not.
std::optional<Decimal> short_sum(const Decimal& a, const Decimal& b) {
    constexpr int places_max = 8;
    constexpr std::int64_t short_max = 1'000'000'000;
    const Decimal& fine = a.exponent <= b.exponent ? a : b;
    const Decimal& coarse = a.exponent <= b.exponent ? b : a;
    const auto is_short = [](const Decimal& one) {
        return one.mantissa < short_max && one.mantissa > -short_max;
    };
    if (!is_short(a) || !is_short(b) || coarse.exponent - fine.exponent > places_max)
        return std::nullopt;
    Decimal sum{coarse.mantissa, fine.exponent};
    for (std::int32_t i = fine.exponent; i < coarse.exponent; ++i) sum.mantissa *= 10;
    sum.mantissa += fine.mantissa;
    if (sum.mantissa == 0) return Decimal{};
    for (; sum.mantissa % 10 == 0; ++sum.exponent) sum.mantissa /= 10;
    return sum.is_valid() ? std::optional(sum) : std::nullopt;
}

}  // namespace

Result<Decimal> sum_of(const Decimal& a, const Decimal& b) {
    if (const auto sum = short_sum(a, b)) return *sum;
    return Wide::sum(Wide(a), Wide(b)).to_decimal();
}

Decimal negated(const Decimal& decimal) {
    return {-decimal.mantissa, decimal.exponent};
}

}  // namespace approdo::content
