// Questions as GIFT, in the form that docs/authoring.md describes: reading the text again gives the
// same questions and keys. What GIFT cannot say (places on pictures, data sets, unknown
// interactions) is text without a question to other programs, and listed; ours read it whole
// (whole_question.hpp).
#pragma once

#include <string>
#include <vector>

#include "content/model/quiz.hpp"

namespace approdo::content_export {

struct GiftExport {
    std::string text;
    std::vector<std::string> dropped;  // in words
};
GiftExport write_gift(const content::QuizPublic& quiz, const content::QuizKey& key);

}  // namespace approdo::content_export
