// A file of QTI 1.2: assessments and question banks, or items alone, read one item after the other
// in the memory that one takes.
#pragma once

#include <string>
#include <vector>

#include "content/import/qti1/question_reader.hpp"
#include "content/model/quiz.hpp"

namespace approdo::import::qti1 {

// A section that draws some of its questions, from itself or from a bank.
struct QuestionGroup {
    std::string title;
    std::uint32_t picked = 0;  // 0: all of them
    std::string bank;          // the id of the bank it draws from; empty: its own questions
    std::size_t questions = 0;
    std::size_t line = 0;
};

struct Assessment {
    std::string id;
    std::string title;
    std::string introduction;  // raw HTML
    bool is_bank = false;
    bool is_survey = false;
    content::QuizSettings settings;
    std::vector<content::Question> questions;
    std::vector<QuestionGroup> groups;
    std::vector<std::size_t> group_of;  // of each question, its place in `groups`
    std::vector<content::QuizSection> sections;
    std::string file;
    std::size_t line = 0;
};

// Nothing but an error in the report when the file cannot be read to its end. `otherwise`: id and
// title of items that stand outside of any assessment.
std::vector<Assessment> read_assessments(const SourceFiles& files, const std::string& path,
                                         const std::string& otherwise, const Reading& reading);

// What drawing questions becomes: of one group that is all of the quiz, the quiz's own number; of
// others, sections. A group that draws from a bank gets the bank's questions.
void settle_groups(Assessment& assessment, const std::vector<Assessment>& banks, Report& report);

}  // namespace approdo::import::qti1
