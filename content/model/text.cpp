#include "content/model/text.hpp"

#include <algorithm>
#include <array>

namespace approdo::content {

namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char x, char y) { return lower(x) == lower(y); });
}

template <class List>
std::size_t best_match(const List& texts, std::string_view language) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (equal_ignoring_case(texts[i].language, language)) return i;
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (equal_ignoring_case(primary_language(texts[i].language), primary_language(language)))
            return i;
    }
    return 0;
}

}  // namespace

LocalText::LocalText(std::string language, std::string text) {
    texts.push_back({std::move(language), std::move(text)});
}

std::string_view LocalText::in(std::string_view language) const {
    if (texts.empty()) return {};
    return texts[best_match(texts, language)].text;
}

void LocalText::set(std::string_view language, std::string text) {
    for (LanguageText& one : texts) {
        if (one.language == language) {
            one.text = std::move(text);
            return;
        }
    }
    texts.push_back({std::string(language), std::move(text)});
}

const RichText* LocalRich::in(std::string_view language) const {
    if (texts.empty()) return nullptr;
    return &texts[best_match(texts, language)];
}

void LocalRich::set(RichText text) {
    for (RichText& one : texts) {
        if (one.language == text.language) {
            one = std::move(text);
            return;
        }
    }
    texts.push_back(std::move(text));
}

std::string_view primary_language(std::string_view language) {
    return language.substr(0, language.find('-'));
}

Direction direction_of(std::string_view language) {
    static constexpr std::array<std::string_view, 8> scripts{"arab", "hebr", "syrc", "thaa",
                                                             "nkoo", "adlm", "mand", "rohg"};
    static constexpr std::array<std::string_view, 15> languages{"ar", "arc", "ckb", "dv",  "fa",
                                                                "he", "iw",  "ks",  "nqo", "ps",
                                                                "sd", "syr", "ug",  "ur",  "yi"};
    const std::size_t dash = language.find('-');
    if (dash != std::string_view::npos) {
        const std::string_view rest = language.substr(dash + 1);
        const std::string_view script = rest.substr(0, rest.find('-'));
        if (script.size() == 4 && is_letter(script[0])) {
            for (const std::string_view known : scripts) {
                if (equal_ignoring_case(known, script)) return Direction::right_to_left;
            }
            return Direction::left_to_right;
        }
    }
    const std::string_view primary = language.substr(0, dash);
    for (const std::string_view known : languages) {
        if (equal_ignoring_case(known, primary)) return Direction::right_to_left;
    }
    return Direction::left_to_right;
}

bool is_language_tag(std::string_view text) {
    std::size_t start = 0;
    bool first = true;
    while (true) {
        const std::size_t end = std::min(text.find('-', start), text.size());
        const std::string_view part = text.substr(start, end - start);
        if (part.empty() || part.size() > 8) return false;
        for (const char c : part) {
            if (!is_letter(c) && (first || c < '0' || c > '9')) return false;
        }
        if (first && part.size() < 2) return false;
        if (end == text.size()) return true;
        first = false;
        start = end + 1;
    }
}

}  // namespace approdo::content
