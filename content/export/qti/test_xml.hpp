// A quiz as an assessment test of QTI 3.0: sections, references to items, rules.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "content/model/quiz.hpp"

namespace approdo::content_export::qti {

// `path_of`: where the item of a question lies, seen from the test.
std::string write_test(const content::QuizPublic& quiz, const content::QuizKey& key,
                       const std::function<std::string(const QuestionId&)>& path_of);

}  // namespace approdo::content_export::qti
