#include "content/model/rules_grading.hpp"

#include <algorithm>
#include <cmath>

namespace approdo::content {

namespace {

constexpr double micro = 1'000'000;

// Half up; what no question can be worth counts as the most it can be.
Points points_of(double score, Points max) {
    if (score <= 0) return {};
    if (score * micro >= static_cast<double>(max.micro)) return max;
    return {static_cast<std::int64_t>(std::floor(score * micro + 0.5))};
}

processing::ItemSeed seed_of(const QuestionPublic& shown, const Seed& seed) {
    return processing::item_seed(shown.id, data_set_of(shown.id, shown.data_sets(), seed));
}

bool is_answered(const std::vector<Response>& tries) {
    return std::any_of(tries.begin(), tries.end(),
                       [](const Response& one) { return !one.is_empty(); });
}

Verdict verdict_of(const Outcome& outcome) {
    if (outcome.needs_person) return Verdict::waits;
    if (outcome.points >= outcome.points_max) return Verdict::right;
    return outcome.points.micro > 0 ? Verdict::partly : Verdict::wrong;
}

// Rules mark a question as a whole: each part that was answered shows what the whole came to.
void add_parts(Outcome& outcome, const QuestionPublic& shown, const Response& last) {
    for (const Part& part : shown.parts) {
        const PartResponse* const given = last.part(part.number);
        const bool answered = given != nullptr && !given->values.empty();
        PartOutcome& result = outcome.parts.emplace_back();
        result.part = part.number;
        if (!answered) continue;
        result.verdict = outcome.verdict;
        result.share = share_of(outcome.points, outcome.points_max);
    }
}

}  // namespace

processing::ItemOutcome outcomes_by_rules(const QuestionPublic& shown, const QuestionKey& key,
                                          const std::vector<Response>& tries, const Seed& seed) {
    return processing::run_item(key.rules, tries, shown.adaptive, seed_of(shown, seed));
}

Outcome grade_by_rules(const QuestionPublic& shown, const QuestionKey& key,
                       const std::vector<Response>& tries, const Seed& seed) {
    Outcome outcome;
    outcome.points_max = key.points;
    const bool answered = is_answered(tries);
    const processing::ItemOutcome run =
        outcomes_by_rules(shown, key, answered ? tries : std::vector<Response>{}, seed);
    if (answered) {
        const processing::Value* const value = run.outcome("SCORE");
        const auto score = value == nullptr ? std::nullopt : processing::number_in(*value);
        outcome.needs_person = run.gave_up || !score;
        outcome.points = points_of(score.value_or(0), key.points);
        outcome.verdict = verdict_of(outcome);
        outcome.feedback = run.feedback;
    }
    if (key.general_feedback != 0) outcome.feedback.push_back(key.general_feedback);
    add_parts(outcome, shown, tries.empty() ? Response{} : tries.back());
    return outcome;
}

Response right_response_by_rules(const QuestionPublic& shown, const QuestionKey& key,
                                 const Seed& seed) {
    Response response;
    const processing::ItemOutcome run = outcomes_by_rules(shown, key, {}, seed);
    for (const processing::NamedValue& correct : run.correct) {
        const auto binding = std::find_if(
            key.rules.bindings.begin(), key.rules.bindings.end(),
            [&](const processing::Binding& one) { return one.variable == correct.name; });
        if (binding != key.rules.bindings.end())
            response.parts.push_back(processing::response_of(correct.value, *binding));
    }
    return canonical(std::move(response));
}

}  // namespace approdo::content
