// The rules of a quiz, from the places where programs write them: the assessment's own metadata,
// and Canvas's assessment_meta.xml.
#pragma once

#include <pugixml.hpp>

#include "content/import/qti1/assessment.hpp"

namespace approdo::import::qti1 {

// `metadata`: a <qtimetadata> of the assessment.
void read_metadata(pugi::xml_node metadata, Assessment& assessment);
// `quiz`: the root of assessment_meta.xml. It says more than the metadata, and counts more.
void read_canvas_quiz(pugi::xml_node quiz, Assessment& assessment);
// Makes modes and times agree: graded with a clock is timed.
void settle_mode(content::QuizSettings& settings);

}  // namespace approdo::import::qti1
