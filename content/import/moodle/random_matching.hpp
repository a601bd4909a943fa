// Matchings that Moodle makes out of the short answers of a category, anew for each attempt. Here
// they are made once, when all questions of the import have been read: every short answer of the
// category becomes a pair.
#pragma once

#include <string>
#include <vector>

#include "content/import/moodle/moodle_text.hpp"
#include "content/import/source/question_spool.hpp"

namespace approdo::import {

struct RandomMatching {
    std::size_t quiz = 0;  // among the course's
    QuestionId question;
    std::string category;
    bool with_subcategories = false;
    std::size_t line = 0;
};

// A quiz that was put aside is put aside again.
void fill_random_matchings(std::vector<content::AuthoredQuiz>& quizzes,
                           const std::vector<RandomMatching>& wanted,
                           const std::shared_ptr<QuestionSpool>& spool,
                           const MoodleReading& reading);

}  // namespace approdo::import
