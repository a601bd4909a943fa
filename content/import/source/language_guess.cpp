#include "content/import/source/language_guess.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace approdo::import {
namespace {

struct Language {
    std::string_view tag;
    std::string_view words;  // with a blank before and behind each
};
constexpr std::array<Language, 7> languages{{
    {"it",
     " il lo la gli le di che e un una per non è del della dei con sono si da nel quale come "},
    {"en", " the of and to in is that it for was on are with as this be you what which not by "},
    {"fr", " le la les des et un une est pour que qui dans du pas sur au il vous ce quel avec "},
    {"de", " der die das und ist nicht ein eine zu den mit von sie im für auf des wie was sich "},
    {"es", " el la los las de que y en un una es por para con no del se al lo qué cuál su "},
    {"pt", " o a os as de que e em um uma é para com não do da se no na dos qual por "},
    {"nl", " de het een en van is dat niet te op zijn voor met die in wat aan er ook welke "},
}};

struct Script {
    std::string_view tag;
    std::uint32_t first;
    std::uint32_t last;
};
// Kana before the signs that Chinese and Japanese share.
constexpr std::array<Script, 8> scripts{{{"ar", 0x600, 0x6FF},
                                         {"he", 0x590, 0x5FF},
                                         {"el", 0x370, 0x3FF},
                                         {"ru", 0x400, 0x4FF},
                                         {"hi", 0x900, 0x97F},
                                         {"ko", 0xAC00, 0xD7AF},
                                         {"ja", 0x3040, 0x30FF},
                                         {"zh", 0x4E00, 0x9FFF}}};

constexpr std::size_t looked_at_max = 64 * 1024;

// The next character of UTF-8; broken bytes come one by one.
std::uint32_t take_character(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    std::uint32_t code = size == 1 ? lead : lead & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size && i < text.size(); ++i)
        code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3F);
    text.remove_prefix(std::min(size, text.size()));
    return code;
}

// The script that most letters are from; empty: Latin.
std::string_view script_of(std::string_view text) {
    std::array<std::size_t, scripts.size()> counts{};
    std::size_t latin = 0;
    while (!text.empty()) {
        const std::uint32_t code = take_character(text);
        if ((code | 0x20) >= 'a' && (code | 0x20) <= 'z') ++latin;
        for (std::size_t i = 0; i < scripts.size(); ++i) {
            if (code >= scripts[i].first && code <= scripts[i].last) ++counts[i];
        }
    }
    constexpr std::size_t japanese = 6;
    constexpr std::size_t chinese = 7;
    if (counts[japanese] * 10 > counts[chinese]) counts[japanese] += counts[chinese];
    const auto most = std::max_element(counts.begin(), counts.end());
    // Markup and names of things are Latin in every script.
    if (*most == 0 || *most * 3 < latin) return {};
    return scripts[static_cast<std::size_t>(most - counts.begin())].tag;
}

bool is_word_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

std::string guess_language(std::string_view text) {
    text = text.substr(0, looked_at_max);
    if (const std::string_view script = script_of(text); !script.empty())
        return std::string(script);
    std::array<std::size_t, languages.size()> counts{};
    for (std::size_t at = 0; at < text.size();) {
        std::string word = " ";
        while (at < text.size() && is_word_byte(text[at])) {
            const char c = text[at++];
            word.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
        }
        ++at;
        if (word.size() == 1 || word.size() > 12) continue;
        word.push_back(' ');
        for (std::size_t i = 0; i < languages.size(); ++i) {
            if (languages[i].words.find(word) != std::string_view::npos) ++counts[i];
        }
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    return std::string(languages[static_cast<std::size_t>(most - counts.begin())].tag);
}

}  // namespace approdo::import
