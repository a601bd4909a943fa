// Questions that GIFT has no words for. Such a question is written with all it is in a line for
// programs, «// approdo: model=…», besides its words for people: so that a course folder keeps
// every question of every format. The reading side is content/import/gift/whole_question.hpp.
#pragma once

#include <string>

#include "content/model/question_key.hpp"

namespace approdo::content_export {

// Whether GIFT with our directives says all that is in the question. What is not known here to be
// sayable is not.
bool gift_says_all(const content::QuestionPublic& shown, const content::QuestionKey& key);

// The comment lines: model= and one uses= for each file that the question shows.
std::string whole_question_lines(const content::QuestionPublic& shown,
                                 const content::QuestionKey& key);

}  // namespace approdo::content_export
