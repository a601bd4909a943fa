#include "content/import/source/slug.hpp"

#include <algorithm>
#include <cstdint>

namespace approdo::import {

std::string slug_of(std::string_view text) {
    std::string slug;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const auto byte = static_cast<std::uint8_t>(c);
        const bool latin = byte == 0xC3 && i + 1 < text.size();
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            slug.push_back(c);
        } else if (c >= 'A' && c <= 'Z') {
            slug.push_back(static_cast<char>(c + 32));
        } else if (latin) {
            static constexpr std::string_view plain =
                "aaaaaaaceeeeiiiidnooooo/ouuuuypsaaaaaaaceeeeiiiidnooooo/ouuuuypy";
            slug.push_back(plain[(static_cast<std::uint8_t>(text[++i]) - 0x80U) % plain.size()]);
        } else if (!slug.empty() && slug.back() != '-') {
            slug.push_back('-');
        }
    }
    std::replace(slug.begin(), slug.end(), '/', 'x');
    if (slug.size() > 60) slug.resize(60);
    while (!slug.empty() && slug.back() == '-') slug.pop_back();
    return slug;
}

std::string free_slug(std::string_view text, std::string_view otherwise,
                      std::set<std::string>& taken) {
    std::string slug = slug_of(text);
    if (slug.empty()) slug = otherwise;
    std::string free = slug;
    for (int number = 2; !taken.insert(free).second; ++number)
        free = slug + "-" + std::to_string(number);
    return free;
}

}  // namespace approdo::import
