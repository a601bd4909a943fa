// What people see of a record: where a unit and a course stand, which answers of an attempt count,
// what a quiz was worth. Pure questions to a LearnerRecord and a course; client and server ask the
// same.
#pragma once

#include <vector>

#include "content/model/course.hpp"
#include "content/model/folds.hpp"

namespace approdo::content {

// The last answer to each question before the attempt was handed in, in the order of question ids.
// Before it is handed in: the last so far. Answers of a cloned device count like any other.
std::vector<Answer> counted_answers(const AttemptRecord& attempt);

// All of them, each question's in the order in which they were given.
std::vector<Answer> all_answers(const AttemptRecord& attempt);
std::vector<Response> answers_to(const AttemptRecord& attempt, const QuestionId& question);

struct AttemptView {
    AttemptId id;
    std::uint32_t number = 0;
    QuizMode mode = QuizMode::practice;
    UtcMs opened_wall;
    bool submitted = false;
    bool marked = false;  // points are there: the site's, or in practice the device's own
    bool waits_for_person = false;
    bool voided = false;
    bool forked = false;        // opened or handed in more than once: for a person to look at
    bool late_answers = false;  // some came after it was handed in, and do not count
    Points points;
    Points points_max;
    bool passed = false;
};
// By number, then id.
std::vector<AttemptView> attempts_of(const UnitRecord& record);

enum class Progress : std::uint8_t { not_started = 1, in_progress = 2, completed = 3 };

struct UnitView {
    UnitId unit;
    Progress progress = Progress::not_started;
    Share read;  // of a page's blocks, or of a medium's length where that is known
    std::uint64_t seconds = 0;
    std::uint32_t attempts = 0;  // handed in, not voided
    bool waits_for_mark = false;
    bool has_score = false;
    Share score;  // of the attempt that counts
    bool passed = false;
    bool to_be_done_again = false;  // completed once, in a version that does not carry over
    bool frozen = false;            // neither completed nor passed while it is
};
// `settings` of a quiz; null for other units.
UnitView view_of(const UnitRecord* record, const Unit& unit, const QuizSettings* settings);
// What is not understood may say that none of it counts, or more.
void freeze(UnitView& view);

struct CourseView {
    std::vector<UnitView> units;  // in the course's order
    std::uint32_t required = 0;
    std::uint32_t required_completed = 0;
    Progress progress = Progress::not_started;
    Share score;  // mean of the quizzes that are graded or timed
    bool has_score = false;
    bool passed = false;
    bool frozen = false;                 // a unit that counts is, or all of it
    std::uint64_t seconds = 0;           // on task
    std::uint32_t minutes_attended = 0;  // of meetings, as trainers marked them
    std::uint32_t minutes_declared = 0;  // by the learner, of meetings that nobody marked, too
    std::uint32_t minutes_recognised =
        0;  // the course's own once completed and passed, and earlier evidence
};
// The minutes of meetings: what trainers marked, and what the learner alone says.
struct Attendance {
    std::uint32_t marked = 0;
    std::uint32_t claimed = 0;
};
Attendance attendance_of(const EnrolmentRecord& record);
// How many of the required units have to be completed.
std::uint32_t units_wanted(const CourseRules& rules, std::uint32_t required);
// Where the course asks that every quiz be passed.
bool has_to_be_passed(const Unit& unit, const QuizSettings& settings);

struct QuizTerms {
    UnitId unit;
    QuizSettings settings;
};
// `frozen`: all of it is, whatever its record says.
CourseView view_of(const EnrolmentRecord* record, const Course& course,
                   const std::vector<QuizTerms>& quizzes, bool frozen = false);

}  // namespace approdo::content
