// The grammar of embedded answers («cloze»): {weight:TYPE:answers}, with every type and
// abbreviation that Moodle knows, shares, feedback and escapes. What is no gap stays text, as it
// does in Moodle.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace approdo::import {

enum class ClozeType : std::uint8_t { words, numbers, menu, list, many };

struct ClozeAnswer {
    bool is_right = false;  // written with '='
    std::string percent;    // between percent signs; empty: all for a right one, else nothing
    std::string text;
    std::string feedback;
};

struct ClozeGap {
    ClozeType type = ClozeType::words;
    bool case_matters = false;
    bool shuffled = false;
    bool in_a_row = false;  // options side by side
    std::uint32_t weight = 1;
    std::vector<ClozeAnswer> answers;
};

struct ClozeText {
    std::string text;  // with a gap_mark() where each gap stood
    std::vector<ClozeGap> gaps;
    std::vector<std::string> unknown_types;  // of what looks like a gap and is left as text
};
ClozeText read_cloze(std::string_view text);

// Stands for a gap while a text is cleaned: no HTML, no format and no author writes such a
// thing; marks_in() says so before.
std::string gap_mark(std::uint32_t number);
// The text without characters that marks are made of.
std::string without_marks(std::string_view text);
// Each mark becomes the element that says where a part stands.
std::string with_parts(std::string html);

}  // namespace approdo::import
