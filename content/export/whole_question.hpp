// What GIFT has no words for. Such a question is written with all it is in lines for programs,
// «// approdo: model=…», besides its words for people: so that a course folder keeps every question
// of every format. The sections and rules of a quiz stand in such lines at its top. The reading
// side is content/import/gift/whole_question.hpp.
#pragma once

#include <string>

#include "content/model/quiz.hpp"

namespace approdo::content_export {

// Whether GIFT with our directives says all that is in the question. What is not known here to be
// sayable is not.
bool gift_says_all(const content::QuestionPublic& shown, const content::QuestionKey& key);

// The comment lines: model= and one uses= for each file that the question shows.
std::string whole_question_lines(const content::QuestionPublic& shown,
                                 const content::QuestionKey& key);
// The same of the quiz's own sections and rules; nothing where it has neither.
std::string whole_quiz_lines(const content::QuizPublic& shown, const content::QuizKey& key);

}  // namespace approdo::content_export
