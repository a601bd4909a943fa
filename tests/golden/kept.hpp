// Bytes that were written once and have to stay readable for ever: tests/golden/FOLDER/NAME.hex.
#pragma once

#include <functional>
#include <string>

#include "sync/base/bytes.hpp"

namespace approdo::golden {

// The files are never rewritten; APPRODO_GOLDEN_WRITE=1 puts what `make` makes where there is none.
Bytes kept_bytes(const std::string& folder, const std::string& name,
                 const std::function<Bytes()>& make);

}  // namespace approdo::golden
