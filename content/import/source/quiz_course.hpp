// A file of questions as a course: one module with one quiz. For formats that know no courses.
#pragma once

#include <string>
#include <vector>

#include "content/import/source/format.hpp"
#include "content/model/quiz.hpp"

namespace approdo::import {

struct QuestionFile {
    std::string_view format;  // Format::name
    std::string key;          // what ids are derived from: the same for every version of the file
    std::string title;
    std::string language;
    content::RichText introduction;
    content::QuizSettings settings;
    std::vector<content::Question> questions;
    std::vector<content::QuizSection> sections = {};
    content::QuizRules rules = {};
};

ModuleId bank_module(std::string_view format, std::string_view key);
content::AuthoredCourse course_of(QuestionFile bank);

// The text of the source's one file in UTF-8; another encoding is converted and reported.
std::string read_text(const Source& source, Report& report);
// What a mistake of an author is to a course folder is a loss to an import: it goes on without.
void errors_to_losses(Report& report);

}  // namespace approdo::import
