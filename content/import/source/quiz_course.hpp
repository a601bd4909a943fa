// A file of questions as a course: one module with one quiz, or with several where one would be too
// large to be held. For formats that know no courses.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "content/import/source/format.hpp"
#include "content/import/source/question_spool.hpp"
#include "content/model/quiz.hpp"

namespace approdo::import {

// All but the questions.
struct QuestionFile {
    std::string_view format;  // Format::name
    std::string key;          // what ids are derived from: the same for every version of the file
    std::string title;
    std::string language;
    content::RichText introduction;
    content::QuizSettings settings;
    std::vector<content::QuizSection> sections = {};
    content::QuizRules rules = {};
};

ModuleId bank_module(std::string_view format, std::string_view key);

// Takes questions as they are read.
class QuizCourse {
  public:
    // `scratch`: Source::scratch.
    QuizCourse(QuestionFile file, std::string scratch);

    void add(content::Question question);
    std::size_t count() const { return count_; }
    // To be called once; tells when there are several quizzes. `file` is what findings call it.
    content::AuthoredCourse finish(const std::string& file, Report& report);

  private:
    void begin_quiz();
    bool may_be_divided() const;

    QuestionFile file_;
    std::shared_ptr<QuestionSpool> spool_;
    content::AuthoredCourse course_;
    std::size_t count_ = 0;
    std::size_t held_ = 0;  // of the last quiz
};

// That a file became several quizzes; nothing of a single one.
void report_several(std::size_t quizzes, const std::string& file, Report& report);

// A question that was written in later stands in no section: it is asked at the end.
void add_to_sections(std::vector<content::QuizSection>& sections,
                     const std::vector<QuestionId>& questions);

// What a mistake of an author is to a course folder is a loss to an import: it goes on without.
void errors_to_losses(Report& report);

}  // namespace approdo::import
