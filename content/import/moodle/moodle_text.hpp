// Moodle's texts into the clean HTML of the model: its four formats, and the files and links that
// they name. Findings go to the report with the question's line; what Moodle's text loses is a
// warning there, never an error that would refuse the course.
#pragma once

#include <string>
#include <string_view>

#include "content/import/moodle/moodle_media.hpp"
#include "content/import/source/report.hpp"
#include "content/model/text.hpp"

namespace approdo::import {

struct MoodleReading {
    std::string format;    // whose ids are derived: "moodle-xml", "moodle-mbz"
    std::string file;      // as the report names it
    std::string language;  // of the texts
    MoodleMedia& media;
    Report& report;
    bool exported_here = false;  // texts are as they were, to the last paragraph
};

content::RichText rich_text(const MoodleText& text, const MoodleReading& reading, std::size_t line);
// As a page of that title: with blocks, anchors and words counted. Headings of the first level in
// it are parts of the page.
CleanHtml page_html(const MoodleText& text, const MoodleReading& reading, const std::string& title);

// What HTML says in words: references replaced, markup left out.
std::string words_of_html(std::string_view html);
std::string with_references_replaced(std::string_view html);
MoodleFormat moodle_format(std::string_view name);
// "1" and on, as views that last: choices of gaps are numbered by their order.
std::string_view number_of_place(std::size_t index);

}  // namespace approdo::import
