#include "content/model/record_view.hpp"

#include <algorithm>

#include "content/model/encoding.hpp"
#include "content/model/handed_work.hpp"

namespace approdo::content {

namespace {

// A score as a share, exact to one part; rounded down like every pass mark.
Share share_of_view(const AttemptView& attempt) {
    return share_of(attempt.points, attempt.points_max);
}

const AttemptView* counted_attempt(const std::vector<AttemptView>& attempts, WhichAttempt which) {
    const AttemptView* result = nullptr;
    for (const AttemptView& one : attempts) {
        if (one.voided || !one.marked) continue;
        const bool better =
            result == nullptr || which == WhichAttempt::last ||
            (which == WhichAttempt::best && share_of_view(one) > share_of_view(*result));
        if (better) result = &one;
    }
    return result;
}

Share score_of(const std::vector<AttemptView>& attempts, WhichAttempt which) {
    if (which != WhichAttempt::mean) {
        const AttemptView* const counted = counted_attempt(attempts, which);
        return counted == nullptr ? Share::none() : share_of_view(*counted);
    }
    std::int64_t sum = 0;
    std::int64_t count = 0;
    for (const AttemptView& one : attempts) {
        if (one.voided || !one.marked) continue;
        sum += share_of_view(one).parts;
        ++count;
    }
    return {count == 0 ? 0 : sum / count};
}

Share read_share(const UnitRecord& record, const Unit& unit) {
    Share best;
    for (const auto& [version, mark] : record.read) {
        if (mark.blocks == 0) continue;
        const Share share = Share::of(std::min(mark.furthest_block, mark.blocks), mark.blocks);
        best = std::max(best, share);
    }
    for (const auto& [language, seen] : record.media_ms) {
        const Variant* const variant = unit.variant(language);
        if (variant == nullptr || variant->duration_ms == 0) continue;
        const auto length = static_cast<std::int64_t>(variant->duration_ms);
        const auto watched =
            static_cast<std::int64_t>(std::min<std::uint64_t>(seen.length(), variant->duration_ms));
        best = std::max(best, Share::of(watched, length));
    }
    return best;
}

// What was said of an assignment stands as of an attempt that nobody opened.
bool has_words_alone(const AttemptRecord& attempt) {
    return !attempt.feedback.empty() && attempt.openings.empty() && attempt.answers.empty() &&
           attempt.submissions.empty() && !attempt.grade.is_set();
}

bool counts_as_completed(const UnitRecord& record, const Unit& unit) {
    for (const auto& [hash, completion] : record.completions) {
        if (completion.value.to_be_done_again >= unit.to_be_done_again) return true;
    }
    for (const auto& [hash, recognition] : record.recognitions) {
        if (recognition.value.unit_completed) return true;
    }
    return false;
}

void add_attempts(UnitView& view, const UnitRecord& record, const QuizSettings& settings) {
    const std::vector<AttemptView> attempts = attempts_of(record);
    for (const AttemptView& one : attempts) {
        if (one.voided) continue;
        view.attempts += one.submitted ? 1U : 0U;
        const bool expects_mark = one.submitted && !one.marked;
        view.waits_for_mark = view.waits_for_mark || expects_mark || one.waits_for_person;
        view.has_score = view.has_score || one.marked;
    }
    view.score = score_of(attempts, settings.counts);
    view.passed =
        view.has_score && (settings.pass_mark.parts <= 0 || view.score >= settings.pass_mark);
}

}  // namespace

std::vector<Answer> counted_answers(const AttemptRecord& attempt) {
    const Stamp* const end =
        attempt.submissions.empty() ? nullptr : &attempt.submissions.begin()->first;
    std::vector<Answer> result;
    for (const auto& [question, answers] : attempt.answers) {
        for (auto one = answers.rbegin(); one != answers.rend(); ++one) {
            if (end != nullptr && one->first > *end) continue;
            auto response = decode<Response>(one->second.value.response);
            // Bytes of a newer program: an answer is there, though this program cannot mark it.
            result.push_back({question, response ? std::move(*response) : Response{}});
            break;
        }
    }
    return result;
}

std::vector<Response> answers_to(const AttemptRecord& attempt, const QuestionId& question) {
    const Stamp* const end =
        attempt.submissions.empty() ? nullptr : &attempt.submissions.begin()->first;
    std::vector<Response> result;
    const auto answers = attempt.answers.find(question);
    if (answers == attempt.answers.end()) return result;
    for (const auto& [stamp, one] : answers->second) {
        if (end != nullptr && stamp > *end) break;
        auto response = decode<Response>(one.value.response);
        result.push_back(response ? std::move(*response) : Response{});
    }
    return result;
}

std::vector<Answer> all_answers(const AttemptRecord& attempt) {
    std::vector<Answer> result;
    for (const auto& [question, answers] : attempt.answers) {
        for (Response& response : answers_to(attempt, question))
            result.push_back({question, std::move(response)});
    }
    return result;
}

std::vector<AttemptView> attempts_of(const UnitRecord& record) {
    std::vector<AttemptView> result;
    for (const auto& [id, attempt] : record.attempts) {
        if (has_words_alone(attempt)) continue;
        AttemptView& view = result.emplace_back();
        view.id = id;
        for (const auto& [hash, opening] : attempt.openings) {
            view.number = std::max(view.number, opening.value.number);
            view.mode = std::max(view.mode, opening.value.mode);
            if (view.opened_wall == UtcMs{} || opening.place.wall < view.opened_wall)
                view.opened_wall = opening.place.wall;
        }
        view.voided = !attempt.voided.empty();
        view.forked = attempt.openings.size() > 1 || attempt.submissions.size() > 1;
        view.submitted = !attempt.submissions.empty();
        if (view.submitted) {
            const auto& [stamp, first] = *attempt.submissions.begin();
            for (const auto& [question, answers] : attempt.answers) {
                if (!answers.empty() && answers.rbegin()->first > stamp) view.late_answers = true;
            }
            view.marked = first.value.marked_here && view.mode == QuizMode::practice;
            view.points = first.value.points;
            view.points_max = first.value.points_max;
            view.passed = first.value.passed;
        }
        if (attempt.grade.is_set()) {
            const Grade& grade_given = attempt.grade.value;
            view.marked = true;
            view.waits_for_person = grade_given.waits_for_person;
            view.points = grade_given.points;
            view.points_max = grade_given.points_max;
            view.passed = grade_given.passed;
        }
    }
    std::sort(result.begin(), result.end(), [](const AttemptView& a, const AttemptView& b) {
        return a.number != b.number ? a.number < b.number : a.id < b.id;
    });
    return result;
}

void freeze(UnitView& view) {
    view.frozen = true;
    view.progress = std::min(view.progress, Progress::in_progress);
    view.waits_for_mark = false;
    view.has_score = false;
    view.score = Share::none();
    view.passed = false;
    view.to_be_done_again = false;
}

UnitView view_of(const UnitRecord* record, const Unit& unit, const QuizSettings* settings) {
    UnitView view;
    view.unit = unit.id;
    if (record == nullptr) return view;
    view.read = read_share(*record, unit);
    for (const auto& [log, seconds] : record->seconds) view.seconds += seconds;
    if (settings != nullptr) add_attempts(view, *record, *settings);
    if (unit.kind == UnitKind::assignment) view.waits_for_mark = waits_for_person(*record);
    const bool completed = counts_as_completed(*record, unit);
    view.to_be_done_again = !completed && !record->completions.empty();
    const bool started = record->opened || !record->read.empty() || !record->media_ms.empty() ||
                         !record->attempts.empty() || !record->completions.empty() ||
                         !record->handed_in.empty() || !record->questionnaire.empty();
    view.progress = completed ? Progress::completed
                    : started ? Progress::in_progress
                              : Progress::not_started;
    if (record->frozen) freeze(view);
    return view;
}

std::uint32_t units_wanted(const CourseRules& rules, std::uint32_t required) {
    const std::int64_t parts = static_cast<std::int64_t>(required) * rules.units_completed.parts;
    return static_cast<std::uint32_t>((parts + Share::whole - 1) / Share::whole);
}

bool has_to_be_passed(const Unit& unit, const QuizSettings& settings) {
    return unit.required && settings.mode != QuizMode::practice && settings.pass_mark.parts > 0;
}

Attendance attendance_of(const EnrolmentRecord& record) {
    Attendance sum;
    for (const auto& [meeting, mark] : record.attendance_marked) sum.marked += mark.value.minutes;
    for (const auto& [meeting, claim] : record.attended) {
        if (!record.attendance_marked.contains(meeting)) sum.claimed += claim.minutes;
    }
    return sum;
}

CourseView view_of(const EnrolmentRecord* record, const Course& course,
                   const std::vector<QuizTerms>& quizzes, bool frozen) {
    CourseView view;
    view.frozen = frozen || (record != nullptr && record->frozen);
    const bool all_frozen = view.frozen;
    std::int64_t sum = 0;
    std::int64_t marked_quizzes = 0;
    bool quizzes_passed = true;
    std::uint32_t recognised = 0;
    bool started = false;
    for (const Module& module : course.modules) {
        for (const Unit& unit : module.units) {
            const auto rules =
                std::find_if(quizzes.begin(), quizzes.end(),
                             [&](const QuizTerms& one) { return one.unit == unit.id; });
            const QuizSettings* const settings =
                rules == quizzes.end() ? nullptr : &rules->settings;
            const UnitRecord* const unit_record =
                record == nullptr ? nullptr : record->unit(unit.id);
            UnitView& one = view.units.emplace_back(view_of(unit_record, unit, settings));
            if (all_frozen) freeze(one);
            view.frozen = view.frozen || one.frozen;
            started = started || one.progress != Progress::not_started;
            view.seconds += one.seconds;
            if (unit.required) {
                ++view.required;
                if (one.progress == Progress::completed) ++view.required_completed;
            }
            if (settings != nullptr && settings->mode != QuizMode::practice) {
                sum += one.score.parts;
                ++marked_quizzes;
                view.has_score = view.has_score || one.has_score;
                if (has_to_be_passed(unit, *settings) && !one.passed) quizzes_passed = false;
            }
            if (unit_record == nullptr) continue;
            for (const auto& [hash, earlier] : unit_record->recognitions)
                recognised += earlier.value.minutes;
        }
    }
    if (marked_quizzes > 0) view.score = {sum / marked_quizzes};
    const CourseRules& rules = course.rules;
    const Attendance attendance = record == nullptr ? Attendance{} : attendance_of(*record);
    view.minutes_attended = attendance.marked;
    view.minutes_declared = attendance.claimed;
    started = started || attendance.marked > 0;
    const bool completed =
        !all_frozen && started && view.required_completed >= units_wanted(rules, view.required) &&
        view.seconds >= rules.seconds_min && view.minutes_attended >= rules.attended_minutes_min;
    view.passed =
        completed && (!rules.every_quiz_passed || quizzes_passed) && view.score >= rules.pass_mark;
    view.progress = completed ? Progress::completed
                    : started ? Progress::in_progress
                              : Progress::not_started;
    view.minutes_recognised = recognised + (view.passed ? course.minutes_recognised : 0);
    if (record == nullptr) return view;
    for (const auto& [id, declared] : record->hours_declared)
        view.minutes_declared += declared.value.minutes;
    return view;
}

}  // namespace approdo::content
