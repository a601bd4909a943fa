// Quizzes of a backup as units, and what each of their places waits for: their questions stand in
// another file, which is read once for all of them.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "content/import/moodle/backup_bank.hpp"
#include "content/import/moodle/backup_inventory.hpp"
#include "content/import/moodle/backup_quiz.hpp"
#include "content/import/moodle/moodle_course.hpp"
#include "content/import/moodle/moodle_text.hpp"
#include "content/import/source/format.hpp"
#include "content/import/source/question_spool.hpp"

namespace approdo::import {

class BackupQuizzes {
  public:
    BackupQuizzes(const Source& source, const QuestionBank& bank, MoodleCourse& course,
                  const MoodleReading& reading)
        : files_(source.files),
          bank_(bank),
          course_(course),
          reading_(reading),
          spool_(std::make_shared<QuestionSpool>(source.scratch)) {}

    // Into the course's last module.
    void add(const BackupActivity& activity);
    // What no quiz asks for becomes one of its own, which nobody has to do.
    void add_rest_of_bank(const std::string& title);
    // Reads the questions and puts them where they are wanted.
    void fill(content::AuthoredCourse& course);

  private:
    struct Place {
        std::size_t quiz = 0;   // among the course's
        std::size_t place = 0;  // within the quiz
        std::string points;     // empty: the question's own
    };
    // By place. Questions come in the order of the bank, and are put aside until all are there.
    struct Read {
        QuestionId id;
        QuestionSpool::Place at;
    };
    using Filled = std::map<std::size_t, Read>;

    void take_slots(std::vector<QuizSlot> slots, content::QuizSettings& settings,
                    const std::string& file);
    void settle_random(QuizSlot& slot) const;
    const BankQuestion* one_of(const QuizSlot& slot) const;
    void want(const BankQuestion& question, const std::string& points);
    std::set<ModuleId> modules_with(const BankQuestion& question,
                                    const content::AuthoredCourse& course) const;
    void take(const QuestionBank::Read& read, std::vector<Filled>& filled);
    void finish(content::AuthoredQuiz& quiz, const Filled& filled) const;
    void report_unknown();

    const SourceFiles& files_;
    const QuestionBank& bank_;
    MoodleCourse& course_;
    const MoodleReading& reading_;
    std::shared_ptr<QuestionSpool> spool_;
    std::multimap<std::string, Place, std::less<>> wanted_;  // by question
    std::vector<std::size_t> places_;                        // of each quiz, how many there are
    std::set<std::string, std::less<>> taken_;               // by the quiz that is being added
    std::map<std::string, std::size_t> unknown_;             // questions by type
    Report each_;                                            // findings of the questions
};

}  // namespace approdo::import
