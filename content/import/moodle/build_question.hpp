// A question of Moodle's into one of the model: every type of its core, each in a file of its own
// (build_*.cpp). A type that is not known keeps its text, takes an answer in words that a person
// marks, and is reported by name. Pure: the same question gives the same ids each time.
#pragma once

#include <optional>
#include <string>

#include "content/import/moodle/moodle_question.hpp"
#include "content/import/moodle/moodle_text.hpp"
#include "content/model/question_key.hpp"

namespace approdo::import {

struct BuiltQuestion {
    content::Question question;
    bool known = true;  // its type was
};

// Its options stand in the order of their ids where they may be shuffled (content::split).
BuiltQuestion build_question(const MoodleQuestion& source, QuestionId id,
                             const std::string& category, const MoodleReading& reading);

// "0.3333333" as a share.
std::optional<content::Share> share_of_one(std::string_view text);

}  // namespace approdo::import
