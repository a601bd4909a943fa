// First step of reading GIFT: a file into the lines of its items. Comments are taken out and read
// for ids, tags and directives; blank lines part items unless a brace is open.
#pragma once

#include "content/import/gift/gift.hpp"
#include "content/import/source/trimmed.hpp"

namespace approdo::import {

struct GiftLine {
    std::string_view text;
    std::size_t number = 0;
};

struct GiftGroup {
    std::vector<GiftLine> lines;  // without comments
    std::optional<std::string> id;
    std::vector<std::string> tags;
    std::vector<Directive> directives;
    std::size_t first_line = 0;
};

struct GiftGroups {
    std::vector<Directive> header;
    std::size_t header_end_line = 0;
    std::vector<GiftGroup> groups;
};

GiftGroups group_lines(std::string_view text, const std::string& name, Report& report);

}  // namespace approdo::import
