// cmi5 packages (a zip with cmi5.xml) and course structures alone. The standard asks an importer to
// refuse what breaks its rules; each refusal names the rule and the line.
#pragma once

#include "content/import/source/format.hpp"

namespace approdo::import {

extern const Format cmi5_format;

}  // namespace approdo::import
