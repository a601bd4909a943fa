// Pages as formats that courses come in. Both are general: they are asked when no format that
// knows courses has recognised the source.
#pragma once

#include "content/import/source/format.hpp"

namespace approdo::import {

bool recognises_markdown(const Source& source);
Import read_markdown(const Source& source);

bool recognises_html(const Source& source);
Import read_html(const Source& source);

}  // namespace approdo::import
