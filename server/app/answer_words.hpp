// What a learner answered, in words for whoever marks it: texts as they were typed, options by what
// they say. Files are named; their bytes are not in the event.
#pragma once

#include <string>

#include "content/model/question.hpp"

namespace approdo::app {

// Parts apart by an empty line; empty: nothing was answered.
std::string answer_words(const content::QuestionPublic& question,
                         const content::Response& response);

}  // namespace approdo::app
