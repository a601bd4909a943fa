// Common Cartridge 1.1 to 1.3 and thin cartridges (links alone): modules and units out of the
// organisation, pages, assignments, discussions, links and tools, quizzes and banks.
#pragma once

#include "content/import/source/format.hpp"

namespace approdo::import {

extern const Format cartridge_format;

}  // namespace approdo::import
