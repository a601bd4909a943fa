// An assessment as a unit of a course: its questions in their two halves, its rules, its place.
#pragma once

#include <string>

#include "content/import/qti1/assessment.hpp"
#include "content/model/authored.hpp"

namespace approdo::import::qti1 {

struct QuizUnit {
    content::Unit unit;
    content::AuthoredQuiz quiz;
};
// `path` is where its public half lies in the package.
QuizUnit quiz_unit(Assessment assessment, const UnitId& id, const ModuleId& module,
                   const std::string& slug, const std::string& path, const Reading& reading);

}  // namespace approdo::import::qti1
