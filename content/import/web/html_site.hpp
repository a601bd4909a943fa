// Which files of a folder of HTML are its units: the start page first, then what is linked from
// there in the order of the links, then the rest; each folder of pages is a module.
#pragma once

#include "content/import/web/page_course.hpp"

namespace approdo::import {

// No modules: there is no HTML in it.
PagePlan plan_html(const Source& source);

}  // namespace approdo::import
