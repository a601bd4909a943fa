#include "content/model/earning.hpp"

#include <algorithm>

namespace approdo::content {

namespace {

const QuizSettings* settings_of(const std::vector<QuizTerms>& quizzes, const UnitId& unit) {
    const auto found = std::find_if(quizzes.begin(), quizzes.end(),
                                    [&](const QuizTerms& one) { return one.unit == unit; });
    return found == quizzes.end() ? nullptr : &found->settings;
}

std::uint64_t parts_of(Share share) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(share.parts, 0));
}

void add_quizzes(Earning& earning, const CourseView& view, const Course& course,
                 const std::vector<QuizTerms>& quizzes) {
    for (const UnitView& one : view.units) {
        const Unit* const unit = course.unit(one.unit);
        const QuizSettings* const settings = settings_of(quizzes, one.unit);
        if (unit == nullptr || settings == nullptr) continue;
        if (one.waits_for_mark && settings->mode != QuizMode::practice) {
            earning.missing.push_back({Lack::mark, one.unit, 0, 0});
        } else if (course.rules.every_quiz_passed && has_to_be_passed(*unit, *settings) &&
                   !one.passed) {
            earning.missing.push_back(
                {Lack::quiz, one.unit, parts_of(one.score), parts_of(settings->pass_mark)});
        }
    }
}

const AttestationRevoked* revocation_of(const EnrolmentRecord& record,
                                        const AttestationNumber& number, UtcMs& at) {
    for (const auto& [hash, revoked] : record.attestations_revoked) {
        if (revoked.value.number != number) continue;
        at = revoked.place.wall;
        return &revoked.value;
    }
    return nullptr;
}

}  // namespace

std::string_view name_of(Lack what) {
    switch (what) {
        case Lack::units:
            return "units";
        case Lack::quiz:
            return "quiz";
        case Lack::score:
            return "score";
        case Lack::seconds:
            return "seconds";
        case Lack::mark:
            return "mark";
        case Lack::upgrade:
            return "upgrade";
        case Lack::attendance:
            return "attendance";
    }
    return "unknown";
}

Earning earning_of(const CourseView& view, const Course& course,
                   const std::vector<QuizTerms>& quizzes) {
    Earning earning;
    earning.offered = course.minutes_recognised > 0;
    if (!earning.offered) return earning;
    earning.earned = view.passed && !view.frozen;
    if (earning.earned) return earning;
    const CourseRules& rules = course.rules;
    const std::uint32_t wanted = units_wanted(rules, view.required);
    // A course of which nothing is required asks that something of it be done.
    if (view.required_completed < wanted || view.progress == Progress::not_started)
        earning.missing.push_back(
            {Lack::units, {}, view.required_completed, std::max<std::uint32_t>(wanted, 1)});
    add_quizzes(earning, view, course, quizzes);
    if (view.score < rules.pass_mark)
        earning.missing.push_back(
            {Lack::score, {}, parts_of(view.score), parts_of(rules.pass_mark)});
    if (view.seconds < rules.seconds_min)
        earning.missing.push_back({Lack::seconds, {}, view.seconds, rules.seconds_min});
    if (view.minutes_attended < rules.attended_minutes_min)
        earning.missing.push_back(
            {Lack::attendance, {}, view.minutes_attended, rules.attended_minutes_min});
    if (view.frozen) earning.missing.push_back({Lack::upgrade, {}, 0, 0});
    return earning;
}

std::vector<AttestationLine> attestations_of(const EnrolmentRecord& record) {
    std::vector<AttestationLine> lines;
    for (const auto& [stamp, issued] : record.attestations) {
        AttestationLine line{issued.value, nullptr, {}};
        line.revoked = revocation_of(record, issued.value.number, line.revoked_at);
        lines.push_back(std::move(line));
    }
    std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) {
        return a.issued.number < b.issued.number;
    });
    return lines;
}

std::optional<AttestationIssued> holding_attestation(const EnrolmentRecord& record) {
    for (AttestationLine& line : attestations_of(record))
        if (line.revoked == nullptr) return std::move(line.issued);
    return std::nullopt;
}

}  // namespace approdo::content
