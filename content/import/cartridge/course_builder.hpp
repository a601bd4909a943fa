// A cartridge as a course. Items with others below them are modules; what stands deeper keeps its
// order. First every unit gets its id and place, then the texts are read, so that links find them.
#pragma once

#include "content/import/cartridge/manifest.hpp"

namespace approdo::import::cartridge {

// Fills the course; what is left out is reported, and an error says that nothing is left.
void build_course(const Source& source, const Manifest& manifest, Import& result);

}  // namespace approdo::import::cartridge
