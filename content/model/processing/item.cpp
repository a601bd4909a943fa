#include "content/model/processing/item.hpp"

#include <algorithm>

#include "content/model/processing/float_text.hpp"

namespace approdo::content::processing {

namespace {

const std::string* name_of(const Binding& binding, const OptionId& option) {
    for (const OptionName& one : binding.options) {
        if (one.option == option) return &one.name;
    }
    return nullptr;
}

std::optional<OptionId> option_of(const Binding& binding, std::string_view name) {
    for (const OptionName& one : binding.options) {
        if (one.name == name) return one.option;
    }
    return std::nullopt;
}

std::string without_blanks(const std::string& text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

// One value of a response for a variable of this base type.
struct Entering {
    const Binding& binding;
    BaseType base;
    using Maybe = std::optional<Scalar>;

    Maybe operator()(const OptionId& option) const {
        const std::string* const name = name_of(binding, option);
        if (name == nullptr) return std::nullopt;
        return Identifier{*name};
    }
    Maybe operator()(bool value) const { return value; }
    Maybe operator()(std::int64_t value) const { return value; }
    Maybe operator()(const Decimal& value) const { return scalar_from(decimal_text(value), base); }
    Maybe operator()(const std::string& value) const {
        const std::string text = without_blanks(value);
        if (text.empty()) return std::nullopt;
        return scalar_from(text, base);
    }
    Maybe operator()(const Point& value) const { return value; }
    Maybe operator()(const Pair& pair) const { return names(pair.first, pair.second); }
    Maybe operator()(const DirectedPair& pair) const { return names(pair.from, pair.to); }
    Maybe operator()(const DurationMs& value) const {
        return Seconds{static_cast<double>(value.value) / 1000};
    }
    Maybe operator()(const FileValue& value) const { return value.name; }
    Maybe operator()(const Uri& value) const { return value; }
    Maybe operator()(const UnknownValue&) const { return std::nullopt; }

    Maybe names(const OptionId& first, const OptionId& second) const {
        const std::string* const a = name_of(binding, first);
        const std::string* const b = name_of(binding, second);
        if (a == nullptr || b == nullptr) return std::nullopt;
        return NamePair{*a, *b};
    }
};

struct Leaving {
    const Binding& binding;
    BaseType base;
    using Maybe = std::optional<content::Value>;

    Maybe operator()(bool value) const { return value; }
    Maybe operator()(std::int64_t value) const { return value; }
    Maybe operator()(double value) const { return float_text(value); }
    Maybe operator()(const std::string& value) const { return value; }
    Maybe operator()(const Identifier& value) const {
        if (const auto option = option_of(binding, value.name)) return *option;
        return std::nullopt;
    }
    Maybe operator()(const Point& value) const { return value; }
    Maybe operator()(const NamePair& value) const {
        const auto a = option_of(binding, value.first);
        const auto b = option_of(binding, value.second);
        if (!a || !b) return std::nullopt;
        if (base == BaseType::pair) return Pair{*a, *b};
        return DirectedPair{*a, *b};
    }
    Maybe operator()(const Seconds& value) const { return float_text(value.value); }
    Maybe operator()(const Uri& value) const { return value; }
    Maybe operator()(const UnknownValue&) const { return std::nullopt; }
};

bool shows(const ShownFeedback& feedback, Run& run) {
    const Run::Variable* const outcome = run.find(feedback.outcome);
    const bool equal =
        outcome != nullptr &&
        std::any_of(outcome->value.items.begin(), outcome->value.items.end(),
                    [&](const Scalar& item) { return text_of(item) == feedback.value; });
    return equal == feedback.when_equal;
}

ItemOutcome outcome_of(const ItemRules& rules, Run& run) {
    ItemOutcome result;
    for (const Run::Variable& variable : run.variables()) {
        const std::string& name = variable.declared->name;
        switch (variable.declared->kind) {
            case VariableKind::outcome:
                result.outcomes.push_back({name, variable.value});
                break;
            case VariableKind::drawn:
                result.drawn.push_back({name, variable.value});
                break;
            case VariableKind::response:
                if (!variable.correct.is_null()) result.correct.push_back({name, variable.correct});
                break;
        }
    }
    for (const ShownFeedback& one : rules.feedback) {
        const auto there = std::find(result.feedback.begin(), result.feedback.end(), one.feedback);
        if (there == result.feedback.end() && shows(one, run))
            result.feedback.push_back(one.feedback);
    }
    const Value* const status = result.outcome("completionStatus");
    result.completed = status != nullptr && text_of(*status) == "completed";
    result.gave_up = run.gave_up();
    return result;
}

void put(Run& run, std::string_view name, Value value) {
    Run::Variable* const variable = run.find(name);
    if (variable == nullptr || variable->declared->kind != VariableKind::response) return;
    auto fits = fitted(std::move(value), variable->declared->cardinality, variable->declared->base);
    variable->value = fits ? std::move(*fits) : Value::null();
}

void enter(Run& run, const ItemRules& rules, const Response& response, std::size_t tries) {
    put(run, "numAttempts", Value::of(static_cast<std::int64_t>(tries)));
    for (const Binding& binding : rules.bindings) {
        const Declaration* const declared = rules.variable(binding.variable);
        const PartResponse* const part = response.part(binding.part);
        if (declared == nullptr) continue;
        put(run, binding.variable,
            part == nullptr ? Value::null() : value_of(*part, binding, *declared));
    }
}

}  // namespace

const Declaration* ItemRules::variable(std::string_view name) const {
    for (const Declaration& one : variables) {
        if (one.name == name) return &one;
    }
    return nullptr;
}

const Value* ItemOutcome::outcome(std::string_view name) const {
    for (const NamedValue& one : outcomes) {
        if (one.name == name) return &one.value;
    }
    return nullptr;
}

ItemSeed item_seed(const QuestionId& question, std::uint32_t data_set) {
    ItemSeed result;
    for (std::size_t i = 0; i < 4; ++i)
        result.seed.bytes[i] = static_cast<std::uint8_t>(data_set >> (8 * i));
    result.purpose = copy_of(bytes_of("rules"));
    append(result.purpose, question.view());
    return result;
}

ItemOutcome run_item(const ItemRules& rules, const std::vector<Response>& tries, bool adaptive,
                     const ItemSeed& seed) {
    Run run(rules.variables, seed.seed, seed.purpose);
    run.draw(rules.drawing);
    if (!adaptive && !tries.empty()) {
        enter(run, rules, tries.back(), tries.size());
        run.run(rules.responding);
        return outcome_of(rules, run);
    }
    for (std::size_t i = 0; i < tries.size(); ++i) {
        enter(run, rules, tries[i], i + 1);
        run.run(rules.responding);
        const Run::Variable* const status = run.find("completionStatus");
        if (status != nullptr && text_of(status->value) == "completed") break;
    }
    return outcome_of(rules, run);
}

ItemOutcome run_item(const ItemRules& rules, const std::vector<NamedValue>& responses,
                     const ItemSeed& seed) {
    Run run(rules.variables, seed.seed, seed.purpose);
    run.draw(rules.drawing);
    put(run, "numAttempts", Value::of(std::int64_t{1}));
    for (const NamedValue& one : responses) put(run, one.name, one.value);
    run.run(rules.responding);
    return outcome_of(rules, run);
}

Value value_of(const PartResponse& response, const Binding& binding, const Declaration& declared) {
    Value value;
    value.cardinality = declared.cardinality;
    value.base = declared.base;
    for (std::size_t i = 0; i < response.values.size(); ++i) {
        auto item = std::visit(Entering{binding, declared.base}, response.values[i]);
        if (!item) continue;
        value.items.push_back(std::move(*item));
        if (declared.cardinality == Cardinality::record)
            value.names.push_back(i < response.names.size() ? response.names[i] : std::string());
    }
    if (declared.cardinality == Cardinality::single && value.items.size() > 1) return Value::null();
    return value;
}

PartResponse response_of(const Value& value, const Binding& binding) {
    PartResponse response;
    response.part = binding.part;
    response.cardinality = value.cardinality;
    for (const Scalar& item : value.items) {
        auto one = std::visit(Leaving{binding, value.base}, item);
        if (one) response.values.push_back(std::move(*one));
    }
    return response;
}

}  // namespace approdo::content::processing
