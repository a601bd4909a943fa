// Writes an id into everything of a course folder that has none: course.toml and GIFT files, as
// plain text insertions that leave the author's lines as they are. Done once, by the first check;
// an id that is there is never changed.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "content/import/folder/new_ids.hpp"
#include "content/import/source/report.hpp"
#include "content/import/source/source_files.hpp"

namespace approdo::import {

struct WrittenIds {
    std::size_t count = 0;
    // By file, in order: the numbers of the lines that came in between.
    std::map<std::string, std::vector<std::size_t>> lines;

    // Findings then name the lines of the author's own files.
    void forget_in(Report& report) const;
};

// `owner`: whose course it is, where the place of a thing decides and the course itself has no id.
WrittenIds write_missing_ids(const SourceFiles& files, NewIds& new_ids, Report& report,
                             std::string_view owner = {});

}  // namespace approdo::import
