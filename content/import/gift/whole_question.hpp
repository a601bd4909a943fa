// What GIFT has no words for, read from lines «// approdo: model=…» (written by
// content/export/whole_question.hpp): a question, whose words beside them are for people and are
// not read; the sections and rules of a quiz.
#pragma once

#include <optional>

#include "content/import/gift/quiz_settings.hpp"
#include "content/import/source/html.hpp"
#include "content/model/quiz.hpp"

namespace approdo::import {

bool has_model(const std::vector<Directive>& directives);
// Nothing when the lines are damaged. Files that they show are asked of `links`.
std::optional<content::Question> whole_question(Directives& directives, Links& links);

struct QuizModel {
    std::vector<content::QuizSection> sections;
    content::QuizRules rules;
};
std::optional<QuizModel> quiz_model(Directives& header, Links& links);

}  // namespace approdo::import
