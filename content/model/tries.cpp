#include "content/model/tries.hpp"

#include <algorithm>
#include <set>

#include "content/model/rules_grading.hpp"

namespace approdo::content {

namespace {

// What can be right or wrong by itself within a question: a pair of a matching, a drop, else a part
// as a whole. Penalties count from when it last changed.
struct Item {
    Share got;  // of the question
    Share max;  // of the question
    bool is_right = false;
    PartResponse said;  // what to compare with the same item of another try
};

std::int64_t weight_of(const PartKey& key) {
    return std::clamp<std::int64_t>(key.weight, 1, PartKey::weight_max);
}

const std::vector<MatchPair>* pairs_of(const PartKeyShape& shape) {
    if (const auto* matching = std::get_if<MatchKey>(&shape))
        return matching->all_or_nothing ? nullptr : &matching->pairs;
    if (const auto* drag = std::get_if<DragKey>(&shape))
        return drag->all_or_nothing ? nullptr : &drag->pairs;
    return nullptr;
}

bool has_pair(const PartResponse& response, const MatchPair& pair) {
    return std::find(response.values.begin(), response.values.end(),
                     Value{DirectedPair{pair.left, pair.right}}) != response.values.end();
}

// What lies between two marks of `count`: all slices together are the whole, whatever rounds.
Share slice(std::int64_t whole, std::int64_t from, std::int64_t to, std::int64_t count) {
    return {whole * to / count - whole * from / count};
}

void add_pairs(const std::vector<MatchPair>& pairs, const PartResponse& given, Share whole,
               std::vector<Item>& items) {
    const auto count = static_cast<std::int64_t>(pairs.size());
    std::int64_t index = 0;
    for (const MatchPair& pair : pairs) {
        Item item;
        item.max = slice(whole.parts, index, index + 1, count);
        ++index;
        item.is_right = has_pair(given, pair);
        item.got = item.is_right ? item.max : Share::none();
        item.said.values = {Value{item.is_right}};
        items.push_back(std::move(item));
    }
}

std::vector<Item> items_of(const QuestionKey& key, const Response& response,
                           const Outcome& outcome) {
    static const PartResponse nothing;
    std::int64_t weights = 0;
    for (const PartKey& part : key.parts) weights += weight_of(part);
    std::int64_t before = 0;
    std::vector<Item> items;
    for (const PartKey& part : key.parts) {
        const PartResponse* const found = response.part(part.number);
        const PartResponse& given = found == nullptr ? nothing : *found;
        const Share whole = slice(Share::whole, before, before + weight_of(part), weights);
        before += weight_of(part);
        if (const auto* const pairs = pairs_of(part.shape)) {
            add_pairs(*pairs, given, whole, items);
            continue;
        }
        const auto marked =
            std::find_if(outcome.parts.begin(), outcome.parts.end(),
                         [&](const PartOutcome& one) { return one.part == part.number; });
        Item item;
        item.max = whole;
        if (marked != outcome.parts.end()) {
            item.is_right = marked->verdict == Verdict::right;
            // Whole shares stay whole: rounding must not cost anybody a point.
            item.got = {marked->share.parts * whole.parts / Share::whole};
        }
        item.said = given;
        items.push_back(std::move(item));
    }
    return items;
}

// What counts as tries: in order, without the empty and without repeats of the one before.
std::vector<Response> tries_among(const std::vector<Response>& answers) {
    std::vector<Response> tries;
    for (const Response& answer : answers) {
        Response one = canonical(answer);
        if (one.is_empty() || (!tries.empty() && tries.back() == one)) continue;
        tries.push_back(std::move(one));
    }
    return tries;
}

std::uint32_t counted(std::size_t count) {
    return static_cast<std::uint32_t>(count);
}

class Tries {
  public:
    Tries(const QuestionPublic& shown, const QuestionKey& key, const Seed& seed)
        : shown_(shown), key_(key), seed_(seed) {}

    TriesOutcome deferred(const std::vector<Response>& answers) const {
        TriesOutcome result;
        const Response last = answers.empty() ? Response{} : answers.back();
        result.outcome = mark(last);
        result.tries = counted(tries_among(answers).size());
        count_items(last, result);
        return result;
    }

    TriesOutcome limited(std::vector<Response> tries, std::uint32_t allowed) const {
        TriesOutcome result;
        result.outcome = mark({});
        result.tries_left = allowed;
        std::vector<std::vector<Item>> history;
        for (const Response& answer : tries) {
            if (result.tries_left == 0) break;
            result.outcome = mark(answer);
            history.push_back(items_of(key_, answer, result.outcome));
            count_items(answer, result);
            ++result.tries;
            --result.tries_left;
            // What waits for a person cannot be told to be wrong.
            const bool ends = result.outcome.verdict == Verdict::right ||
                              result.outcome.verdict == Verdict::waits;
            if (ends) result.tries_left = 0;
        }
        if (history.size() > 1) take_penalties(history, result.outcome);
        result.hints = result.tries_left == 0 ? std::min(counted(key_.hints.size()),
                                                         result.tries == 0 ? 0 : result.tries - 1)
                                              : std::min(counted(key_.hints.size()), result.tries);
        apply_hint_rule(result);
        return result;
    }

    TriesOutcome adaptive(const std::vector<Response>& tries, Share penalty) const {
        TriesOutcome result;
        result.outcome = mark({});
        Points best{std::min<std::int64_t>(0, least_points().micro)};
        for (const Response& answer : tries) {
            if (result.tries_left == 0) break;
            result.outcome = mark(answer);
            count_items(answer, result);
            const Points taken = key_.points * Share{penalty.parts * result.tries};
            const Points rest{std::max(result.outcome.points.micro - taken.micro,
                                       std::min<std::int64_t>(result.outcome.points.micro, 0))};
            best = result.tries == 0 ? rest : std::max(best, rest);
            ++result.tries;
            if (result.outcome.verdict == Verdict::right) result.tries_left = 0;
        }
        if (result.tries > 0) result.outcome.points = best;
        result.show_right_count = key_.show_right_count;
        return result;
    }

  private:
    Outcome mark(const Response& response) const { return grade(shown_, key_, response, seed_); }

    Points least_points() const { return key_.points * key_.least; }

    void count_items(const Response& response, TriesOutcome& result) const {
        result.items = 0;
        result.items_right = 0;
        for (const Item& item : items_of(key_, response, result.outcome)) {
            ++result.items;
            if (item.is_right) ++result.items_right;
        }
    }

    // Each item loses the penalty once for each try before the one in which it took its last form.
    void take_penalties(const std::vector<std::vector<Item>>& history, Outcome& outcome) const {
        const std::vector<Item>& last = history.back();
        Share sum;
        for (std::size_t i = 0; i < last.size(); ++i) {
            std::size_t changed = history.size() - 1;
            while (changed > 0 && history[changed - 1][i].said == last[i].said) --changed;
            const Share off{key_.penalty.parts * static_cast<std::int64_t>(changed) *
                            last[i].max.parts / Share::whole};
            sum.parts += std::max<std::int64_t>(0, last[i].got.parts - off.parts);
        }
        outcome.points =
            std::min(outcome.points, key_.points * clamped(sum, Share::none(), Share::all()));
    }

    void apply_hint_rule(TriesOutcome& result) const {
        if (result.tries_left == 0) {
            result.show_right_count =
                key_.show_right_count && result.outcome.verdict == Verdict::partly;
            return;
        }
        if (result.hints == 0 || result.hints > key_.hint_rules.size()) return;
        const HintRule& rule = key_.hint_rules[result.hints - 1];
        result.show_right_count = rule.show_right_count;
        result.clear_wrong = rule.clear_wrong;
    }

    const QuestionPublic& shown_;
    const QuestionKey& key_;
    const Seed& seed_;
};

}  // namespace

std::uint32_t tries_allowed(const QuestionKey& key, Behaviour behaviour) {
    switch (behaviour) {
        case Behaviour::immediate:
            return 1;
        case Behaviour::interactive:
            return counted(key.hints.size()) + 1;
        default:
            return TriesOutcome::any_number;
    }
}

namespace {

// An adaptive question says itself what each try leads to, and when it is finished.
TriesOutcome by_own_rules(const QuestionPublic& shown, const QuestionKey& key,
                          const std::vector<Response>& answers, const Seed& seed) {
    TriesOutcome result;
    const std::vector<Response> tries = tries_among(answers);
    result.outcome = grade_by_rules(shown, key, tries, seed);
    result.tries = counted(tries.size());
    if (outcomes_by_rules(shown, key, tries, seed).completed) result.tries_left = 0;
    return result;
}

}  // namespace

TriesOutcome grade_tries(const QuestionPublic& shown, const QuestionKey& key, Behaviour behaviour,
                         const std::vector<Response>& answers, const Seed& seed) {
    if (shown.adaptive && !key.rules.empty()) return by_own_rules(shown, key, answers, seed);
    const Tries tries(shown, key, seed);
    switch (behaviour) {
        case Behaviour::immediate:
        case Behaviour::interactive:
            return tries.limited(tries_among(answers), tries_allowed(key, behaviour));
        case Behaviour::adaptive:
            return tries.adaptive(tries_among(answers), key.penalty);
        case Behaviour::adaptive_no_penalty:
            return tries.adaptive(tries_among(answers), Share::none());
        default:
            return tries.deferred(answers);
    }
}

}  // namespace approdo::content
