// Texts from outside are UTF-8 (RFC 3629), or are made so, before anything else reads them: what is
// not would later break every JSON, page and report that it stands in. Programs on the desks of
// Western Europe still save in Windows-1252.
#pragma once

#include <string>
#include <string_view>

namespace approdo {

bool is_utf8(std::string_view text);
// Every byte is some character there, so this never fails.
std::string from_windows_1252(std::string_view text);

}  // namespace approdo
