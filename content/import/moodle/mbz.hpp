// Moodle's backups (.mbz), unpacked: a course, a section or one activity, with or without people.
// Sections become modules, activities units; what has no place in a course is listed. People,
// their attempts and their grades belong to nobody here and are left out.
#pragma once

#include "content/import/source/format.hpp"

namespace approdo::import {

bool is_mbz(const Source& source);
Import read_mbz(const Source& source);

inline constexpr Format mbz_format{"moodle-mbz", "Moodle backup", is_mbz, read_mbz};

}  // namespace approdo::import
