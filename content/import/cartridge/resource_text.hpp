// What resources other than pages and quizzes say, as HTML that is not clean yet: discussions,
// assignments, links, tools. Titles are theirs, for items that have none.
#pragma once

#include <optional>
#include <string>

#include "content/import/cartridge/manifest.hpp"

namespace approdo::import::cartridge {

struct ResourceText {
    std::string title;
    std::string html;
    std::string file;  // where it was read
};

// Nothing, and a warning, when the resource's file cannot be read.
std::optional<ResourceText> read_text(const Source& source, const Resource& resource,
                                      Report& report);
// A file that is no page, shown on one: as a picture, or as a link to it. `from`: the page's
// address of the file.
ResourceText text_of_file(const std::string& path, const std::string& title);

}  // namespace approdo::import::cartridge
