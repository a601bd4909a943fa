// Pages and questions as plain text of a given width, for the terminal: headings, paragraphs,
// lists, tables as rows, links with their address, pictures by their alternative text.
#pragma once

#include <string>
#include <string_view>

namespace approdo::cli {

std::string text_of_html(std::string_view html, int width);
// On one line, for options and titles.
std::string line_of_html(std::string_view html);

}  // namespace approdo::cli
