// Clean HTML of a package into HTML of a course folder: paths inside the package become addresses
// from the top of the folder, so that a page or a quiz may stand anywhere in it.
#pragma once

#include <string>

namespace approdo::content_export {

std::string with_addresses(const std::string& html);

}  // namespace approdo::content_export
