// The one thing that std::to_chars asks of libc++'s digits in fixed notation, when it looks for the
// shortest text of a double: those of a large whole number. The library's own way is for every
// number, with tables of a hundred kilobytes that hardly compress. What this one is not made for is
// never asked for, and ends the program.
#include <array>
#include <charconv>
#include <cstdint>
#include <system_error>

namespace {

__extension__ using Whole = unsigned __int128;

// Beyond it the shortest text has an exponent.
constexpr double end_of_fixed = 0x1p100;

}  // namespace

// The linker puts it in the place of the library's (CMakeLists.txt).
std::to_chars_result fixed_digits(
    char* first, char* last, double value,
    std::uint32_t places) __asm__("__wrap__ZNSt3__220__d2fixed_buffered_nEPcS0_dj");

std::to_chars_result fixed_digits(char* first, char* last, double value, std::uint32_t places) {
    if (places != 0 || value < 1 || value >= end_of_fixed) __builtin_trap();
    std::array<char, 40> digits{};
    auto at = digits.end();
    for (auto left = static_cast<Whole>(value); left > 0; left /= 10) {
        *--at = static_cast<char>('0' + static_cast<int>(left % 10));
    }
    if (last - first < digits.end() - at) return {last, std::errc::value_too_large};
    while (at != digits.end()) *first++ = *at++;
    return {first, std::errc{}};
}
