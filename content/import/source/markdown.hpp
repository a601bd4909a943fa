// Markdown into HTML (CommonMark with tables, strike-through, task lists, bare addresses), and the
// YAML block that many tools put at the top of a page. The HTML still has to pass clean_html().
#pragma once

#include <string>
#include <string_view>

namespace approdo::import {

std::string markdown_to_html(std::string_view markdown);

struct FrontMatter {
    std::string title;
    std::string language;
    int order = 0;              // among the pages of its folder; 0: it does not say
    std::string_view body;      // what follows it
    std::size_t body_line = 1;  // of the body's first line
};
// Takes the plain values that a page needs, and leaves the rest.
FrontMatter split_front_matter(std::string_view text);

}  // namespace approdo::import
