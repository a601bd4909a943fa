// quiz.xml of an activity: its rules as settings of the model, and its slots, before and after the
// change of Moodle 4.0.
#pragma once

#include <string>
#include <vector>

#include "content/import/moodle/moodle_question.hpp"
#include "content/import/source/report.hpp"
#include "content/import/source/source_files.hpp"
#include "content/model/course.hpp"
#include "content/model/quiz.hpp"

namespace approdo::import {

// A place of a quiz: one question, or one drawn from a category.
struct QuizSlot {
    std::string points;
    std::string question;  // its id, before 4.0
    std::string entry;     // since 4.0
    std::string version;   // empty: the newest
    std::string category;  // to draw from
    bool with_subcategories = false;
};

struct BackupQuiz {
    std::string name;
    std::string context;
    std::string introduction;
    MoodleFormat introduction_format = MoodleFormat::html;
    content::QuizSettings settings;
    content::Availability availability;
    std::vector<QuizSlot> slots;
};

// `file` within the backup; what the model has no place for goes to the report.
BackupQuiz read_quiz_activity(const SourceFiles& files, const std::string& file, Report& report);

// The pass mark of an activity's grades.xml, as a share of its grade.
content::Share pass_mark_of(const SourceFiles& files, const std::string& file, Report& report);

}  // namespace approdo::import
