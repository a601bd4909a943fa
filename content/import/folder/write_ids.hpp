// Writes an id into everything of a course folder that has none: course.toml and GIFT files, as
// plain text insertions that leave the author's lines as they are. Done once, by the first check;
// an id that is there is never changed.
#pragma once

#include "content/import/source/report.hpp"
#include "content/import/source/source_files.hpp"
#include "sync/base/clock.hpp"

namespace approdo::import {

// How many ids were written.
std::size_t write_missing_ids(const SourceFiles& files, Random& random, Report& report);

}  // namespace approdo::import
