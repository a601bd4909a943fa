// HTML as most texts of question banks have it: words alone, paragraphs, lists and emphasis,
// without attributes and soundly nested. It is written anew without building a tree, byte for byte
// as the cleaner of html.hpp would write it; whatever is not that simple is left to the cleaner,
// which alone calls this.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace approdo::import {

// Nothing where it is no sound UTF-8, or where a parser may make something else of it than it
// seems.
std::optional<std::string> simple_html(std::string_view html);

}  // namespace approdo::import
