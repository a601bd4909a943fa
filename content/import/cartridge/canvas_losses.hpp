// What a cartridge says of its parts and a course here has no place for: how an assignment is
// handed in, its points and dates, and which parts Canvas did not show to learners yet.
#pragma once

#include "content/import/cartridge/course_plan.hpp"
#include "content/import/source/xml.hpp"

namespace approdo::import::cartridge {

// `document`: an assignment of the standard, with or without Canvas's extension, or Canvas's own
// assignment_settings.xml.
void report_assignment(const XmlDocument& document, const std::string& file, Report& report);

// Units, and modules as a whole, that were not published.
void report_unpublished(const Source& source, const Manifest& manifest, const CoursePlan& plan,
                        Report& report);

}  // namespace approdo::import::cartridge
