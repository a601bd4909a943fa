// A text with its parts as embedded answers: {weight:TYPE:answers}.
#pragma once

#include <string>

#include "content/export/moodle_xml/question_writer.hpp"

namespace approdo::content_export::moodle {

bool fits_cloze(const content::QuestionPublic& shown, const content::QuestionKey& key);
std::string cloze_text(QuestionWriter& writer);

}  // namespace approdo::content_export::moodle
