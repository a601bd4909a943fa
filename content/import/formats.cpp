#include "content/import/formats.hpp"

#include <algorithm>

#include "content/import/aiken/aiken_format.hpp"
#include "content/import/folder/folder.hpp"
#include "content/import/gift/gift_format.hpp"
#include "content/import/web/web_formats.hpp"

namespace approdo::import {

std::span<const Format> formats() {
    static constexpr Format table[] = {
        {"course-folder", "a course folder", recognises_folder, read_course_folder},
        {"aiken", "Aiken", recognises_aiken, read_aiken},
        {"gift", "GIFT", recognises_gift, read_gift},
        // General ones, which would take what the others are made of.
        {"html", "HTML pages", recognises_html, read_html},
        {"markdown", "Markdown", recognises_markdown, read_markdown},
    };
    return table;
}

const Format* format_of(const Source& source) {
    const auto all = formats();
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const Format& format) { return format.recognises(source); });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace approdo::import
