// The longer forms: numbers with units, calculated questions with their data, essays, and what is
// dragged to a picture.
#pragma once

#include "content/export/moodle_xml/question_writer.hpp"

namespace approdo::content_export::moodle {

void write_numbers(QuestionWriter& writer);
void write_calculated(QuestionWriter& writer);
void write_calculated_choice(QuestionWriter& writer);
void write_essay(QuestionWriter& writer);
void write_drag(QuestionWriter& writer);
// Every part asks for places on one and the same picture.
bool fits_markers(const content::QuestionPublic& shown, const content::QuestionKey& key);
void write_markers(QuestionWriter& writer);

// Of question_forms.cpp: options with their shares and feedback.
void write_choices(QuestionWriter& writer);

}  // namespace approdo::content_export::moodle
