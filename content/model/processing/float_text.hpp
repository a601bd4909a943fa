// Floating-point numbers as text and back, the same on every machine: reading rounds correctly to
// the nearest double, writing gives the shortest digits that read back as the same number. Neither
// asks the C library, whose answer depends on the locale. Rounding to figures works on those
// digits, so that 3.175 rounds to 3.18, as people and QTI expect, although its double is less.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace approdo::content::processing {

// "42", "-3.5", "+.5", "6.02e23", blanks at either end; a comma is a decimal point. Nothing when it
// is not a number, or none that a double can hold.
std::optional<double> float_from(std::string_view text);
// Whole numbers of 64 bits; a point followed by zeros only is taken too.
std::optional<std::int64_t> integer_from(std::string_view text);

// "0.1", "1e+30", "100": as few digits as identify the number.
std::string float_text(double value);

enum class Rounding : std::uint8_t { significant_figures = 1, decimal_places = 2 };
// Half away from zero. Nothing when the figures make no sense (below 1, below 0) or it overflows.
std::optional<double> rounded(double value, Rounding rounding, std::int64_t figures);
// With that many digits behind the point: "3.10".
std::string fixed_text(double value, std::uint32_t places);

}  // namespace approdo::content::processing
