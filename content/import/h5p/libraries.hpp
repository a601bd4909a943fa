// The libraries that a package brings along: one folder each, with library.json.
#pragma once

#include <string>
#include <vector>

#include "content/import/source/report.hpp"
#include "content/import/source/source_files.hpp"
#include "content/model/foreign.hpp"

namespace approdo::import {

// In the order of their folders. `paths`: all files of the package.
std::vector<content::H5pLibrary> read_libraries(const SourceFiles& files,
                                                const std::vector<std::string>& paths,
                                                Report& report);
const content::H5pLibrary* library_of(const std::vector<content::H5pLibrary>& libraries,
                                      const content::H5pVersion& version);

// Whether H5P allows this kind of file, below content/ or in a library.
bool is_allowed_file(const std::string& path);

}  // namespace approdo::import
