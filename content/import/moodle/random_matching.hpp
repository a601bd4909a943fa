// Matchings that Moodle makes out of the short answers of a category, anew for each attempt. Here
// they are made once, when all questions of the import have been read: every short answer of the
// category becomes a pair.
#pragma once

#include <string>
#include <vector>

#include "content/import/moodle/moodle_text.hpp"
#include "content/model/authored.hpp"

namespace approdo::import {

struct RandomMatching {
    QuestionId question;
    std::string category;
    bool with_subcategories = false;
    std::size_t line = 0;
};

void fill_random_matching(content::AuthoredQuiz& quiz, const RandomMatching& wanted,
                          const MoodleReading& reading);

}  // namespace approdo::import
