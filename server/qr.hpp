// A link as a QR code made of half-height block characters, to be scanned off a terminal.
#pragma once

#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace approdo::server {

// Two rows of modules a line, dark on light whatever the terminal's colours, with its quiet zone.
// too_large: the text does not fit a QR code.
Result<std::string> qr_picture(std::string_view text);

}  // namespace approdo::server
