// Addresses in the clean HTML of a package, made to fit where it is exported to.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace approdo::content_export {

// The HTML with each address of a link, picture or medium changed.
std::string with_each_address(const std::string& html,
                              const std::function<std::string(std::string_view)>& change);

// For a course folder: paths inside the package become addresses from the top of the folder, so
// that a page or a quiz may stand anywhere in it.
std::string with_addresses(const std::string& html);

// Neither a path inside the package nor a unit: another host, mail, an anchor, data.
bool is_elsewhere(std::string_view address);
// Characters of a path that mean something else in an address, written with percent signs.
std::string encoded_path(std::string_view path);

}  // namespace approdo::content_export
