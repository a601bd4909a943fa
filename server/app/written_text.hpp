// What a person writes to learners (feedback, announcements): Markdown in, clean HTML out. Pictures
// and links into a course have no place in it; links to the web stay. Nothing of it can become a
// script anywhere.
#pragma once

#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace approdo::app {

// Empty for text of blanks alone. too_large, or invalid_input: what has to be mended.
Result<std::string> html_of_written(std::string_view markdown);

}  // namespace approdo::app
