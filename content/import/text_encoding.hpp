// Texts that authors' programs saved in another encoding than UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace approdo::import {

bool is_utf8(std::string_view text);
// From Windows-1252, which is what older word processors and Moodle exports of Western Europe
// write.
std::string from_windows_1252(std::string_view text);

}  // namespace approdo::import
