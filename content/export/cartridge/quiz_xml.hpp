// A quiz as QTI 1.2 in the profile of Common Cartridge: one choice, several, true or false, typed
// words, essay. What the profile cannot say is written as an essay with the question's text, and
// listed.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "content/model/authored.hpp"

namespace approdo::content_export {

struct QuizXml {
    std::string text;
    std::vector<std::string> dropped;  // in words
};
// `html` makes clean HTML fit the place where the file will lie.
QuizXml write_quiz_xml(const content::AuthoredQuiz& quiz, std::size_t language,
                       const std::function<std::string(const std::string& html)>& html);

}  // namespace approdo::content_export
