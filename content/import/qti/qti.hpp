// QTI 2.1, 2.2 and 3.0: a package with its manifest, a folder of items and tests, or one such file.
// Each test becomes a quiz; the items that no test asks for become one more. Files that are no
// longer items (unreadable XML) are left out and named. QTI 1.2 is content/import/qti1's.
#pragma once

#include "content/import/source/format.hpp"

namespace approdo::import {

extern const Format qti_format;

}  // namespace approdo::import
