// A course folder: checking it as an author works on it, and reading it to be published. Both read
// everything and report everything; loading succeeds only without errors.
#pragma once

#include <string>

#include "content/import/source/format.hpp"
#include "content/model/authored.hpp"
#include "sync/base/clock.hpp"

namespace approdo::import {

struct FolderReading {
    content::AuthoredCourse course;  // what could be read, whole only without errors
    Report report;
};
FolderReading read_folder(const std::string& folder);

struct FolderCheck {
    Report report;
    std::size_t ids_written = 0;
};
// Writes ids that are missing into the sources first.
FolderCheck check(const std::string& folder, Random& random);

// As one of the formats that courses come in.
extern const Format folder_format;

// The same of a copy that is ours to write in: what has no id gets one first, by what it is called
// and whose course it is, so that the same folder brought again gets the same ids. Findings name
// the lines of the folder as it was brought.
Import read_with_ids(const Source& source, std::string_view owner);

// The error names the first thing to mend.
Result<content::AuthoredCourse> load(const std::string& folder);

}  // namespace approdo::import
