#include "content/model/processing/float_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <vector>

namespace approdo::content::processing {

namespace {

// 0.d1d2d3… × 10^point.
struct Digits {
    bool negative = false;
    std::string digits;  // '0' to '9', neither leading nor trailing zeros; empty: zero
    std::int64_t point = 0;
};

constexpr std::int64_t exponent_far = 100'000;
constexpr std::size_t digits_max = 800;  // more than any double needs to be told from its neighbour

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string_view without_blanks(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

bool take_sign(std::string_view& text) {
    const bool negative = !text.empty() && text.front() == '-';
    if (negative || (!text.empty() && text.front() == '+')) text.remove_prefix(1);
    return negative;
}

std::optional<std::int64_t> take_exponent(std::string_view text) {
    const bool negative = take_sign(text);
    if (text.empty()) return std::nullopt;
    std::int64_t value = 0;
    for (const char c : text) {
        if (!is_digit(c)) return std::nullopt;
        value = std::min(value * 10 + (c - '0'), exponent_far);
    }
    return negative ? -value : value;
}

std::optional<Digits> digits_from(std::string_view text) {
    text = without_blanks(text);
    Digits result;
    result.negative = take_sign(text);
    bool any = false;
    bool behind_point = false;
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if ((c == '.' || c == ',') && !behind_point) {
            behind_point = true;
            continue;
        }
        if (!is_digit(c)) break;
        any = true;
        if (c == '0' && result.digits.empty()) {
            result.point -= behind_point ? 1 : 0;
            continue;
        }
        if (result.digits.size() < digits_max) result.digits.push_back(c);
        result.point += behind_point ? 0 : 1;
    }
    if (!any) return std::nullopt;
    if (at < text.size()) {
        if (text[at] != 'e' && text[at] != 'E') return std::nullopt;
        const auto exponent = take_exponent(text.substr(at + 1));
        if (!exponent) return std::nullopt;
        result.point += *exponent;
    }
    while (!result.digits.empty() && result.digits.back() == '0') result.digits.pop_back();
    return result;
}

// A natural number of any size, least word first: enough arithmetic to convert one decimal.
class Natural {
  public:
    void multiply_add(std::uint32_t factor, std::uint32_t addend) {
        std::uint64_t carry = addend;
        for (std::uint32_t& word : words_) {
            carry += static_cast<std::uint64_t>(word) * factor;
            word = static_cast<std::uint32_t>(carry);
            carry >>= 32;
        }
        if (carry != 0) words_.push_back(static_cast<std::uint32_t>(carry));
    }
    std::uint32_t divide(std::uint32_t divisor) {  // returns the remainder
        std::uint64_t rest = 0;
        for (std::size_t i = words_.size(); i-- > 0;) {
            rest = (rest << 32) | words_[i];
            words_[i] = static_cast<std::uint32_t>(rest / divisor);
            rest %= divisor;
        }
        while (!words_.empty() && words_.back() == 0) words_.pop_back();
        return static_cast<std::uint32_t>(rest);
    }
    void shift_words_up(std::size_t count) { words_.insert(words_.begin(), count, 0); }
    std::size_t bits() const {
        if (words_.empty()) return 0;
        std::size_t top = 0;
        while (top < 32 && (words_.back() >> top) != 0) ++top;
        return (words_.size() - 1) * 32 + top;
    }
    bool bit(std::size_t at) const {
        return at / 32 < words_.size() && ((words_[at / 32] >> (at % 32)) & 1) != 0;
    }
    bool any_below(std::size_t end) const {
        for (std::size_t at = 0; at < end; ++at) {
            if (bit(at)) return true;
        }
        return false;
    }

  private:
    std::vector<std::uint32_t> words_;
};

// whole × 2^exponent (and a little more when `more`) to the nearest double, ties to even.
std::optional<double> nearest(const Natural& whole, std::int64_t exponent, bool more) {
    const auto bits = static_cast<std::int64_t>(whole.bits());
    // The last bit that a double can hold of this size, also of one below the normal range.
    const std::int64_t last = std::max<std::int64_t>(bits - 53, -1074 - exponent);
    std::uint64_t mantissa = 0;
    for (std::int64_t at = bits; at-- > std::max<std::int64_t>(last, 0);)
        mantissa = (mantissa << 1) | (whole.bit(static_cast<std::size_t>(at)) ? 1U : 0U);
    if (last < 0) mantissa <<= static_cast<unsigned>(-last);
    if (last > 0) {
        const auto half = static_cast<std::size_t>(last - 1);
        const bool is_half = whole.bit(half);
        const bool beyond = more || whole.any_below(half);
        if (is_half && (beyond || (mantissa & 1) != 0)) ++mantissa;
    }
    const double value =
        std::ldexp(static_cast<double>(mantissa), static_cast<int>(exponent + last));
    if (!std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<double> to_double(const Digits& digits) {
    if (digits.digits.empty()) return digits.negative ? -0.0 : 0.0;
    if (digits.point > 310) return std::nullopt;
    if (digits.point < -330) return digits.negative ? -0.0 : 0.0;
    Natural whole;
    for (const char c : digits.digits) whole.multiply_add(10, static_cast<std::uint32_t>(c - '0'));
    std::int64_t tens = digits.point - static_cast<std::int64_t>(digits.digits.size());
    for (; tens > 0; --tens) whole.multiply_add(10, 0);
    // Below the point: enough zero bits behind that 64 remain after the division.
    std::int64_t exponent = 0;
    bool more = false;
    if (tens < 0) {
        const auto words = static_cast<std::size_t>(-tens * 4 / 32 + 4);
        whole.shift_words_up(words);
        exponent = -static_cast<std::int64_t>(words) * 32;
        for (; tens <= -9; tens += 9) more = whole.divide(1'000'000'000) != 0 || more;
        for (; tens < 0; ++tens) more = whole.divide(10) != 0 || more;
    }
    auto value = nearest(whole, exponent, more);
    if (value && digits.negative) value = -*value;
    return value;
}

Digits digits_of(double value) {
    std::array<char, 64> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   std::chars_format::scientific);
    const auto digits =
        digits_from({buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data())});
    return digits.value_or(Digits{});
}

// Keeps the first `kept` digits, rounding half away from zero.
void round_digits(Digits& number, std::int64_t kept) {
    if (kept < 0) {
        number.digits.clear();
        return;
    }
    if (static_cast<std::size_t>(kept) >= number.digits.size()) return;
    const bool up = number.digits[static_cast<std::size_t>(kept)] >= '5';
    number.digits.resize(static_cast<std::size_t>(kept));
    if (up) {
        while (!number.digits.empty() && number.digits.back() == '9') number.digits.pop_back();
        if (number.digits.empty()) {
            number.digits.assign(1, '1');
            ++number.point;
        } else {
            ++number.digits.back();
        }
    }
    while (!number.digits.empty() && number.digits.back() == '0') number.digits.pop_back();
}

}  // namespace

std::optional<double> float_from(std::string_view text) {
    const auto digits = digits_from(text);
    return digits ? to_double(*digits) : std::nullopt;
}

std::optional<std::int64_t> integer_from(std::string_view text) {
    const auto number = digits_from(text);
    if (!number) return std::nullopt;
    const auto size = static_cast<std::int64_t>(number->digits.size());
    if (number->point < size || number->point > 19) {
        if (!number->digits.empty()) return std::nullopt;
        return 0;
    }
    std::uint64_t value = 0;
    for (std::int64_t i = 0; i < number->point; ++i) {
        const auto digit =
            i < size ? static_cast<std::uint64_t>(number->digits[static_cast<std::size_t>(i)] - '0')
                     : 0U;
        if (value > (std::numeric_limits<std::uint64_t>::max() - digit) / 10) return std::nullopt;
        value = value * 10 + digit;
    }
    constexpr auto limit = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (value > limit) return std::nullopt;
    const auto result = static_cast<std::int64_t>(value);
    return number->negative ? -result : result;
}

std::string float_text(double value) {
    if (value == 0) return "0";
    std::array<char, 64> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data())};
}

std::optional<double> rounded(double value, Rounding rounding, std::int64_t figures) {
    const bool significant = rounding == Rounding::significant_figures;
    if (figures < (significant ? 1 : 0) || !std::isfinite(value)) return std::nullopt;
    Digits number = digits_of(value);
    round_digits(number, significant ? figures : std::min(figures, exponent_far) + number.point);
    return to_double(number);
}

std::string fixed_text(double value, std::uint32_t places) {
    places = std::min<std::uint32_t>(places, 100);
    Digits number = digits_of(value);
    round_digits(number, number.point + places);
    std::string text = number.negative && !number.digits.empty() ? "-" : "";
    const auto digit = [&](std::int64_t at) {
        const bool there = at >= 0 && at < static_cast<std::int64_t>(number.digits.size());
        return there ? number.digits[static_cast<std::size_t>(at)] : '0';
    };
    if (number.point <= 0) text += '0';
    for (std::int64_t at = 0; at < number.point; ++at) text += digit(at);
    if (places > 0) text += '.';
    for (std::int64_t at = 0; at < places; ++at) text += digit(number.point + at);
    return text;
}

}  // namespace approdo::content::processing
