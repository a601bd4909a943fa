// A course made of pages: who has found which files are its units, in which languages, hands them
// over here to be read, cleaned, linked with each other and numbered.
#pragma once

#include <string>
#include <vector>

#include "content/import/source/format.hpp"

namespace approdo::import {

struct PlannedPage {
    std::string path;
    std::string language;
    std::string title;  // where the file is not asked; may be empty
};
struct PlannedUnit {
    std::string key;                 // what its id is derived from
    std::vector<PlannedPage> pages;  // one a language
};
struct PlannedModule {
    std::string key;
    std::string title;
    std::vector<PlannedUnit> units;
};
struct PagePlan {
    std::string_view format;
    std::string key;
    content::LocalText title;
    std::vector<std::string> languages;  // the original first
    std::vector<PlannedModule> modules;
};

// What pages lack (pictures, places that links lead to) is added to the report as losses.
content::AuthoredCourse course_of(const PagePlan& plan, const Source& source, Report& report);

}  // namespace approdo::import
