// The parameters of a package against the semantics of its libraries: which libraries they name,
// and where a value is not what the library expects. Nothing is changed; what does not fit is
// reported, since a player would show it wrong or not at all.
#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <vector>

#include "content/import/source/report.hpp"
#include "content/import/source/source_files.hpp"
#include "content/model/foreign.hpp"

namespace approdo::import {

// Every library that the parameters name, each once, in order.
std::vector<content::H5pVersion> libraries_in(const boost::json::value& parameters);
// Files that the parameters name ("images/a.png", below content/), each once.
std::vector<std::string> files_in(const boost::json::value& parameters);

// With the semantics.json of the main library and of those named within, as far as they came along.
void check_parameters(const SourceFiles& files, const content::H5pPackage& package,
                      const boost::json::value& parameters, Report& report);

}  // namespace approdo::import
