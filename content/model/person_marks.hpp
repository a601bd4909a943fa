// The marks that persons gave to single answers, and what an attempt is worth with them. A machine
// marks what it can; a person's mark stands in place of what the machine found. Pure, like all
// marking. The site asks before it writes a grade.
#pragma once

#include <map>

#include "content/model/folds.hpp"
#include "content/model/grading.hpp"

namespace approdo::content {

using PersonMarks = std::map<QuestionId, Points>;

// Those that hold now: of each answer the last.
PersonMarks marks_of(const AttemptRecord& attempt);

// The questions of an outcome, in its order: those of the plan that can be marked.
std::vector<QuestionId> questions_of(const QuizPublic& quiz, const QuizKey& key, const Seed& seed);

// The outcome with the persons' marks in it; `questions` says which question each one is of. Who
// marks a question marks all of it, parts that the machine could judge included.
QuizOutcome with_marks(QuizOutcome outcome, const std::vector<QuestionId>& questions,
                       const PersonMarks& marks, const QuizSettings& settings);

}  // namespace approdo::content
