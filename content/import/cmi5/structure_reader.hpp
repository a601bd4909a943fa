// cmi5.xml into a Cmi5Course, held against the schema and the rules of the standard.
#pragma once

#include <optional>
#include <string>

#include "content/import/source/format.hpp"
#include "content/model/foreign.hpp"

namespace approdo::import {

// Nothing when the report has an error. With at least one assignable unit.
std::optional<content::Cmi5Course> read_course_structure(const Source& source,
                                                         const std::string& path, Report& report);

}  // namespace approdo::import
