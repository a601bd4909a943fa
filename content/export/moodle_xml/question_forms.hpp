// The forms in which question files have questions: which of them a question fits, and how what
// only that form has is written.
#pragma once

#include <string>

#include "content/export/moodle_xml/question_writer.hpp"

namespace approdo::content_export::moodle {

struct Form {
    std::string type;     // as Moodle calls it
    std::string unknown;  // what it was called where it came from, when nobody here knows it
    std::string html;     // the question's text
    void (*write)(QuestionWriter& writer) = nullptr;
};
// Text alone where nothing else fits; the writer is told what is lost then.
Form form_of(QuestionWriter& writer);

}  // namespace approdo::content_export::moodle
