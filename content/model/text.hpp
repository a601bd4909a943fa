// Text for people: a piece of clean HTML with its language and direction (RichText), and the same
// words in several languages (LocalText, LocalRich). HTML in a RichText has passed the allow-list
// of content/import: it holds no script, no style and no address outside the course except in
// links.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace approdo::content {

enum class Direction : std::uint8_t { inherit = 0, left_to_right = 1, right_to_left = 2 };

struct RichText {
    std::string html;
    std::string language;  // BCP 47; empty: the language of what it stands in
    Direction direction = Direction::inherit;

    bool empty() const { return html.empty(); }
    bool operator==(const RichText&) const = default;
};

struct LanguageText {
    std::string language;
    std::string text;
    bool operator==(const LanguageText&) const = default;
};

// Plain words in one or more languages; the first is the language the course was written in.
struct LocalText {
    std::vector<LanguageText> texts;

    LocalText() = default;
    LocalText(std::string language, std::string text);

    bool empty() const { return texts.empty(); }
    // The exact language, else the same language of another region, else the first; "" when empty.
    std::string_view in(std::string_view language) const;
    void set(std::string_view language, std::string text);
    bool operator==(const LocalText&) const = default;
};

// The same with markup, at most one for each language.
struct LocalRich {
    std::vector<RichText> texts;

    bool empty() const { return texts.empty(); }
    const RichText* in(std::string_view language) const;
    void set(RichText text);
    bool operator==(const LocalRich&) const = default;
};

// "pt-BR" → "pt".
std::string_view primary_language(std::string_view language);
// Of the script the language is usually written in; an explicit script subtag wins.
Direction direction_of(std::string_view language);
// Well formed as BCP 47 demands it: subtags of 1 to 8 letters and digits, the first of 2 to 8
// letters.
bool is_language_tag(std::string_view text);

}  // namespace approdo::content
