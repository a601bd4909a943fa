// SCORM packages, 1.2 and 2004 (2nd to 4th edition), and manifests without their package. The
// package is kept whole as one unit; its structure (content/model/scorm.hpp) travels beside it.
#pragma once

#include "content/import/source/format.hpp"

namespace approdo::import {

extern const Format scorm_format;

}  // namespace approdo::import
