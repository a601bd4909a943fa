// Canvas's calculated questions: variables with their drawn values, and the answer of each draw.
#pragma once

#include <functional>
#include <pugixml.hpp>
#include <string>

#include "content/model/question_key.hpp"

namespace approdo::import::qti1 {

// The element that holds them; none: an empty node.
pugi::xml_node calculated_of(pugi::xml_node item);
// Adds variables, part and key. False, and nothing added, when they cannot be used.
bool read_calculated(pugi::xml_node calculated, content::Question& question,
                     const std::function<void(std::string, std::string)>& warn);
// [x] becomes {x}, as data sets are shown.
std::string with_variables(std::string html, const content::Question& question);

}  // namespace approdo::import::qti1
