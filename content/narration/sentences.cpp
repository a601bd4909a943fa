#include "content/narration/sentences.hpp"

#include <algorithm>
#include <array>

namespace approdo::narration {
namespace {

// Of Italian, English, French and Spanish alike: none of them is a word that ends sentences.
constexpr std::string_view shortened[] = {
    "art", "artt", "sig", "sigg", "dott", "dr",  "prof", "avv",    "ing",  "geom", "rag", "es",
    "pag", "pagg", "pp",  "cfr",  "vol",  "cap", "nn",   "tel",    "fig",  "mr",   "mrs", "ms",
    "st",  "vs",   "mme", "mlle", "sr",   "sra", "srta", "approx", "p.es", "lett", "comm"};
constexpr std::string_view opening[] = {"«", "“", "’", "‘"};
constexpr std::array<std::string_view, 4> long_stops{"…", "؟", "۔", "。"};
constexpr std::array<std::string_view, 8> closing{"»", "”", "’", "\"", "'", ")", "]", "›"};

template <class List>
std::size_t begins_with_one(std::string_view text, const List& list) {
    for (const std::string_view one : list) {
        if (text.starts_with(one)) return one.size();
    }
    return 0;
}

// Letters outside of ASCII that are small in Latin scripts; other scripts know no such thing.
bool begins_small(std::string_view text) {
    if (text.empty()) return false;
    const auto first = static_cast<unsigned char>(text[0]);
    if (first >= 'a' && first <= 'z') return true;
    return text.size() > 1 && first == 0xC3 && static_cast<unsigned char>(text[1]) >= 0xA0;
}

bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// «art.», «n.», «G.»: the stop belongs to the word.
bool is_shortened(std::string_view before) {
    std::size_t begin = before.size();
    while (begin > 0 && (is_ascii_letter(before[begin - 1]) || before[begin - 1] == '.')) --begin;
    std::string word(before.substr(begin));
    for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    before = before.substr(0, begin);
    const bool goes_on_before =
        !before.empty() && static_cast<unsigned char>(before.back()) >= 0x80 &&
        std::none_of(std::begin(opening), std::end(opening),
                     [&](std::string_view sign) { return before.ends_with(sign); });
    if (goes_on_before) return false;
    // One letter, or letters with stops between them.
    const bool is_initials = !word.empty() && (word.size() == 1 || word[word.size() - 2] == '.');
    return is_initials ||
           std::find(std::begin(shortened), std::end(shortened), word) != std::end(shortened);
}

// The place behind the stops and closing signs that begin at `at`; `at` itself: there is no stop.
std::size_t behind_stops(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size()) {
        const std::string_view rest = text.substr(end);
        const bool is_stop = rest[0] == '.' || rest[0] == '!' || rest[0] == '?';
        const std::size_t length = is_stop ? 1 : begins_with_one(rest, long_stops);
        if (length == 0) break;
        end += length;
    }
    if (end == at) return at;
    while (const std::size_t length = begins_with_one(text.substr(end), closing)) end += length;
    return end;
}

}  // namespace

std::vector<std::string> sentences_in(std::string_view block) {
    std::vector<std::string> sentences;
    std::size_t begin = 0;
    std::size_t at = 0;
    while (at < block.size()) {
        const std::size_t end = behind_stops(block, at);
        const bool is_stop = end > at && end < block.size() && block[end] == ' ';
        const bool is_one_point = is_stop && end == at + 1 && block[at] == '.';
        const bool ends = is_stop && !begins_small(block.substr(end + 1)) &&
                          !(is_one_point && is_shortened(block.substr(begin, at - begin)));
        if (ends) {
            sentences.emplace_back(block.substr(begin, end - begin));
            begin = end + 1;
        }
        at = std::max(end, at + 1);
    }
    if (begin < block.size()) sentences.emplace_back(block.substr(begin));
    return sentences;
}

}  // namespace approdo::narration
