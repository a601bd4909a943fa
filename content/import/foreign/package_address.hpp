// Where the addresses of a manifest lead: into the package, out of it, or nowhere; and where the
// manifest itself is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "content/import/source/format.hpp"

namespace approdo::import {

// The file that says what a package is ("imsmanifest.xml", whatever its case): at the top, or else
// the only one in any folder. When a single file was given, that file.
std::optional<std::string> find_root_file(const Source& source, std::string_view name);
// What the file begins with, as text: enough to tell formats apart.
std::string beginning_of(const Source& source, const std::string& path);

struct PackageAddress {
    bool outside = false;  // another host
    std::string path;      // inside the source, decoded; empty: it leads nowhere
    // To open it: seen from the package's folder, with query and anchor; or the outside address.
    std::string address;
};
// `href` seen from `folder`, which already counts every xml:base; `package_folder` is the one that
// the package lies in. A backslash counts as a slash, as browsers have it.
PackageAddress package_address(std::string_view package_folder, std::string_view folder,
                               std::string_view href);
// `base` (an xml:base) seen from `folder`: a folder again.
std::string folder_with_base(const std::string& folder, std::string_view base);
bool is_outside(std::string_view address);
// A path as an address: what would be read as something else is written with percent signs.
std::string encoded_path(std::string_view path);

}  // namespace approdo::import
