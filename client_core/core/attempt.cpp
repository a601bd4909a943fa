#include "client_core/core/attempt.hpp"

#include <algorithm>

#include "content/model/encoding.hpp"
#include "content/package/paper.hpp"

namespace approdo::client {
namespace {

bool may_show_marks(const Attempt& attempt) {
    const content::FeedbackPolicy& policy = attempt.quiz.settings.feedback;
    if (attempt.opening.mode != content::QuizMode::practice || !attempt.key) return false;
    // Who gets several tries has to be told after each.
    const bool tries = attempt.behaviour() != content::Behaviour::deferred;
    if (tries || policy.time == content::FeedbackTime::at_once) return true;
    return policy.time == content::FeedbackTime::after_submit && attempt.is_submitted();
}

void take_texts(const Attempt& attempt, const content::LocalRich* texts,
                std::vector<content::RichText>& into) {
    const content::RichText* in = texts != nullptr ? texts->in(attempt.opening.language) : nullptr;
    if (in != nullptr && !in->empty()) into.push_back(*in);
}

void fill_values(const content::QuestionPublic& question, std::uint32_t data_set,
                 std::vector<content::RichText>& texts) {
    for (content::RichText& text : texts)
        text = content::text_with_values(question, std::move(text), data_set);
}

void mark_here(const Attempt& attempt, const content::QuestionPublic& question,
               const std::vector<content::Response>& answers, QuestionView& view) {
    const content::QuestionKey* key = attempt.key->question(question.id);
    if (key == nullptr) return;
    const content::Behaviour behaviour = attempt.behaviour();
    const content::TriesOutcome tries =
        content::grade_tries(question, *key, behaviour, answers, attempt.opening.seed);
    view.finished = tries.finished() && behaviour != content::Behaviour::deferred;
    if (tries.tries_left != content::TriesOutcome::any_number) view.tries_left = tries.tries_left;
    // What explains the question is for afterwards.
    const bool over = behaviour == content::Behaviour::deferred || view.finished ||
                      behaviour >= content::Behaviour::adaptive || attempt.is_submitted();
    for (std::uint32_t i = 0; i < tries.hints; ++i) take_texts(attempt, &key->hints[i], view.hints);
    fill_values(question, view.plan.data_set, view.hints);
    view.clear_wrong = tries.clear_wrong && !over;
    if (answers.empty() && !attempt.is_submitted()) return;
    view.outcome = tries.outcome;
    view.points = tries.outcome.points;
    view.points_max = tries.outcome.points_max;
    if (tries.show_right_count) view.items_right.emplace(tries.items_right, tries.items);
    for (const content::FeedbackId id : tries.outcome.feedback) {
        if (id == key->general_feedback && !over) continue;
        take_texts(attempt, key->feedback_text(id), view.feedback);
    }
    fill_values(question, view.plan.data_set, view.feedback);
}

void take_site_marks(const Attempt& attempt, AttemptView& view) {
    if (!attempt.record->grade.is_set()) return;
    const auto results = content::decode_results(attempt.record->grade.value.results);
    if (!results.ok()) return;
    for (QuestionView& question : view.questions) {
        for (const content::QuestionResult& result : *results) {
            if (result.question != question.question.id) continue;
            question.points = result.points;
            question.points_max = result.points_max;
            question.feedback = result.feedback;
        }
    }
}

// What persons said of single answers. Points that the quiz keeps to itself do not show.
void take_person_marks(const Attempt& attempt, AttemptView& view) {
    for (QuestionView& question : view.questions) {
        const auto found = attempt.record->feedback.find(question.question.id);
        if (found == attempt.record->feedback.end() || !found->second.is_set()) continue;
        const content::FeedbackGiven& given = found->second.value;
        if (!given.html.empty()) {
            question.feedback.push_back(
                {given.html, given.language, content::direction_of(given.language)});
        }
        if (!given.marks) continue;
        question.by_person = true;
        if (question.outcome) {
            question.outcome->verdict = given.points >= given.points_max ? content::Verdict::right
                                        : given.points.micro > 0         ? content::Verdict::partly
                                                                         : content::Verdict::wrong;
        }
        if (!attempt.quiz.settings.feedback.show_points) continue;
        question.points = given.points;
        question.points_max = given.points_max;
    }
}

}  // namespace

const content::QuestionPublic* Attempt::question(const QuestionId& id_asked) const {
    return quiz.question(id_asked);
}

const content::PlannedQuestion* Attempt::planned(const QuestionId& id_asked) const {
    const auto found = std::find_if(plan.begin(), plan.end(),
                                    [&](const auto& one) { return one.question == id_asked; });
    return found == plan.end() ? nullptr : &*found;
}

Result<content::QuizPublic> quiz_of(const Place& place, std::string_view language,
                                    const log::Keyring& keyring) {
    const content::Variant* variant = place.unit->variant(language);
    if (variant == nullptr) return fail(ErrorCode::not_found, "the quiz has no questions");
    auto quiz = place.package->reader->quiz(variant->path);
    if (quiz.ok() || quiz.error().code != ErrorCode::locked) return quiz;
    APPRODO_TRY(const auto paper, place.package->reader->paper(variant->path));
    const log::KeyId id{paper.sitting.bytes};
    const auto epoch = keyring.newest(log::KeyKind::paper, id);
    const auto* key = epoch ? keyring.find({log::KeyKind::paper, id, *epoch}) : nullptr;
    if (key == nullptr) {
        return fail(ErrorCode::locked,
                    "the paper of this test is still sealed: sync, or ask the invigilator");
    }
    return package::open_paper(paper, *key);
}

Result<Attempt> load_attempt(Client::Parts& parts, const content::AttemptId& id) {
    for (const auto& [enrolment, record] : parts.folding.learner().enrolments) {
        for (const auto& [unit_id, unit] : record.units) {
            const auto found = unit.attempts.find(id);
            if (found == unit.attempts.end() || found->second.openings.empty()) continue;
            const auto& [event, opening] = *found->second.openings.begin();
            Attempt attempt;
            attempt.id = id;
            attempt.record = &found->second;
            attempt.opening_event = event;
            attempt.opening = opening.value;
            Place& place = attempt.place;
            place.enrolment = enrolment;
            place.record = &record;
            place.channel = record.enrolled.value.channel;
            place.version = opening.place.version;
            APPRODO_TRY(place.package, parts.shelf.open(place.channel, place.version));
            place.unit = place.package->course.unit(unit_id);
            place.module = place.package->course.module_of(unit_id);
            if (place.unit == nullptr) {
                return fail(ErrorCode::not_found, "the quiz is not in its version of the course");
            }
            APPRODO_TRY(attempt.quiz,
                        quiz_of(place, attempt.opening.language, parts.progress.keyring()));
            if (attempt.opening.mode == content::QuizMode::practice) {
                auto key = place.package->reader->practice_key(unit_id);
                if (key.ok()) attempt.key = std::move(*key);
            }
            attempt.plan = content::plan_sitting(attempt.quiz, attempt.opening.seed);
            return attempt;
        }
    }
    return fail(ErrorCode::not_found, "there is no such attempt on this device: sync first");
}

QuestionView view_question(const Attempt& attempt, const content::PlannedQuestion& planned,
                           const std::vector<content::Response>& answers) {
    QuestionView view;
    view.plan = planned;
    const content::QuestionPublic* question = attempt.question(planned.question);
    if (question == nullptr) return view;
    view.question = content::with_values(*question, planned.data_set);
    if (!answers.empty()) view.answer = answers.back();
    const bool tries = attempt.behaviour() != content::Behaviour::deferred;
    if (may_show_marks(attempt) && (tries || !answers.empty() || attempt.is_submitted()))
        mark_here(attempt, *question, answers, view);
    return view;
}

AttemptView view_attempt(Client::Parts& parts, const Attempt& attempt) {
    AttemptView view;
    view.attempt = attempt.id;
    view.enrolment = attempt.place.enrolment;
    view.unit = attempt.place.unit->id;
    view.version = attempt.place.version;
    view.number = attempt.opening.number;
    view.settings = attempt.quiz.settings;
    view.title = attempt.quiz.title;
    view.introduction = attempt.quiz.introduction;
    view.submitted = attempt.is_submitted();
    for (const content::PlannedQuestion& planned : attempt.plan) {
        const auto given = content::answers_to(*attempt.record, planned.question);
        if (!given.empty() && !given.back().is_empty()) ++view.answered;
        view.questions.push_back(view_question(attempt, planned, given));
    }
    if (!view.submitted && attempt.opening.time_limit_s > 0) {
        const std::uint64_t limit = std::uint64_t{attempt.opening.time_limit_s} * 1000;
        view.time_left_ms = limit - std::min(limit, elapsed_ms(parts, attempt));
    }
    if (const auto* unit = attempt.place.record->unit(view.unit)) {
        for (const content::AttemptView& summary : content::attempts_of(*unit)) {
            if (summary.id != attempt.id) continue;
            view.marked = summary.marked;
            view.waits_for_person = summary.waits_for_person;
            view.points = summary.points;
            view.points_max = summary.points_max;
            view.passed = summary.passed;
        }
    }
    take_site_marks(attempt, view);
    take_person_marks(attempt, view);
    return view;
}

std::uint64_t elapsed_ms(Client::Parts& parts, const Attempt& attempt) {
    auto opened = parts.progress.held().time_of(attempt.opening_event);
    if (!opened) opened = parts.progress.pruned().time_of(attempt.opening_event);
    if (!opened) return 0;
    const Instant now = parts.host.clock->now();
    if (opened->session == now.session && now.boot >= opened->boot) {
        return now.boot.value - opened->boot.value;
    }
    const std::int64_t passed = now.wall.value - opened->wall.value;
    return passed > 0 ? static_cast<std::uint64_t>(passed) : 0;
}

}  // namespace approdo::client
