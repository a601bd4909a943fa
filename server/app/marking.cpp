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

std::optional<SiteEvent> Marking::grade_of(store::Session& session,
                                           const store::Enrolment& enrolment, const UnitId& unit,
                                           const content::AttemptId& id,
                                           const content::AttemptRecord& attempt) {
    if (attempt.submissions.empty() || attempt.openings.empty()) return std::nullopt;
    // A person's mark stands until a person changes it.
    if (attempt.grade.is_set() && attempt.grade.value.by == content::MarkedBy::person) {
        return std::nullopt;
    }
    const auto& opening = attempt.openings.begin()->second;
    if (opening.value.mode == content::QuizMode::practice) return std::nullopt;
    const auto edition = session.catalogue().edition(enrolment.edition);
    const auto course = edition ? session.catalogue().course(edition->course) : std::nullopt;
    if (!course) return std::nullopt;
    const auto version = packages_.version_at(session, *course, opening.place.version);
    if (!version.ok()) return std::nullopt;
    const auto graded = (*version)->graded.find(unit);
    if (graded == (*version)->graded.end()) return std::nullopt;

    const content::Seed& seed = opening.value.seed;
    const auto outcome = content::grade_attempt(graded->second.shown, graded->second.key,
                                                content::counted_answers(attempt), seed);
    content::Grade grade;
    grade.attempt = id;
    grade.points = outcome.points;
    grade.points_max = outcome.points_max;
    grade.passed = outcome.passed;
    grade.waits_for_person = outcome.needs_person;
    if (tells_details(graded->second.shown.settings)) {
        std::vector<content::QuestionResult> results;
        const auto plan = content::plan_sitting(graded->second.shown, seed);
        for (std::size_t i = 0; i < plan.size() && i < outcome.questions.size(); ++i) {
            const auto* question = graded->second.shown.question(plan[i].question);
            if (question == nullptr) continue;
            results.push_back(result_of(graded->second, *question, outcome.questions[i], seed));
        }
        grade.results = content::encode_results(results);
    }
    const bool same = attempt.grade.is_set() && attempt.grade.value.points == grade.points &&
                      attempt.grade.value.points_max == grade.points_max &&
                      attempt.grade.value.passed == grade.passed &&
                      attempt.grade.value.waits_for_person == grade.waits_for_person &&
                      attempt.grade.value.results == grade.results;
    if (same && !defect(Defect::marked_over_and_over)) return std::nullopt;
    return site_event(grade, enrolment.id, unit, opening.place.version);
}

}  // namespace approdo::app
