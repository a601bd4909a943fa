#include "content/model/person_marks.hpp"

#include <algorithm>

namespace approdo::content {

PersonMarks marks_of(const AttemptRecord& attempt) {
    PersonMarks marks;
    for (const auto& [question, given] : attempt.feedback) {
        if (given.is_set() && given.value.marks) marks[question] = given.value.points;
    }
    return marks;
}

std::vector<QuestionId> questions_of(const QuizPublic& quiz, const QuizKey& key, const Seed& seed) {
    std::vector<QuestionId> questions;
    for (const PlannedQuestion& planned : plan_sitting(quiz, seed)) {
        const bool can_be_marked =
            quiz.question(planned.question) != nullptr && key.question(planned.question) != nullptr;
        if (can_be_marked) questions.push_back(planned.question);
    }
    return questions;
}

QuizOutcome with_marks(QuizOutcome outcome, const std::vector<QuestionId>& questions,
                       const PersonMarks& marks, const QuizSettings& settings) {
    outcome.needs_person = false;
    // Points below zero were cut off only once everything was added up.
    std::int64_t sum = 0;
    for (const Outcome& one : outcome.questions) sum += one.points.micro;
    if (std::max<std::int64_t>(0, sum) == outcome.points.micro) outcome.points.micro = sum;
    for (std::size_t i = 0; i < outcome.questions.size() && i < questions.size(); ++i) {
        Outcome& one = outcome.questions[i];
        if (const auto mark = marks.find(questions[i]); mark != marks.end()) {
            const Points given{
                std::clamp<std::int64_t>(mark->second.micro, 0, one.points_max.micro)};
            outcome.points.micro += given.micro - one.points.micro;
            one.points = given;
            one.needs_person = false;
            one.verdict = given >= one.points_max ? Verdict::right
                          : given.micro > 0       ? Verdict::partly
                                                  : Verdict::wrong;
        }
        outcome.needs_person = outcome.needs_person || one.needs_person;
    }
    outcome.points.micro =
        std::clamp<std::int64_t>(outcome.points.micro, 0, outcome.points_max.micro);
    const Share mark = settings.pass_mark;
    outcome.passed = mark.parts <= 0 || share_of(outcome.points, outcome.points_max) >= mark;
    return outcome;
}

}  // namespace approdo::content
