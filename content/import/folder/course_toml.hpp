// course.toml as the author wrote it: every value with what it says, every table with its line, ids
// as they stand or empty. Nothing of the folder is looked at yet.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/import/source/report.hpp"
#include "content/model/course.hpp"

namespace approdo::import {

// A text for each language; under "" when the author gave one without naming a language.
using ByLanguage = std::map<std::string, std::string>;

struct SourceUnit {
    std::size_t line = 0;  // of [[modules.units]]
    std::string id;
    std::string slug;
    std::string kind;
    ByLanguage title;
    ByLanguage file;
    std::uint32_t minutes = 0;
    bool required = true;
    std::uint32_t to_be_done_again = 0;
    std::string completion;
    std::optional<content::Share> completion_share;
    std::uint32_t minutes_min = 0;
    std::vector<std::string> after;
    content::Availability availability;
    std::map<std::string, ByLanguage> tracks;  // "captions" …
    ByLanguage transcript;
    ByLanguage duration;
    // Of a foreign package.
    std::string format;
    ByLanguage start;
    std::string structure;
};

struct SourceModule {
    std::size_t line = 0;
    std::string id;
    std::string slug;
    ByLanguage title;
    ByLanguage summary;
    std::vector<std::string> after;
    content::Availability availability;
    std::vector<SourceUnit> units;
};

struct SourceCourse {
    std::string id;
    std::string slug;
    std::vector<std::string> languages;
    ByLanguage title;
    ByLanguage summary;
    std::uint32_t minutes_recognised = 0;
    std::string competence_area;
    std::string licence;
    std::vector<std::string> authors;
    content::Availability availability;
    content::CourseRules rules;
    std::vector<SourceModule> modules;
};

// Nothing when it is no TOML at all.
std::optional<SourceCourse> parse_course_toml(std::string_view text, const std::string& name,
                                              Report& report);

}  // namespace approdo::import
