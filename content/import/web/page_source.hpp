// One file of HTML or Markdown as a page: its words as HTML, what it says of itself, and the lines
// to report by. The HTML is foreign still: clean_html() comes after.
#pragma once

#include <string>
#include <string_view>

#include "content/import/source/report.hpp"
#include "content/import/source/source_files.hpp"

namespace approdo::import {

struct PageSource {
    std::string text;  // in UTF-8, whole
    std::string html;  // of what a reader sees
    std::string title;
    std::string language;  // as the file says; may be empty
    int order = 0;         // as front matter says; 0: nothing
};
PageSource read_page_source(const SourceFiles& files, const std::string& path, Report& report);

bool is_html_file(std::string_view path);
bool is_markdown_file(std::string_view path);
// The line on which `needle` first stands; 0: nowhere.
std::size_t line_of(std::string_view text, std::string_view needle);

}  // namespace approdo::import
