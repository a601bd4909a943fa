#include "content/model/compare_text.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace approdo::content {

namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr char32_t any_run = 0x110000;  // beyond Unicode: stands for a star of a pattern

// One code point and how many bytes it took; malformed bytes count one each.
struct Decoded {
    char32_t point;
    std::size_t size;
};

Decoded decode_one(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return {replacement, 1};
    char32_t point = lead & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return {replacement, 1};
        point = (point << 6) | (byte(i) & 0x3FU);
    }
    static constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
    if (point < smallest[size] || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000))
        return {replacement, 1};
    return {point, size};
}

bool is_blank(char32_t c) {
    return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

char32_t plain_mark(char32_t c) {
    switch (c) {
        case 0x2018:
        case 0x2019:
        case 0x201B:
        case 0x2032:
        case 0x02BC:
            return '\'';
        case 0x201C:
        case 0x201D:
        case 0x201F:
        case 0x2033:
            return '"';
        case 0x2010:
        case 0x2011:
        case 0x2212:
            return '-';
        default:
            return c;
    }
}

// Letters whose lower case is not a fixed distance or the next code point.
char32_t lower(char32_t c) {
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
    if (c == 0x178) return 0xFF;
    if (c == 0x130) return 'i';
    const bool odd_upper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    if (odd_upper) return (c & 1) != 0 ? c + 1 : c;
    if (c >= 0x100 && c <= 0x17F && c != 0x131 && c != 0x138 && c != 0x149 && c != 0x17F)
        return c | 1;
    if (c >= 0x1CD && c <= 0x1DC) return (c & 1) != 0 ? c + 1 : c;
    if ((c >= 0x1DE && c <= 0x1EF) || (c >= 0x1F8 && c <= 0x21F) || (c >= 0x222 && c <= 0x233))
        return c | 1;
    if (c == 0x386) return 0x3AC;
    if (c >= 0x388 && c <= 0x38A) return c + 37;
    if (c == 0x38C) return 0x3CC;
    if (c == 0x38E || c == 0x38F) return c + 63;
    if (c >= 0x391 && c <= 0x3AB && c != 0x3A2) return c + 32;
    if (c == 0x3C2) return 0x3C3;  // final sigma
    if (c >= 0x400 && c <= 0x40F) return c + 80;
    if (c >= 0x410 && c <= 0x42F) return c + 32;
    if ((c >= 0x460 && c <= 0x481) || (c >= 0x48A && c <= 0x4BF) || (c >= 0x4D0 && c <= 0x52F))
        return c | 1;
    if (c >= 0x4C1 && c <= 0x4CE) return (c & 1) != 0 ? c + 1 : c;
    if (c == 0x4C0) return 0x4CF;
    if (c >= 0x531 && c <= 0x556) return c + 48;
    if (c >= 0x1E00 && c <= 0x1E95) return c | 1;
    if (c >= 0x1EA0 && c <= 0x1EFF) return c | 1;
    if (c >= 0xFF21 && c <= 0xFF3A) return c + 32;
    return c;
}

struct Composition {
    char32_t letter;
    char32_t accent;
    char32_t composed;
};
// Unicode's canonical pairs for the letters that European languages accent.
constexpr std::array<Composition, 74> compositions{{
    {'a', 0x300, 0xE0},  {'a', 0x301, 0xE1},  {'a', 0x302, 0xE2},  {'a', 0x303, 0xE3},
    {'a', 0x308, 0xE4},  {'a', 0x30A, 0xE5},  {'c', 0x327, 0xE7},  {'e', 0x300, 0xE8},
    {'e', 0x301, 0xE9},  {'e', 0x302, 0xEA},  {'e', 0x308, 0xEB},  {'i', 0x300, 0xEC},
    {'i', 0x301, 0xED},  {'i', 0x302, 0xEE},  {'i', 0x308, 0xEF},  {'n', 0x303, 0xF1},
    {'o', 0x300, 0xF2},  {'o', 0x301, 0xF3},  {'o', 0x302, 0xF4},  {'o', 0x303, 0xF5},
    {'o', 0x308, 0xF6},  {'u', 0x300, 0xF9},  {'u', 0x301, 0xFA},  {'u', 0x302, 0xFB},
    {'u', 0x308, 0xFC},  {'y', 0x301, 0xFD},  {'y', 0x308, 0xFF},  {'A', 0x300, 0xC0},
    {'A', 0x301, 0xC1},  {'A', 0x302, 0xC2},  {'A', 0x303, 0xC3},  {'A', 0x308, 0xC4},
    {'A', 0x30A, 0xC5},  {'C', 0x327, 0xC7},  {'E', 0x300, 0xC8},  {'E', 0x301, 0xC9},
    {'E', 0x302, 0xCA},  {'E', 0x308, 0xCB},  {'I', 0x300, 0xCC},  {'I', 0x301, 0xCD},
    {'I', 0x302, 0xCE},  {'I', 0x308, 0xCF},  {'N', 0x303, 0xD1},  {'O', 0x300, 0xD2},
    {'O', 0x301, 0xD3},  {'O', 0x302, 0xD4},  {'O', 0x303, 0xD5},  {'O', 0x308, 0xD6},
    {'U', 0x300, 0xD9},  {'U', 0x301, 0xDA},  {'U', 0x302, 0xDB},  {'U', 0x308, 0xDC},
    {'Y', 0x301, 0xDD},  {'a', 0x306, 0x103}, {'a', 0x328, 0x105}, {'c', 0x301, 0x107},
    {'c', 0x30C, 0x10D}, {'d', 0x30C, 0x10F}, {'e', 0x328, 0x119}, {'e', 0x30C, 0x11B},
    {'g', 0x306, 0x11F}, {'l', 0x301, 0x13A}, {'n', 0x301, 0x144}, {'n', 0x30C, 0x148},
    {'o', 0x30B, 0x151}, {'r', 0x30C, 0x159}, {'s', 0x301, 0x15B}, {'s', 0x30C, 0x161},
    {'s', 0x327, 0x15F}, {'u', 0x30A, 0x16F}, {'u', 0x30B, 0x171}, {'z', 0x301, 0x17A},
    {'z', 0x307, 0x17C}, {'z', 0x30C, 0x17E},
}};

char32_t composed(char32_t letter, char32_t accent) {
    for (const Composition& one : compositions) {
        if (one.letter == letter && one.accent == accent) return one.composed;
    }
    return 0;
}

void push_comparable(std::u32string& out, char32_t c, Case letter_case) {
    c = is_blank(c) ? U' ' : plain_mark(c);
    if (c == 0xFEFF || c == 0x200B || c == 0xAD || c == 0x200E || c == 0x200F) return;  // invisible
    if (c == ' ' && (out.empty() || out.back() == ' ')) return;
    if (letter_case == Case::folded) c = lower(c);
    if (c >= 0x300 && c < 0x370 && !out.empty()) {
        if (const char32_t joined = composed(out.back(), c); joined != 0) {
            out.back() = joined;
            return;
        }
    }
    if (c == 0xDF && letter_case == Case::folded) {
        out += U"ss";
        return;
    }
    out.push_back(c);
}

// Greedy matching of stars; linear but for going back to the last star.
bool matches(const std::u32string& pattern, const std::u32string& text) {
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::u32string::npos;
    std::size_t star_text = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == any_run) {
            star = p++;
            star_text = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star != std::u32string::npos) {
            p = star + 1;
            t = ++star_text;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == any_run) ++p;
    return p == pattern.size();
}

}  // namespace

std::u32string comparable(std::string_view utf8, Case letter_case) {
    std::u32string out;
    while (!utf8.empty()) {
        const Decoded one = decode_one(utf8);
        push_comparable(out, one.point, letter_case);
        utf8.remove_prefix(one.size);
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::u32string code_points(std::string_view utf8, Case letter_case) {
    std::u32string out;
    out.reserve(utf8.size());
    while (!utf8.empty()) {
        const Decoded one = decode_one(utf8);
        out.push_back(letter_case == Case::folded ? lower(one.point) : one.point);
        utf8.remove_prefix(one.size);
    }
    return out;
}

char32_t lower_case(char32_t character) {
    return lower(character);
}

bool fits(std::string_view pattern, std::string_view typed, Case letter_case) {
    std::u32string expected;
    while (!pattern.empty()) {
        if (pattern[0] == '*') {
            if (expected.empty() || expected.back() != any_run) expected.push_back(any_run);
            pattern.remove_prefix(1);
            continue;
        }
        if (pattern.substr(0, 2) == "\\*") pattern.remove_prefix(1);
        const Decoded one = decode_one(pattern);
        push_comparable(expected, one.point, letter_case);
        pattern.remove_prefix(one.size);
    }
    while (!expected.empty() && expected.back() == ' ') expected.pop_back();
    return matches(expected, comparable(typed, letter_case));
}

}  // namespace approdo::content
