// Questions as GIFT, in the form that docs/authoring.md describes: reading the text again gives the
// same questions and keys. What GIFT cannot say (places on pictures, data sets, unknown
// interactions) is written as text without a question, and listed.
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
