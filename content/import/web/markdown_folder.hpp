// Which files of a folder of Markdown are its units, and in which languages: folders that are
// called like languages (it, en, pt-BR) hold the same pages in each; otherwise each folder is a
// module. Pages stand in the order that their front matter gives, else by name, numbers as numbers.
#pragma once

#include "content/import/web/page_course.hpp"

namespace approdo::import {

// No modules: there is no Markdown in it.
PagePlan plan_markdown(const Source& source);

}  // namespace approdo::import
