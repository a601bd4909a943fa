#include "server/app/marking.hpp"

#include "content/model/encoding.hpp"
#include "content/model/record_view.hpp"
#include "sync/base/defects.hpp"

namespace approdo::app {
namespace {

content::QuestionResult result_of(const PublishedVersion::Graded& graded,
                                  const content::QuestionPublic& question,
                                  const content::Outcome& outcome, const content::Seed& seed) {
    const content::FeedbackPolicy& policy = graded.shown.settings.feedback;
    content::QuestionResult result;
    result.question = question.id;
    result.verdict = outcome.verdict;
    if (policy.show_points) {
        result.points = outcome.points;
        result.points_max = outcome.points_max;
    }
    const content::QuestionKey* key = graded.key.question(question.id);
    if (key == nullptr) return result;
    for (const content::FeedbackId& id : outcome.feedback) {
        const content::LocalRich* texts = key->feedback_text(id);
        const content::RichText* text =
            texts == nullptr ? nullptr : texts->in(graded.shown.language);
        if (text != nullptr) result.feedback.push_back(*text);
    }
    if (policy.show_right_answers && !outcome.needs_person) {
        result.right_response = content::encode(content::right_response(question, *key, seed));
    }
    return result;
}

bool tells_details(const content::QuizSettings& settings) {
    return settings.feedback.time == content::FeedbackTime::at_once ||
           settings.feedback.time == content::FeedbackTime::after_submit;
}

}  // namespace

void Marking::mark(store::Session& session, const AccountId& account,
                   const content::LearnerRecord& record, bool again) {
    std::vector<SiteEvent> grades;
    for (const auto& [id, learned] : record.enrolments) {
        const auto enrolment = session.catalogue().enrolment(id);
        if (!enrolment || enrolment->account != account || record.is_frozen(id)) continue;
        for (const auto& [unit, unit_record] : learned.units) {
            if (unit_record.frozen) continue;
            for (const auto& [attempt_id, attempt] : unit_record.attempts) {
                if (attempt.grade.is_set() && !again) continue;
                if (auto grade = grade_of(session, *enrolment, unit, attempt_id, attempt)) {
                    grades.push_back(std::move(*grade));
                }
            }
        }
    }
    if (!grades.empty()) scribe_.write(session, learner_scope(account), grades);
}

std::optional<Marking::Marked> Marking::outcome_of(store::Session& session,
                                                   const store::Enrolment& enrolment,
                                                   const UnitId& unit,
                                                   const content::AttemptRecord& attempt,
                                                   const content::PersonMarks& given) {
    if (attempt.submissions.empty() || attempt.openings.empty()) return std::nullopt;
    const auto& opening = attempt.openings.begin()->second;
    const auto edition = session.catalogue().edition(enrolment.edition);
    const auto course = edition ? session.catalogue().course(edition->course) : std::nullopt;
    if (!course) return std::nullopt;
    const auto version = packages_.version_at(session, *course, opening.place.version);
    if (!version.ok()) return std::nullopt;
    const bool is_practice = opening.value.mode == content::QuizMode::practice;
    const auto& quizzes = is_practice ? (*version)->practice_by_hand : (*version)->graded;
    const auto quiz = quizzes.find(unit);
    if (quiz == quizzes.end()) return std::nullopt;

    Marked marked{*version, &quiz->second, opening.place.version, opening.value.seed, {}, {}};
    const content::QuizPublic& shown = quiz->second.shown;
    const content::QuizKey& key = quiz->second.key;
    const auto answers =
        is_practice ? content::all_answers(attempt) : content::counted_answers(attempt);
    marked.questions = content::questions_of(shown, key, marked.seed);
    marked.outcome = content::with_marks(content::grade_attempt(shown, key, answers, marked.seed),
                                         marked.questions, given, shown.settings);
    return marked;
}

content::Grade Marking::grade_from(const Marked& marked, const content::AttemptId& attempt) {
    content::Grade grade;
    grade.attempt = attempt;
    grade.points = marked.outcome.points;
    grade.points_max = marked.outcome.points_max;
    grade.passed = marked.outcome.passed;
    grade.waits_for_person = marked.outcome.needs_person;
    if (!tells_details(marked.quiz->shown.settings)) return grade;
    std::vector<content::QuestionResult> results;
    for (std::size_t i = 0; i < marked.questions.size() && i < marked.outcome.questions.size();
         ++i) {
        const auto* question = marked.quiz->shown.question(marked.questions[i]);
        results.push_back(
            result_of(*marked.quiz, *question, marked.outcome.questions[i], marked.seed));
    }
    grade.results = content::encode_results(results);
    return grade;
}

std::optional<SiteEvent> Marking::grade_of(store::Session& session,
                                           const store::Enrolment& enrolment, const UnitId& unit,
                                           const content::AttemptId& id,
                                           const content::AttemptRecord& attempt) {
    if (attempt.submissions.empty() || attempt.openings.empty()) return std::nullopt;
    // A person's mark stands until a person changes it.
    if (attempt.grade.is_set() && attempt.grade.value.by == content::MarkedBy::person) {
        return std::nullopt;
    }
    const auto mode = attempt.openings.begin()->second.value.mode;
    if (mode == content::QuizMode::practice) return std::nullopt;
    const auto marked = outcome_of(session, enrolment, unit, attempt, content::marks_of(attempt));
    if (!marked) return std::nullopt;
    const content::Grade grade = grade_from(*marked, id);
    const bool same = attempt.grade.is_set() && attempt.grade.value.points == grade.points &&
                      attempt.grade.value.points_max == grade.points_max &&
                      attempt.grade.value.passed == grade.passed &&
                      attempt.grade.value.waits_for_person == grade.waits_for_person &&
                      attempt.grade.value.results == grade.results;
    if (same && !defect(Defect::marked_over_and_over)) return std::nullopt;
    return site_event(grade, enrolment.id, unit, marked->number);
}

}  // namespace approdo::app
