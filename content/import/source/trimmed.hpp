// Text without the blanks around it: what every reader of a source does first.
#pragma once

#include <string_view>

namespace approdo::import {

std::string_view trimmed(std::string_view text);

}  // namespace approdo::import
