// Variables of items and tests: response, outcome and template declarations with their defaults,
// right answers, mappings and tables.
#pragma once

#include "content/import/qti/place.hpp"
#include "content/model/processing/program.hpp"

namespace approdo::import::qti {

// All declarations that are children of `parent`, responses first.
std::vector<content::processing::Declaration> read_declarations(pugi::xml_node parent,
                                                                const Place& place);

}  // namespace approdo::import::qti
