// Pages as formats that courses come in. Both are general: they are asked when no format that
// knows courses has recognised the source.
#pragma once

#include "content/import/source/format.hpp"

namespace approdo::import {

extern const Format markdown_format;

extern const Format html_format;

}  // namespace approdo::import
