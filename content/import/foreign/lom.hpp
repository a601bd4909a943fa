// Catalogue words in the two spellings of IEEE LOM: that of SCORM 2004 and Common Cartridge
// (string, language="it") and that of SCORM 1.2 (langstring, xml:lang="it").
#pragma once

#include <pugixml.hpp>

#include "content/model/foreign.hpp"

namespace approdo::import {

// `lom`: the element itself.
content::ForeignMetadata read_lom(pugi::xml_node lom);

}  // namespace approdo::import
