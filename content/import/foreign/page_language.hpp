// The language and direction that a page states of itself (<html lang="ar" dir="rtl">): what tells
// of a package's language when its catalogue does not.
#pragma once

#include <string>
#include <string_view>

#include "content/model/text.hpp"

namespace approdo::import {

struct PageLanguage {
    std::string language;  // empty: not stated, or not a language tag
    content::Direction direction = content::Direction::inherit;
};
// Looks at the first start tag of <html> and of <body> alone.
PageLanguage page_language(std::string_view html);

}  // namespace approdo::import
