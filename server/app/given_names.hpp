// Names that people give: to themselves, to offices, to classes. They go into pages, reports and
// tables of others, so they are text, short and of one line, before they are kept.
#pragma once

#include <string_view>

#include "sync/base/result.hpp"

namespace approdo::app {

// 1 to 200 bytes of UTF-8, no spaces and nothing that cannot be seen.
Result<void> check_user_name(std::string_view name);
// 1 to 200 bytes of UTF-8 in one line, not all blanks.
Result<void> check_title(std::string_view title);

}  // namespace approdo::app
