#include "content/import/foreign/page_language.hpp"

#include <algorithm>

namespace approdo::import {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '/';
}

// The inside of the first <name …>, without its brackets.
std::string_view start_tag(std::string_view html, std::string_view name) {
    for (std::size_t at = html.find('<'); at != std::string_view::npos;
         at = html.find('<', at + 1)) {
        const std::string_view rest = html.substr(at + 1);
        if (rest.size() <= name.size() || !is_blank(rest[name.size()])) continue;
        const bool same = std::equal(name.begin(), name.end(), rest.begin(),
                                     [](char a, char b) { return a == lower(b); });
        if (same) return rest.substr(0, rest.find('>'));
    }
    return {};
}

std::string attribute_of(std::string_view tag, std::string_view name) {
    for (std::size_t at = 0; at + name.size() < tag.size(); ++at) {
        if (!is_blank(tag[at])) continue;
        const std::string_view rest = tag.substr(at + 1);
        if (rest.size() < name.size() + 2 || rest[name.size()] != '=') continue;
        if (!std::equal(name.begin(), name.end(), rest.begin(),
                        [](char a, char b) { return a == lower(b); }))
            continue;
        std::string_view value = rest.substr(name.size() + 1);
        const char quote = value.front();
        if (quote == '"' || quote == '\'') {
            value.remove_prefix(1);
            return std::string(value.substr(0, value.find(quote)));
        }
        return std::string(value.substr(
            0, static_cast<std::size_t>(std::find_if(value.begin(), value.end(), is_blank) -
                                        value.begin())));
    }
    return {};
}

}  // namespace

PageLanguage page_language(std::string_view html) {
    PageLanguage page;
    for (const std::string_view name : {"html", "body"}) {
        const std::string_view tag = start_tag(html, name);
        const std::string language = attribute_of(tag, "lang");
        if (page.language.empty() && content::is_language_tag(language)) page.language = language;
        std::string direction = attribute_of(tag, "dir");
        std::transform(direction.begin(), direction.end(), direction.begin(), lower);
        if (page.direction != content::Direction::inherit) continue;
        if (direction == "rtl") page.direction = content::Direction::right_to_left;
        if (direction == "ltr") page.direction = content::Direction::left_to_right;
    }
    return page;
}

}  // namespace approdo::import
