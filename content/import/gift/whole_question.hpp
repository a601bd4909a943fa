// A question that GIFT has no words for, read from its lines «// approdo: model=…» (written by
// content/export/whole_question.hpp). The words beside them are for people and are not read.
#pragma once

#include <optional>

#include "content/import/gift/quiz_settings.hpp"
#include "content/import/source/html.hpp"
#include "content/model/question_key.hpp"

namespace approdo::import {

bool has_whole_question(const std::vector<Directive>& directives);
// Nothing when the lines are damaged. Files that it shows are asked of `links`.
std::optional<content::Question> whole_question(Directives& directives, Links& links);

}  // namespace approdo::import
