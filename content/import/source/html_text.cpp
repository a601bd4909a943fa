#include "content/import/source/html_text.hpp"

#include <algorithm>
#include <set>

#include "content/import/source/html_rules.hpp"

namespace approdo::import {

namespace {

// Elements whose end may be left out: the next one of their kind ends them.
bool closes_itself(std::string_view name) {
    static const std::set<std::string_view> names{"p",  "li", "td", "th",    "tr",   "dd",
                                                  "dt", "rt", "rp", "tbody", "thead"};
    return names.contains(name);
}

}  // namespace

int nesting_of(std::string_view html) {
    int depth = 0;
    int deepest = 0;
    for (std::size_t at = html.find('<'); at != std::string_view::npos;
         at = html.find('<', at + 1)) {
        const char next = at + 1 < html.size() ? html[at + 1] : ' ';
        if (next == '/') {
            depth = std::max(0, depth - 1);
        } else if ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z')) {
            const std::size_t end = html.find_first_of(" \t\r\n/>", at + 1);
            std::string name(
                html.substr(at + 1, end == std::string_view::npos ? end : end - at - 1));
            std::transform(name.begin(), name.end(), name.begin(), [](char c) {
                return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
            });
            if (!is_void_element(name) && !closes_itself(name))
                deepest = std::max(deepest, ++depth);
        }
    }
    return deepest;
}

content::Direction strong_direction(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<std::uint8_t>(text[i]);
        if (lead < 0x80) {
            if ((lead | 0x20) >= 'a' && (lead | 0x20) <= 'z')
                return content::Direction::left_to_right;
            ++i;
            continue;
        }
        const auto next = static_cast<std::uint8_t>(i + 1 < text.size() ? text[i + 1] : 0);
        const auto third = static_cast<std::uint8_t>(i + 2 < text.size() ? text[i + 2] : 0);
        // U+0590…U+08FF in two or three bytes, and the presentation forms U+FB1D…U+FDFF,
        // U+FE70…U+FEFF.
        if ((lead >= 0xD6 && lead <= 0xDF) || (lead == 0xE0 && next >= 0xA0 && next <= 0xA3))
            return content::Direction::right_to_left;
        if (lead == 0xEF && (next >= 0xAC && next <= 0xB7))
            return content::Direction::right_to_left;
        if (lead == 0xEF && next == 0xB9 && third >= 0xB0) return content::Direction::right_to_left;
        if (lead >= 0xC3 && lead != 0xE2 && lead < 0xF0) return content::Direction::left_to_right;
        i += lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    }
    return content::Direction::inherit;
}

std::string anchor_of(std::string_view text) {
    std::string anchor;
    for (const char c : text) {
        const auto byte = static_cast<std::uint8_t>(c);
        if (byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
            c == '_') {
            anchor.push_back(c);
        } else if (c >= 'A' && c <= 'Z') {
            anchor.push_back(static_cast<char>(c + 32));
        } else if (c == ' ') {
            anchor.push_back('-');
        }
    }
    return anchor;
}

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= 120 &&
           text.find_first_of(" \t\r\n\"'<>&") == std::string_view::npos;
}

std::uint32_t words_in(std::string_view text) {
    std::uint32_t words = 0;
    std::uint32_t wide = 0;
    bool inside = false;
    for (const char c : text) {
        const auto byte = static_cast<std::uint8_t>(c);
        const bool blank = byte <= ' ';
        if (!blank && !inside) ++words;
        inside = !blank;
        if (byte >= 0xE3 && byte <= 0xED) ++wide;
    }
    return words + wide / 2;
}

std::string escaped_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (c == '&') {
            out += "&amp;";
        } else if (c == '<') {
            out += "&lt;";
        } else if (c == '>') {
            out += "&gt;";
        } else {
            out.push_back(c);
        }
    }
    return out;
}

std::string escaped_attribute(std::string_view text) {
    std::string out = escaped_text(text);
    for (std::size_t at = out.find('"'); at != std::string::npos; at = out.find('"', at))
        out.replace(at, 1, "&quot;");
    return out;
}

std::string plain_text(std::string_view html) {
    std::string out;
    bool inside = false;
    for (const char c : html) {
        if (c == '<') {
            inside = true;
            if (!out.empty() && out.back() != ' ') out.push_back(' ');
        } else if (c == '>' && inside) {
            inside = false;
        } else if (!inside) {
            out.push_back(c);
        }
    }
    return out;
}

}  // namespace approdo::import
