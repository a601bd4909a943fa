#include "content/import/qti/simple_keys.hpp"

#include <algorithm>
#include <cmath>

#include "content/model/processing/float_text.hpp"

namespace approdo::import::qti {

namespace {

using namespace content;
using processing::Declaration;
using processing::Expression;
using processing::Operator;
using processing::Rule;
using processing::RuleKind;

bool is_named(const Expression& expression, Operator op, const std::string& name) {
    return expression.op == op && expression.name == name;
}

std::optional<double> constant_number(const Expression& expression) {
    if (expression.op != Operator::constant) return std::nullopt;
    return processing::number_in(expression.constant);
}

// «SCORE becomes this», and nothing else.
const Expression* score_set(const std::vector<Rule>& rules) {
    const bool one =
        rules.size() == 1 && rules[0].kind == RuleKind::set_value && rules[0].name == "SCORE";
    return one ? &rules[0].value : nullptr;
}

bool sets_nought(const std::vector<Rule>& rules) {
    const Expression* const value = score_set(rules);
    return value != nullptr && constant_number(*value) == 0.0;
}

// If the answer is the right one, so many points.
std::optional<double> points_for_match(const std::vector<Rule>& rules, const std::string& name) {
    if (rules.size() != 1 || rules[0].kind != RuleKind::condition) return std::nullopt;
    const auto& branches = rules[0].branches;
    if (branches.empty() || branches.size() > 2) return std::nullopt;
    const Expression& condition = branches[0].condition;
    const bool matches = condition.op == Operator::match && condition.operands.size() == 2 &&
                         is_named(condition.operands[0], Operator::variable, name) &&
                         is_named(condition.operands[1], Operator::correct, name);
    if (!matches) return std::nullopt;
    if (branches.size() == 2 &&
        (branches[1].condition.op != Operator::none || !sets_nought(branches[1].rules)))
        return std::nullopt;
    const Expression* const value = score_set(branches[0].rules);
    return value == nullptr ? std::nullopt : constant_number(*value);
}

bool is_mapped(const std::vector<Rule>& rules, const std::string& name) {
    if (const Expression* const value = score_set(rules))
        return is_named(*value, Operator::map_response, name);
    if (rules.size() != 1 || rules[0].kind != RuleKind::condition) return false;
    const auto& branches = rules[0].branches;
    if (branches.size() != 2 || branches[0].condition.op != Operator::is_null) return false;
    const auto& what = branches[0].condition.operands;
    const Expression* const value = score_set(branches[1].rules);
    return what.size() == 1 && is_named(what[0], Operator::variable, name) &&
           sets_nought(branches[0].rules) && branches[1].condition.op == Operator::none &&
           value != nullptr && is_named(*value, Operator::map_response, name);
}

std::optional<Points> whole_points(double points) {
    const double micro = points * 1'000'000;
    if (points <= 0 || points > 1'000'000 || micro != std::floor(micro)) return std::nullopt;
    return Points{static_cast<std::int64_t>(micro)};
}

const std::string* name_of_option(const processing::Binding& binding, const OptionId& option) {
    for (const processing::OptionName& one : binding.options) {
        if (one.option == option) return &one.name;
    }
    return nullptr;
}

class KeyMaker {
  public:
    KeyMaker(const FoundPart& part, const Declaration& declared)
        : part_(part), declared_(declared) {}

    // All or nothing: exactly the right answer.
    std::optional<PartKeyShape> exact() const {
        if (declared_.correct.is_null()) return std::nullopt;
        if (const auto* choice = std::get_if<ChoicePart>(&part_.part.shape)) return chosen(*choice);
        if (const auto* order = std::get_if<OrderPart>(&part_.part.shape)) return ordered(*order);
        if (const auto* match = std::get_if<MatchPart>(&part_.part.shape)) {
            // Pairs within one column may be answered either way round: rules know that.
            if (match->left == match->right) return std::nullopt;
            const auto found = pairs();
            if (!found) return std::nullopt;
            return MatchKey{*found, true};
        }
        if (std::holds_alternative<DragPart>(part_.part.shape)) {
            const auto found = pairs();
            if (!found) return std::nullopt;
            return DragKey{*found, true};
        }
        if (const auto* hotspot = std::get_if<HotspotPart>(&part_.part.shape))
            return one_place(*hotspot);
        return std::nullopt;
    }

    // Shares of the points for each option, where they are exact.
    std::optional<PartKeyShape> shares(double points) const {
        const processing::Mapping& mapping = declared_.mapping;
        if (mapping.otherwise != 0) return std::nullopt;
        if (std::holds_alternative<TextPart>(part_.part.shape)) return words(points);
        if (std::holds_alternative<MatchPart>(part_.part.shape) ||
            std::holds_alternative<DragPart>(part_.part.shape))
            return shared_pairs(points);
        const auto* choice = std::get_if<ChoicePart>(&part_.part.shape);
        if (choice == nullptr) return std::nullopt;
        ChoiceKey key;
        bool below = false;
        for (const Option& option : choice->options) {
            const auto share = share_of_option(option.id, points);
            if (!share) return std::nullopt;
            below = below || share->parts < 0;
            key.options.push_back({option.id, *share, 0});
        }
        // Keys end at nought; a mapping only does when it says so.
        if (below && (!mapping.lower.is_set || mapping.lower.value != 0)) return std::nullopt;
        return key;
    }
    // The most that answers can get by the mapping.
    double most_points() const {
        const processing::Mapping& mapping = declared_.mapping;
        double sum = 0;
        for (const processing::MapEntry& entry : mapping.entries) {
            if (entry.value <= 0) continue;
            sum = declared_.cardinality == Cardinality::single ? std::max(sum, entry.value)
                                                               : sum + entry.value;
        }
        return mapping.upper.is_set ? std::min(sum, mapping.upper.value) : sum;
    }

  private:
    std::optional<OptionId> option(const std::string& name) const {
        for (const processing::OptionName& one : part_.binding.options) {
            if (one.name == name) return one.option;
        }
        return std::nullopt;
    }
    std::optional<PartKeyShape> chosen(const ChoicePart& choice) const {
        ChoiceKey key;
        key.all_or_nothing = true;
        std::size_t right = 0;
        for (const Option& one : choice.options) {
            const std::string* const name = name_of_option(part_.binding, one.id);
            const bool is_right =
                name != nullptr &&
                std::any_of(declared_.correct.items.begin(), declared_.correct.items.end(),
                            [&](const auto& item) { return processing::text_of(item) == *name; });
            right += is_right ? 1U : 0U;
            key.options.push_back({one.id, is_right ? Share::all() : Share::none(), 0});
        }
        if (right == 0 || right != declared_.correct.items.size()) return std::nullopt;
        const auto each = Share::of(1, static_cast<std::int64_t>(right));
        for (ChosenKey& one : key.options) {
            if (one.share.parts > 0) one.share = each;
        }
        return key;
    }
    std::optional<PartKeyShape> ordered(const OrderPart& order) const {
        OrderKey key;
        key.scoring = OrderScoring::all_or_nothing;
        for (const auto& item : declared_.correct.items) {
            const auto id = option(processing::text_of(item));
            if (!id) return std::nullopt;
            key.order.push_back(*id);
        }
        if (key.order.size() != order.items.size()) return std::nullopt;
        return key;
    }
    std::optional<std::vector<MatchPair>> pairs() const {
        if (declared_.base != BaseType::directed_pair) return std::nullopt;
        std::vector<MatchPair> list;
        for (const auto& item : declared_.correct.items) {
            const auto* names = std::get_if<processing::NamePair>(&item);
            if (names == nullptr) return std::nullopt;
            const auto left = option(names->first);
            const auto right = option(names->second);
            if (!left || !right) return std::nullopt;
            list.push_back({*left, *right});
        }
        return list;
    }
    std::optional<PartKeyShape> one_place(const HotspotPart& hotspot) const {
        const auto right = option(processing::text_of(declared_.correct.items.front()));
        if (hotspot.chosen_max != 1 || declared_.correct.items.size() != 1 || !right)
            return std::nullopt;
        HotspotKey key;
        key.places.push_back({*right, Share::all(), 0});
        return key;
    }
    // Typed words, each with its share; a star in them is a star.
    std::optional<PartKeyShape> words(double points) const {
        TextKey key;
        for (const processing::MapEntry& entry : declared_.mapping.entries) {
            const auto* word = std::get_if<std::string>(&entry.key);
            const auto share = share_of(entry.value, points);
            const bool first = key.answers.empty();
            if (word == nullptr || !share || share->parts < 0 ||
                (!first && entry.case_matters != key.case_matters))
                return std::nullopt;
            key.case_matters = entry.case_matters;
            std::string pattern;
            for (const char c : *word) pattern += c == '*' ? std::string("\\*") : std::string(1, c);
            key.answers.push_back({pattern, *share, 0});
        }
        if (key.answers.empty()) return std::nullopt;
        return key;
    }
    // The right pairs, each with the same share, where none can be given beyond them.
    std::optional<PartKeyShape> shared_pairs(double points) const {
        const auto list = pairs();
        if (!list || list->empty() || !part_.each_once ||
            declared_.mapping.entries.size() != list->size())
            return std::nullopt;
        const double each = points / static_cast<double>(list->size());
        for (const processing::MapEntry& entry : declared_.mapping.entries) {
            const bool right =
                std::any_of(declared_.correct.items.begin(), declared_.correct.items.end(),
                            [&](const auto& item) { return item == entry.key; });
            if (!right || std::fabs(entry.value - each) > 1e-9) return std::nullopt;
        }
        const auto* drag = std::get_if<DragPart>(&part_.part.shape);
        const auto* match = std::get_if<MatchPart>(&part_.part.shape);
        const std::size_t places = drag != nullptr ? drag->targets.size() : match->left.size();
        if (places != list->size()) return std::nullopt;
        if (drag != nullptr) return DragKey{*list, false};
        return MatchKey{*list, false};
    }
    // Where it is exact, but for the last places of a double.
    static std::optional<Share> share_of(double value, double points) {
        const double parts = static_cast<double>(Share::whole) * value / points;
        const double whole = std::floor(parts + 0.5);
        if (std::fabs(parts - whole) > 1e-6 || std::fabs(parts) > 1e15) return std::nullopt;
        return Share{static_cast<std::int64_t>(whole)};
    }
    std::optional<Share> share_of_option(const OptionId& id, double points) const {
        const std::string* const name = name_of_option(part_.binding, id);
        if (name == nullptr) return std::nullopt;
        for (const processing::MapEntry& entry : declared_.mapping.entries) {
            if (processing::text_of(entry.key) != *name) continue;
            return share_of(entry.value, points);
        }
        return Share::none();
    }

    const FoundPart& part_;
    const Declaration& declared_;
};

}  // namespace

std::optional<SimpleKey> simple_key(const std::vector<FoundPart>& parts,
                                    const processing::ItemRules& rules) {
    if (parts.size() != 1 || !rules.drawing.empty() || !rules.feedback.empty()) return std::nullopt;
    const FoundPart& part = parts.front();
    const Declaration* const declared = rules.variable(part.binding.variable);
    const Declaration* const score = rules.variable("SCORE");
    if (declared == nullptr || score == nullptr) return std::nullopt;
    const bool from_nought =
        score->initial.is_null() || processing::number_in(score->initial) == 0.0;
    if (!from_nought) return std::nullopt;
    const KeyMaker maker(part, *declared);
    if (const auto number = points_for_match(rules.responding, declared->name)) {
        const auto points = whole_points(*number);
        auto shape = maker.exact();
        if (!points || !shape) return std::nullopt;
        return SimpleKey{std::move(*shape), *points};
    }
    if (!is_mapped(rules.responding, declared->name)) return std::nullopt;
    const double most = maker.most_points();
    const auto points = whole_points(most);
    if (!points) return std::nullopt;
    auto shape = maker.shares(most);
    if (!shape) return std::nullopt;
    return SimpleKey{std::move(*shape), *points};
}

}  // namespace approdo::import::qti
