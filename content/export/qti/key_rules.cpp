#include "content/export/qti/key_rules.hpp"

#include <algorithm>

#include "content/model/processing/float_text.hpp"

namespace approdo::content_export::qti {

namespace {

using namespace content;
using processing::Declaration;
using processing::Expression;
using processing::Identifier;
using processing::ItemRules;
using processing::MapEntry;
using processing::NamePair;
using processing::Operator;
using processing::Rule;
using processing::RuleKind;
using processing::VariableKind;
using Made = processing::Value;

Expression constant(Made value) {
    Expression expression;
    expression.op = Operator::constant;
    expression.constant = std::move(value);
    return expression;
}
Expression named(Operator op, const std::string& name) {
    Expression expression;
    expression.op = op;
    expression.name = name;
    return expression;
}
Expression of(Operator op, std::vector<Expression> operands) {
    Expression expression;
    expression.op = op;
    expression.operands = std::move(operands);
    return expression;
}
Rule set_score(Expression value) {
    Rule rule;
    rule.kind = RuleKind::set_value;
    rule.name = "SCORE";
    rule.value = std::move(value);
    return rule;
}

class RulesMaker {
  public:
    RulesMaker(const Question& question, std::vector<std::string>& dropped)
        : question_(question), dropped_(dropped) {}

    ItemRules make() {
        single_ = question_.shown.parts.size() == 1;
        for (const PartKey& key : question_.key.parts) weights_ += key.weight;
        for (const Part& part : question_.shown.parts) add_part(part);
        add_outcomes();
        return std::move(rules_);
    }

  private:
    double points_of(const PartKey& key) const {
        constexpr double micro = 1'000'000;
        return static_cast<double>(question_.key.points.micro) / micro * key.weight / weights_;
    }
    void drop(std::string what) { dropped_.push_back(std::move(what)); }

    static void map(Declaration& declared, processing::Scalar key, double points,
                    bool case_matters = true) {
        MapEntry& entry = declared.mapping.entries.emplace_back();
        entry.key = std::move(key);
        entry.value = points;
        entry.case_matters = case_matters;
    }

    void add_outcomes() {
        constexpr double micro = 1'000'000;
        const double most = static_cast<double>(question_.key.points.micro) / micro;
        for (const char* name : {"SCORE", "MAXSCORE"}) {
            Declaration& one = rules_.variables.emplace_back();
            one.name = name;
            one.base = BaseType::decimal;
            one.initial = Made::of(std::string_view(name) == "SCORE" ? 0.0 : most);
        }
    }

    void bind(const Part& part, const std::vector<OptionId>& options) {
        processing::Binding& binding = rules_.bindings.emplace_back();
        binding.variable = variable_;
        binding.part = part.number;
        for (const OptionId& option : options)
            binding.options.push_back({option, option_name(option)});
    }
    Declaration& declare(Cardinality cardinality, BaseType base) {
        Declaration& one = rules_.variables.emplace_back();
        one.name = variable_;
        one.kind = VariableKind::response;
        one.cardinality = cardinality;
        one.base = base;
        one.correct.cardinality = cardinality;
        one.correct.base = base;
        return one;
    }

    // All the points for the right answer, and none otherwise.
    void mark_exact(double points) {
        Rule rule;
        const Expression condition = of(Operator::match, {named(Operator::variable, variable_),
                                                          named(Operator::correct, variable_)});
        if (single_) {
            rule.branches.push_back({condition, {set_score(constant(Made::of(points)))}});
            rule.branches.push_back({Expression{}, {set_score(constant(Made::of(0.0)))}});
        } else {
            rule.branches.push_back(
                {condition,
                 {set_score(of(Operator::sum, {named(Operator::variable, "SCORE"),
                                               constant(Made::of(points))}))}});
        }
        rules_.responding.push_back(std::move(rule));
    }
    void mark_mapped(Operator op) {
        if (single_) {
            rules_.responding.push_back(set_score(named(op, variable_)));
            return;
        }
        rules_.responding.push_back(set_score(
            of(Operator::sum, {named(Operator::variable, "SCORE"), named(op, variable_)})));
    }

    void add_part(const Part& part) {
        const PartKey* const key = question_.key.part(part.number);
        if (key == nullptr) return;
        variable_ = single_ ? "RESPONSE" : "RESPONSE_" + std::to_string(part.number);
        std::visit([&](const auto& shape, const auto& marks) { add(part, *key, shape, marks); },
                   part.shape, key->shape);
    }

    static std::vector<OptionId> ids_of(const std::vector<Option>& options) {
        std::vector<OptionId> ids;
        for (const Option& one : options) ids.push_back(one.id);
        return ids;
    }

    void add(const Part& part, const PartKey& key, const ChoicePart& shape,
             const ChoiceKey& marks) {
        bind(part, ids_of(shape.options));
        const bool one = shape.chosen_max == 1;
        Declaration& declared =
            declare(one ? Cardinality::single : Cardinality::multiple, BaseType::identifier);
        const double points = points_of(key);
        std::size_t whole = 0;
        for (const ChosenKey& option : marks.options) {
            if (option.share.parts > 0 && (!one || option.share >= Share::all()))
                declared.correct.items.emplace_back(Identifier{option_name(option.option)});
            whole += option.share.parts != 0 ? 1U : 0U;
        }
        // One right option, or exactly the right ones, needs no mapping.
        const bool exact =
            marks.all_or_nothing || (one && whole == 1 && declared.correct.items.size() == 1);
        if (one && declared.correct.items.size() > 1) declared.correct.items.resize(1);
        if (exact) return mark_exact(points);
        for (const ChosenKey& option : marks.options) {
            if (option.share.parts == 0) continue;
            map(declared, Identifier{option_name(option.option)},
                points * static_cast<double>(option.share.parts) /
                    static_cast<double>(Share::whole));
        }
        declared.mapping.lower = {true, 0};
        declared.mapping.upper = {true, points};
        mark_mapped(Operator::map_response);
    }

    void add(const Part& part, const PartKey& key, const TextPart&, const TextKey& marks) {
        bind(part, {});
        Declaration& declared = declare(Cardinality::single, BaseType::text);
        for (const TextAnswer& answer : marks.answers) {
            if (answer.pattern.find('*') != std::string::npos) {
                drop("the answer «" + answer.pattern + "» with a star for any words");
                continue;
            }
            map(declared, answer.pattern,
                points_of(key) * static_cast<double>(answer.share.parts) /
                    static_cast<double>(Share::whole),
                marks.case_matters);
            if (declared.correct.is_null() && answer.share >= Share::all())
                declared.correct.items.emplace_back(answer.pattern);
        }
        declared.mapping.lower = {true, 0};
        mark_mapped(Operator::map_response);
    }

    void add(const Part& part, const PartKey& key, const NumberPart& shape,
             const NumberKey& marks) {
        bind(part, {});
        declare(Cardinality::single, BaseType::decimal);
        if (!shape.units.empty() || !marks.units.empty()) drop("units of numbers");
        if (marks.answers_per_set > 0)
            drop("answers for each data set: the first ones are written");
        Rule rule;
        std::size_t count = marks.answers.size();
        if (marks.answers_per_set > 0) count = std::min<std::size_t>(count, marks.answers_per_set);
        for (std::size_t i = 0; i < count; ++i) {
            const NumberAnswer& answer = marks.answers[i];
            if (answer.any || answer.share.parts == 0) continue;
            const auto bound = [](const Decimal& decimal) {
                return constant(
                    Made::of(processing::float_from(decimal_text(decimal)).value_or(0)));
            };
            const Expression given = named(Operator::variable, variable_);
            const Expression within = of(
                Operator::all_of, {of(Operator::greater_or_equal, {given, bound(answer.range.low)}),
                                   of(Operator::less_or_equal, {given, bound(answer.range.high)})});
            const double points = points_of(key) * static_cast<double>(answer.share.parts) /
                                  static_cast<double>(Share::whole);
            rule.branches.push_back(
                {within,
                 {set_score(of(Operator::sum, {named(Operator::variable, "SCORE"),
                                               constant(Made::of(points))}))}});
        }
        if (!rule.branches.empty()) rules_.responding.push_back(std::move(rule));
    }

    void add_pairs(const PartKey& key, const std::vector<MatchPair>& pairs, bool all_or_nothing) {
        Declaration& declared = declare(Cardinality::multiple, BaseType::directed_pair);
        for (const MatchPair& pair : pairs)
            declared.correct.items.emplace_back(
                NamePair{option_name(pair.left), option_name(pair.right)});
        if (all_or_nothing || pairs.empty()) return mark_exact(points_of(key));
        for (const MatchPair& pair : pairs)
            map(declared, NamePair{option_name(pair.left), option_name(pair.right)},
                points_of(key) / static_cast<double>(pairs.size()));
        declared.mapping.lower = {true, 0};
        declared.mapping.upper = {true, points_of(key)};
        mark_mapped(Operator::map_response);
    }
    void add(const Part& part, const PartKey& key, const MatchPart& shape, const MatchKey& marks) {
        std::vector<OptionId> ids = ids_of(shape.left);
        for (const Option& one : shape.right) ids.push_back(one.id);
        bind(part, ids);
        add_pairs(key, marks.pairs, marks.all_or_nothing);
    }
    void add(const Part& part, const PartKey& key, const DragPart& shape, const DragKey& marks) {
        std::vector<OptionId> ids;
        for (const DragItem& one : shape.items) ids.push_back(one.id);
        for (const NamedPlace& one : shape.targets) ids.push_back(one.id);
        bind(part, ids);
        add_pairs(key, marks.pairs, marks.all_or_nothing);
    }
    void add(const Part& part, const PartKey& key, const OrderPart& shape, const OrderKey& marks) {
        bind(part, ids_of(shape.items));
        Declaration& declared = declare(Cardinality::ordered, BaseType::identifier);
        for (const OptionId& one : marks.order)
            declared.correct.items.emplace_back(Identifier{option_name(one)});
        if (marks.scoring != OrderScoring::all_or_nothing)
            drop("a part of the points for a part of the order: it is all or nothing");
        mark_exact(points_of(key));
    }
    void add(const Part& part, const PartKey& key, const HotspotPart& shape,
             const HotspotKey& marks) {
        std::vector<OptionId> ids;
        for (const NamedPlace& one : shape.places) ids.push_back(one.id);
        bind(part, ids);
        const bool free = shape.places.empty();
        Declaration& declared =
            declare(shape.chosen_max == 1 ? Cardinality::single : Cardinality::multiple,
                    free ? BaseType::point : BaseType::identifier);
        const auto points = [&](Share share) {
            return points_of(key) * static_cast<double>(share.parts) /
                   static_cast<double>(Share::whole);
        };
        for (const AreaAnswer& answer : marks.areas)
            declared.mapping.areas.push_back({answer.area, points(answer.share)});
        for (const ChosenKey& place : marks.places)
            map(declared, Identifier{option_name(place.option)}, points(place.share));
        if (!free) declared.mapping.areas.clear();
        declared.mapping.lower = {true, 0};
        mark_mapped(free ? Operator::map_response_point : Operator::map_response);
    }
    // Marked by a person, or unknown: the answer is declared, nothing is said of its points.
    template <class Shape, class Key>
    void add(const Part& part, const PartKey&, const Shape&, const Key&) {
        bind(part, {});
        constexpr bool file = std::is_same_v<Shape, FilePart>;
        declare(Cardinality::single, file ? BaseType::file : BaseType::text);
        if constexpr (std::is_same_v<Key, UnknownKey>) drop("a key that is not known here");
    }

    const Question& question_;
    std::vector<std::string>& dropped_;
    ItemRules rules_;
    std::string variable_;
    bool single_ = true;
    std::uint32_t weights_ = 0;
};

// What an item has no place for, whatever marks it.
void list_losses(const Question& question, std::vector<std::string>& dropped) {
    const QuestionPublic& shown = question.shown;
    const QuestionKey& key = question.key;
    const auto is_shown_by_rules = [&](const Feedback& one) {
        return std::any_of(
            key.rules.feedback.begin(), key.rules.feedback.end(),
            [&](const processing::ShownFeedback& rule) { return rule.feedback == one.id; });
    };
    const auto list = [&](bool lost, const char* what) {
        if (lost) dropped.emplace_back(what);
    };
    list(!std::all_of(key.feedback.begin(), key.feedback.end(), is_shown_by_rules), "feedback");
    list(!key.hints.empty(), "hints");
    list(key.penalty.parts != 0, "penalties for earlier tries");
    list(key.least.parts != 0, "points below nought");
    list(!shown.tags.empty() || !shown.category.empty(), "tags and category");
    list(!shown.details.empty(), "what its parts say besides their shape");
    list(shown.numbering != Numbering::small_letters, "how its options are numbered");
    list(std::any_of(key.parts.begin(), key.parts.end(),
                     [](const PartKey& part) {
                         const auto* const person = std::get_if<PersonKey>(&part.shape);
                         return person != nullptr && !person->guide.empty();
                     }),
         "what guides whoever marks it");
    list(key.show_right_count, "that the number of right answers shows");
}

}  // namespace

std::string option_name(const OptionId& option) {
    return "o" + option.hex();
}

ItemRules rules_of(const Question& question, std::vector<std::string>& dropped) {
    list_losses(question, dropped);
    if (!question.key.rules.empty()) return question.key.rules;
    return RulesMaker(question, dropped).make();
}

}  // namespace approdo::content_export::qti
