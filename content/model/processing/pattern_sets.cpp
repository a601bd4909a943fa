#include "content/model/processing/pattern_sets.hpp"

#include <algorithm>

#include "content/model/compare_text.hpp"

namespace approdo::content::processing {

namespace {

constexpr Pattern::Range upper_ascii{'A', 'Z'};
constexpr Pattern::Range lower_ascii{'a', 'z'};
constexpr Pattern::Range digits{'0', '9'};

// The blocks of letters and their marks beyond ASCII, roughly as Unicode assigns them.
CharacterSet foreign_letters() {
    return {{0xAA, 0xAA},     {0xB5, 0xB5},     {0xBA, 0xBA},       {0xC0, 0xD6},
            {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x300, 0x37D},     {0x37F, 0x386},
            {0x388, 0x3F5},   {0x3F7, 0x482},   {0x48A, 0x559},     {0x561, 0x587},
            {0x5D0, 0x5F2},   {0x610, 0x61A},   {0x620, 0x65F},     {0x66E, 0x6D3},
            {0x6D5, 0x6EF},   {0x6FA, 0x963},   {0x971, 0x1FFF},    {0x2C00, 0x2DFF},
            {0x3041, 0x309F}, {0x30A1, 0x318E}, {0x31A0, 0x31FF},   {0x3400, 0xA48C},
            {0xA640, 0xD7FB}, {0xF900, 0xFD3D}, {0xFD50, 0xFDFB},   {0xFE70, 0xFEFC},
            {0xFF21, 0xFF3A}, {0xFF41, 0xFF5A}, {0x10000, 0x1FFFF}, {0x20000, 0x3FFFF}};
}

CharacterSet joined(CharacterSet a, const CharacterSet& b) {
    a.insert(a.end(), b.begin(), b.end());
    return settled(std::move(a));
}

CharacterSet letters() {
    return joined({upper_ascii, lower_ascii}, foreign_letters());
}

CharacterSet blanks() {
    return {{9, 10}, {13, 13}, {' ', ' '}};
}

CharacterSet punctuation() {
    return {{'!', '#'},       {'%', '*'},       {',', '/'},       {':', ';'},      {'?', '@'},
            {'[', ']'},       {'_', '_'},       {'{', '{'},       {'}', '}'},      {0xA1, 0xA1},
            {0xA7, 0xA7},     {0xAB, 0xAB},     {0xB6, 0xB7},     {0xBB, 0xBB},    {0xBF, 0xBF},
            {0x2010, 0x2027}, {0x2030, 0x205E}, {0x3001, 0x3003}, {0x3008, 0x3011}};
}

CharacterSet symbols() {
    return {{'$', '$'},       {'+', '+'},       {'<', '>'},      {'^', '^'},   {'`', '`'},
            {'|', '|'},       {'~', '~'},       {0xA2, 0xA6},    {0xA8, 0xA9}, {0xAC, 0xAC},
            {0xAE, 0xB1},     {0xB4, 0xB4},     {0xB8, 0xB8},    {0xD7, 0xD7}, {0xF7, 0xF7},
            {0x20A0, 0x20BF}, {0x2190, 0x23FF}, {0x2500, 0x27BF}};
}

CharacterSet separators() {
    return {{' ', ' '},       {0xA0, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200A},
            {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}};
}

CharacterSet controls() {
    return {{0, 0x1F},        {0x7F, 0x9F},     {0xAD, 0xAD},     {0x200B, 0x200F},
            {0x202A, 0x202E}, {0x2060, 0x206F}, {0xD800, 0xF8FF}, {0xFEFF, 0xFEFF}};
}

CharacterSet lower_letters() {
    CharacterSet result{lower_ascii};
    for (const Pattern::Range& range : foreign_letters()) {
        if (range.last > 0x2FF && range.first < 0x2C00) result.push_back(range);
        for (char32_t c = range.first; c <= range.last && c <= 0x2FF; ++c) {
            if (in_lower_case({{c, c}}) == CharacterSet{{c, c}}) result.push_back({c, c});
        }
    }
    return settled(std::move(result));
}

}  // namespace

CharacterSet settled(CharacterSet set) {
    std::sort(set.begin(), set.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    CharacterSet result;
    for (const Pattern::Range& range : set) {
        if (!result.empty() && range.first <= result.back().last + 1)
            result.back().last = std::max(result.back().last, range.last);
        else
            result.push_back(range);
    }
    return result;
}

CharacterSet all_but(const CharacterSet& set) {
    CharacterSet result;
    char32_t next = 0;
    for (const Pattern::Range& range : set) {
        if (range.first > next) result.push_back({next, range.first - 1});
        next = range.last + 1;
    }
    if (next <= character_last) result.push_back({next, character_last});
    return result;
}

CharacterSet without(const CharacterSet& set, const CharacterSet& taken_out) {
    return all_but(joined(all_but(set), taken_out));
}

CharacterSet in_lower_case(const CharacterSet& set) {
    // Longer ranges hold both cases of their letters already.
    constexpr char32_t range_folded_max = 1'000;
    CharacterSet result;
    for (const Pattern::Range& range : set) {
        if (range.last - range.first > range_folded_max) {
            result.push_back(range);
            continue;
        }
        for (char32_t c = range.first; c <= range.last; ++c) {
            const char32_t lower = lower_case(c);
            result.push_back({lower, lower});
        }
    }
    return settled(std::move(result));
}

bool contains(const CharacterSet& set, char32_t character) {
    const auto after =
        std::upper_bound(set.begin(), set.end(), character,
                         [](char32_t c, const Pattern::Range& range) { return c < range.first; });
    return after != set.begin() && character <= std::prev(after)->last;
}

CharacterSet class_named(char32_t letter) {
    switch (letter) {
        case 'd':
            return {digits};
        case 's':
            return blanks();
        case 'w':
            return all_but(joined(joined(punctuation(), separators()), controls()));
        case 'i':
            return joined(letters(), {{':', ':'}, {'_', '_'}});
        case 'c':
            return joined(letters(), {{'-', '.'}, digits, {':', ':'}, {'_', '_'}, {0xB7, 0xB7}});
        case 'D':
        case 'S':
        case 'W':
        case 'I':
        case 'C':
            return all_but(class_named(letter + 32));
        default:
            return {};
    }
}

CharacterSet category_named(std::string_view name) {
    if (name == "L") return letters();
    if (name == "Lu") return without(letters(), lower_letters());
    if (name == "Ll") return lower_letters();
    if (name == "N" || name == "Nd") return {digits, {0x660, 0x669}, {0x6F0, 0x6F9}};
    if (name == "P") return punctuation();
    if (name == "S") return symbols();
    if (name == "Sc") return {{'$', '$'}, {0xA2, 0xA5}, {0x20A0, 0x20BF}};
    if (name == "Z" || name == "Zs") return separators();
    if (name == "C" || name == "Cc") return controls();
    return {};
}

}  // namespace approdo::content::processing
