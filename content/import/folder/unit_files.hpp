// Which file a unit has in each language, and of which kind it is: the first step for both the
// check that writes ids and the reading of the course.
#pragma once

#include "content/import/folder/course_toml.hpp"
#include "content/import/source/source_files.hpp"

namespace approdo::import {

struct UnitFile {
    std::string language;
    std::string path;
};

// In the order of the course's languages, those that exist. A missing file is an error, a missing
// translation an advice.
std::vector<UnitFile> files_of(const SourceUnit& unit, const SourceCourse& course,
                               const SourceFiles& files, Report& report);

// Of captions, transcripts …: the value for a language, else the one without a language.
std::string value_for(const ByLanguage& values, const std::string& language,
                      const std::string& original);

std::optional<content::UnitKind> kind_of(const SourceUnit& unit, const std::string& path);

inline constexpr const char* course_file = "course.toml";

}  // namespace approdo::import
