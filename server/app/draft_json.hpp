// Drafts as JSON: the report in the shape of `approdo check --json`, the course as a tree, units as
// a page can show them, and what publishing would change.
#pragma once

#include <boost/json/object.hpp>

#include "server/app/course_changes.hpp"
#include "server/app/draft_folder.hpp"
#include "server/app/imported_course.hpp"

namespace approdo::app {

boost::json::object to_json(const Draft& draft);
// With its report and, where it was not refused, its tree.
boost::json::object to_json(const Draft& draft, const ImportedCourse& imported);
boost::json::object to_json(const CourseChanges& changes);
// One unit in the variant that somebody who reads `language` gets: a page's text, a quiz's
// questions without their keys, a medium's or package's files. not_found: there is no such unit.
Result<boost::json::object> unit_json(const content::AuthoredCourse& course, const UnitId& unit,
                                      std::string_view language);

}  // namespace approdo::app
