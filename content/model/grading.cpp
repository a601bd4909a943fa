#include "content/model/grading.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "content/model/compare_text.hpp"
#include "content/model/quiz_rules.hpp"
#include "content/model/rules_grading.hpp"
#include "content/model/tries.hpp"

namespace approdo::content {

namespace {

// What one part came to; `share` may leave 0…whole until the end.
struct Marked {
    Share share;
    std::vector<FeedbackId> feedback;
    bool needs_person = false;
};

template <class T>
std::vector<T> values_of(const PartResponse& response) {
    std::vector<T> result;
    for (const Value& value : response.values) {
        if (const T* one = std::get_if<T>(&value)) result.push_back(*one);
    }
    return result;
}

std::string text_of_response(const PartResponse& response, std::size_t index = 0) {
    if (index >= response.values.size()) return {};
    if (const auto* text = std::get_if<std::string>(&response.values[index])) return *text;
    if (const auto* number = std::get_if<std::int64_t>(&response.values[index]))
        return std::to_string(*number);
    if (const auto* decimal = std::get_if<Decimal>(&response.values[index]))
        return decimal_text(*decimal);
    return {};
}

Share ratio(std::size_t hits, std::size_t all) {
    if (all == 0) return Share::none();
    // Rounded down, so that only all hits make the whole.
    return {Share::whole * static_cast<std::int64_t>(hits) / static_cast<std::int64_t>(all)};
}

Marked mark_choice(const ChoicePart& part, const ChoiceKey& key, const PartResponse& response) {
    std::vector<OptionId> chosen = values_of<OptionId>(response);
    std::sort(chosen.begin(), chosen.end());
    chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
    Marked marked;
    if (part.chosen_max > 0 && chosen.size() > part.chosen_max) return marked;
    bool exact = true;
    for (const ChosenKey& entry : key.options) {
        const bool is_chosen = std::binary_search(chosen.begin(), chosen.end(), entry.option);
        if (is_chosen != (entry.share.parts > 0)) exact = false;
        if (!is_chosen) {
            if (entry.share.parts > 0 && key.not_chosen_feedback != 0)
                marked.feedback.push_back(key.not_chosen_feedback);
            continue;
        }
        marked.share.parts += entry.share.parts;
        if (entry.feedback != 0) marked.feedback.push_back(entry.feedback);
    }
    if (key.all_or_nothing) marked.share = exact ? Share::all() : Share::none();
    return marked;
}

Marked mark_text(const TextKey& key, const PartResponse& response) {
    const std::string typed = text_of_response(response);
    const Case letter_case = key.case_matters ? Case::matters : Case::folded;
    for (const TextAnswer& answer : key.answers) {
        if (fits(answer.pattern, typed, letter_case)) return {answer.share, {answer.feedback}};
    }
    return {};
}

// "12,5 km": the number, and the unit behind it.
struct NumberTyped {
    Decimal value;
    std::string unit;
};
std::optional<NumberTyped> read_number(const PartResponse& response) {
    const std::string typed = text_of_response(response);
    const std::string unit = text_of_response(response, 1);
    if (const auto whole = decimal_from(typed)) return NumberTyped{*whole, unit};
    // The longest beginning that is a number; what follows is its unit.
    for (std::size_t end = std::min<std::size_t>(typed.size(), 80); end > 0; --end) {
        const auto value = decimal_from(std::string_view(typed).substr(0, end));
        if (!value) continue;
        return NumberTyped{*value, unit.empty() ? typed.substr(end) : unit};
    }
    return std::nullopt;
}

const NumberUnit* unit_named(const NumberKey& key, std::string_view name) {
    const std::u32string wanted = comparable(name, Case::matters);
    for (const NumberUnit& unit : key.units) {
        if (comparable(unit.name, Case::matters) == wanted) return &unit;
    }
    return nullptr;
}

Marked mark_number(const NumberKey& key, const PartResponse& response, std::uint32_t data_set) {
    const std::optional<NumberTyped> typed = read_number(response);
    std::size_t first = 0;
    std::size_t last = key.answers.size();
    if (key.answers_per_set > 0) {
        first = std::min(last, static_cast<std::size_t>(data_set) * key.answers_per_set);
        last = std::min(last, first + key.answers_per_set);
    }
    const bool unit_typed = typed && !comparable(typed->unit, Case::matters).empty();
    const NumberUnit* unit = typed ? unit_named(key, typed->unit) : nullptr;
    const bool unit_wrong = unit_typed ? unit == nullptr : key.unit_required;
    const Decimal factor = unit != nullptr ? unit->factor : Decimal{1, 0};
    for (std::size_t i = first; i < last; ++i) {
        const NumberAnswer& answer = key.answers[i];
        const bool hit =
            typed && is_between(typed->value, factor, answer.range.low, answer.range.high);
        if (!hit && !answer.any) continue;
        Marked marked{answer.share, {answer.feedback}};
        if (unit_wrong && marked.share.parts > 0) {
            // A number that is right without the unit that was asked for earns the rest; a unit
            // that does not exist here, on a question without units, makes it wrong.
            const bool units_known = !key.units.empty();
            marked.share.parts =
                units_known ? std::max<std::int64_t>(0, marked.share.parts - key.unit_penalty.parts)
                            : 0;
        }
        return marked;
    }
    return {};
}

Marked mark_pairs(const std::vector<MatchPair>& pairs, bool all_or_nothing,
                  const PartResponse& response) {
    std::set<std::pair<OptionId, OptionId>> wanted;
    for (const MatchPair& pair : pairs) wanted.emplace(pair.left, pair.right);
    std::set<std::pair<OptionId, OptionId>> given;
    for (const DirectedPair& pair : values_of<DirectedPair>(response))
        given.emplace(pair.from, pair.to);
    std::size_t hits = 0;
    std::size_t extra = 0;
    for (const auto& pair : given) (wanted.contains(pair) ? hits : extra) += 1;
    // Whoever joins everything with everything has guessed: wrong pairs beyond the free places
    // count.
    const std::size_t free_places = wanted.size() - hits;
    const std::size_t excess = extra > free_places ? extra - free_places : 0;
    hits = hits > excess ? hits - excess : 0;
    if (all_or_nothing)
        return {hits == wanted.size() && extra == 0 ? Share::all() : Share::none(), {}};
    return {ratio(hits, wanted.size()), {}};
}

Marked mark_order(const OrderKey& key, const PartResponse& response) {
    const std::vector<OptionId> given = values_of<OptionId>(response);
    const std::size_t count = key.order.size();
    std::set<OptionId> distinct(given.begin(), given.end());
    if (given.size() != count || distinct.size() != count) return {};
    if (key.scoring == OrderScoring::each_neighbour && count > 1) {
        std::map<OptionId, OptionId> next;
        for (std::size_t i = 1; i < count; ++i) next[key.order[i - 1]] = key.order[i];
        std::size_t hits = 0;
        for (std::size_t i = 1; i < count; ++i) {
            const auto after = next.find(given[i - 1]);
            if (after != next.end() && after->second == given[i]) ++hits;
        }
        return {ratio(hits, count - 1), {}};
    }
    std::size_t hits = 0;
    for (std::size_t i = 0; i < count; ++i) hits += given[i] == key.order[i] ? 1U : 0U;
    if (key.scoring == OrderScoring::all_or_nothing && hits != count) hits = 0;
    return {ratio(hits, count), {}};
}

Marked mark_hotspot(const HotspotPart& part, const HotspotKey& key, const PartResponse& response) {
    Marked marked;
    const std::vector<Point> points = values_of<Point>(response);
    const std::vector<OptionId> places = values_of<OptionId>(response);
    if (part.chosen_max > 0 && points.size() + places.size() > part.chosen_max) return marked;
    for (const ChosenKey& entry : key.places) {
        if (std::find(places.begin(), places.end(), entry.option) == places.end()) continue;
        marked.share.parts += entry.share.parts;
        marked.feedback.push_back(entry.feedback);
    }
    // Each area counts once, however many points fall into it.
    for (const AreaAnswer& answer : key.areas) {
        if (std::none_of(points.begin(), points.end(),
                         [&](const Point& point) { return contains(answer.area, point); }))
            continue;
        marked.share.parts += answer.share.parts;
        marked.feedback.push_back(answer.feedback);
    }
    return marked;
}

struct MarkPart {
    const PartResponse& response;
    std::uint32_t data_set;

    Marked operator()(const ChoicePart& part, const ChoiceKey& key) const {
        return mark_choice(part, key, response);
    }
    Marked operator()(const TextPart&, const TextKey& key) const {
        return mark_text(key, response);
    }
    Marked operator()(const NumberPart&, const NumberKey& key) const {
        return mark_number(key, response, data_set);
    }
    Marked operator()(const MatchPart&, const MatchKey& key) const {
        return mark_pairs(key.pairs, key.all_or_nothing, response);
    }
    Marked operator()(const OrderPart&, const OrderKey& key) const {
        return mark_order(key, response);
    }
    Marked operator()(const HotspotPart& part, const HotspotKey& key) const {
        return mark_hotspot(part, key, response);
    }
    Marked operator()(const DragPart&, const DragKey& key) const {
        return mark_pairs(key.pairs, key.all_or_nothing, response);
    }
    // Essays, files, and whatever this program does not know.
    template <class Shape, class Key>
    Marked operator()(const Shape&, const Key&) const {
        return {Share::none(), {}, true};
    }
};

Verdict verdict_of(Share share) {
    if (share >= Share::all()) return Verdict::right;
    return share.parts > 0 ? Verdict::partly : Verdict::wrong;
}

void add_feedback(Outcome& outcome, FeedbackId id) {
    if (id == 0) return;
    if (std::find(outcome.feedback.begin(), outcome.feedback.end(), id) == outcome.feedback.end())
        outcome.feedback.push_back(id);
}

// points × sum / (whole × weights), rounded half up; weights are few and small by the model's
// bounds, so that nothing leaves 64 bits.
Points weighted(Points points, std::int64_t sum, std::int64_t weights) {
    if (sum < 0) return {-weighted(points, -sum, weights).micro};
    const std::int64_t whole = Share::whole * weights;
    const std::int64_t wholes = points.micro / whole;
    const std::int64_t rest = points.micro % whole;
    return {wholes * sum + (rest * sum + whole / 2) / whole};
}

// A quiz may have thousands of questions: none is looked for among all of them.
template <class T>
std::map<QuestionId, const T*> by_id(const std::vector<T>& list) {
    std::map<QuestionId, const T*> result;
    for (const T& one : list) result.emplace(one.id, &one);
    return result;
}

FeedbackId feedback_for(Verdict verdict, const QuestionKey& key) {
    if (verdict == Verdict::right) return key.right_feedback;
    if (verdict == Verdict::partly) return key.partly_feedback;
    return verdict == Verdict::wrong ? key.wrong_feedback : 0;
}

}  // namespace

Outcome grade(const QuestionPublic& shown, const QuestionKey& key, const Response& response,
              const Seed& seed) {
    if (!key.rules.empty()) return grade_by_rules(shown, key, {response}, seed);
    static const PartResponse nothing;
    Outcome outcome;
    outcome.points_max = key.points;
    const std::uint32_t data_set = data_set_of(shown.id, shown.data_sets(), seed);
    const Share least = clamped(key.least, {-Share::whole}, Share::none());
    std::int64_t sum = 0;
    std::int64_t weights = 0;
    bool answered = false;
    for (const PartKey& part_key : key.parts) {
        const Part* const part = shown.part(part_key.number);
        if (part == nullptr || outcome.parts.size() >= QuestionKey::parts_max) continue;
        const std::int64_t weight =
            std::clamp<std::int64_t>(part_key.weight, 1, PartKey::weight_max);
        weights += weight;
        const PartResponse* const given = response.part(part_key.number);
        PartOutcome& result = outcome.parts.emplace_back();
        result.part = part_key.number;
        if (given == nullptr || given->values.empty()) continue;
        answered = true;
        const Marked marked = std::visit(MarkPart{*given, data_set}, part->shape, part_key.shape);
        result.share = clamped(marked.share, least, Share::all());
        result.verdict = marked.needs_person ? Verdict::waits : verdict_of(result.share);
        outcome.needs_person = outcome.needs_person || marked.needs_person;
        sum += weight * result.share.parts;
        for (const FeedbackId id : marked.feedback) add_feedback(outcome, id);
    }
    if (weights == 0) {  // a description: nothing to answer, nothing to earn
        outcome.points_max = {};
        return outcome;
    }
    if (answered) {
        outcome.points = weighted(key.points, sum, weights);
        outcome.verdict = outcome.needs_person ? Verdict::waits
                          : sum >= Share::whole * weights
                              ? Verdict::right
                              : (sum > 0 ? Verdict::partly : Verdict::wrong);
        add_feedback(outcome, feedback_for(outcome.verdict, key));
    }
    add_feedback(outcome, key.general_feedback);
    return outcome;
}

QuizOutcome grade_attempt(const QuizPublic& quiz, const QuizKey& key,
                          const std::vector<Answer>& answers, const Seed& seed) {
    const Behaviour behaviour = behaviour_of(quiz.settings);
    const auto shown_by_id = by_id(quiz.questions);
    const auto keys_by_id = by_id(key.questions);
    std::map<QuestionId, std::vector<Response>> given_to;
    for (const Answer& answer : answers) given_to[answer.question].push_back(answer.response);
    QuizOutcome result;
    QuizWalk walk(quiz, key);
    for (const PlannedQuestion& planned : plan_sitting(quiz, seed)) {
        const auto shown = shown_by_id.find(planned.question);
        const auto own_key = keys_by_id.find(planned.question);
        if (shown == shown_by_id.end() || own_key == keys_by_id.end()) continue;
        if (!walk.shows(planned.question)) continue;
        const std::vector<Response>& given = given_to[planned.question];
        Outcome outcome =
            grade_tries(*shown->second, *own_key->second, behaviour, given, seed).outcome;
        walk.take(*shown->second, *own_key->second, given, outcome, seed);
        result.points.micro += outcome.points.micro;
        result.points_max.micro += outcome.points_max.micro;
        result.needs_person = result.needs_person || outcome.needs_person;
        result.questions.push_back(std::move(outcome));
    }
    walk.finish(result);
    // Wrong answers may cost points of the same quiz, never of another.
    result.points.micro = std::max<std::int64_t>(0, result.points.micro);
    const Share mark = quiz.settings.pass_mark;
    result.passed = mark.parts <= 0 || share_of(result.points, result.points_max) >= mark;
    return result;
}

namespace {

struct RightAnswer {
    std::uint32_t data_set;
    PartResponse& out;

    void operator()(const ChoiceKey& key) const {
        out.cardinality = Cardinality::multiple;
        for (const ChosenKey& entry : key.options) {
            if (entry.share.parts > 0) out.values.emplace_back(entry.option);
        }
    }
    void operator()(const TextKey& key) const {
        for (const TextAnswer& answer : key.answers) {
            if (answer.share < Share::all()) continue;
            out.values.emplace_back(answer.pattern);
            return;
        }
    }
    void operator()(const NumberKey& key) const {
        const std::size_t first = static_cast<std::size_t>(data_set) * key.answers_per_set;
        for (std::size_t i = first; i < key.answers.size(); ++i) {
            if (key.answers[i].any || key.answers[i].share < Share::all()) continue;
            const DecimalRange& range = key.answers[i].range;
            const Result<Decimal> sum = sum_of(range.low, range.high);
            const Result<Decimal> middle = sum ? half_of(*sum) : sum;
            out.values.emplace_back(decimal_text(middle ? *middle : range.low));
            return;
        }
    }
    void operator()(const MatchKey& key) const { pairs(key.pairs); }
    void operator()(const DragKey& key) const { pairs(key.pairs); }
    void operator()(const OrderKey& key) const {
        out.cardinality = Cardinality::ordered;
        out.values.assign(key.order.begin(), key.order.end());
    }
    void operator()(const HotspotKey& key) const {
        for (const ChosenKey& entry : key.places) {
            if (entry.share.parts > 0) out.values.emplace_back(entry.option);
        }
    }
    void operator()(const PersonKey&) const {}
    void operator()(const UnknownKey&) const {}

    void pairs(const std::vector<MatchPair>& list) const {
        out.cardinality = Cardinality::multiple;
        for (const MatchPair& pair : list)
            out.values.emplace_back(DirectedPair{pair.left, pair.right});
    }
};

}  // namespace

Response right_response(const QuestionPublic& shown, const QuestionKey& key, const Seed& seed) {
    if (!key.rules.empty()) return right_response_by_rules(shown, key, seed);
    Response response;
    const std::uint32_t data_set = data_set_of(shown.id, shown.data_sets(), seed);
    for (const PartKey& part : key.parts)
        std::visit(RightAnswer{data_set, response.at(part.number)}, part.shape);
    return canonical(std::move(response));
}

}  // namespace approdo::content
