// The quizzes and question banks of a cartridge. Canvas writes each quiz twice, in the profile of
// the standard and with all its kinds of question: one of the two is read, the full one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/import/cartridge/manifest.hpp"
#include "content/import/qti1/assessment.hpp"

namespace approdo::import::cartridge {

struct QuizFiles {
    std::string questions;  // the file to read; empty: there is none
    std::string settings;   // Canvas's rules for it; empty: none
};
QuizFiles quiz_files(const Source& source, const Manifest& manifest, const Resource& resource);
// Whether the resource is a question bank in Canvas's own form.
bool is_canvas_bank(const Source& source, const Manifest& manifest, const Resource& resource);

// Of several assessments in one file the first.
std::optional<qti1::Assessment> read_quiz(const Source& source, const QuizFiles& files,
                                          const std::string& id, const qti1::Reading& reading);

}  // namespace approdo::import::cartridge
