// Text as XML, and the few shapes that the files of a cartridge are made of.
#pragma once

#include <string>
#include <string_view>

namespace approdo::content_export {

// Also within attributes; characters that XML cannot hold are left out.
std::string xml_escaped(std::string_view text);
// <mattext texttype="text/html">…</mattext> in its material.
std::string xml_material(std::string_view html);
// An entry of <qtimetadata>.
std::string xml_field(std::string_view label, std::string_view entry);

}  // namespace approdo::content_export
