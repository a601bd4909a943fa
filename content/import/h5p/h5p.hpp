// H5P packages: h5p.json, the parameters in content/content.json, and the libraries that come
// along, which need not be all. Kept whole as one unit, except for kinds of files that H5P does not
// allow in content or libraries: those are left out and reported.
#pragma once

#include "content/import/source/format.hpp"

namespace approdo::import {

extern const Format h5p_format;

}  // namespace approdo::import
