#include "content/model/processing/run.hpp"

#include <algorithm>
#include <array>

#include "content/model/processing/operators.hpp"

namespace approdo::content::processing {

namespace {

// What every question has without declaring it.
const std::array<Declaration, 3>& built_in() {
    static const std::array<Declaration, 3> declarations = [] {
        std::array<Declaration, 3> list;
        list[0].name = "completionStatus";
        list[0].base = BaseType::identifier;
        list[0].initial = Value::of_identifier("unknown");
        list[1].name = "numAttempts";
        list[1].kind = VariableKind::response;
        list[1].base = BaseType::integer;
        list[2].name = "duration";
        list[2].kind = VariableKind::response;
        list[2].base = BaseType::duration;
        return list;
    }();
    return declarations;
}

// Outcomes begin with their default; those that count, with nought when they have none.
Value beginning_of(const Declaration& declared) {
    if (declared.kind == VariableKind::response) return Value::null();
    const bool counts = declared.kind == VariableKind::outcome && is_number(declared.base) &&
                        declared.cardinality == Cardinality::single;
    if (!declared.initial.is_null() || !counts) return declared.initial;
    return fitted(Value::of(std::int64_t{0}), declared.cardinality, declared.base)
        .value_or(Value::null());
}

std::size_t size_of(const Value& value) {
    std::size_t size = value.items.size();
    for (const Scalar& item : value.items) {
        if (const auto* text = std::get_if<std::string>(&item)) size += text->size() / 16;
    }
    return size;
}

bool is_of_tests(Operator op) {
    return op >= Operator::test_variables && op <= Operator::number_selected;
}

}  // namespace

Run::Run(const std::vector<Declaration>& declarations, const Seed& seed, ByteView purpose,
         const TestResults* results)
    : draws_(seed, purpose), results_(results) {
    variables_.reserve(declarations.size() + built_in().size());
    const auto add = [&](const Declaration& one) {
        variables_.push_back({&one, beginning_of(one), one.initial, one.correct});
    };
    for (const Declaration& one : declarations) add(one);
    for (const Declaration& one : built_in()) {
        if (find(one.name) == nullptr) add(one);
    }
}

Run::Variable* Run::find(std::string_view name) {
    for (Variable& variable : variables_) {
        if (variable.declared->name == name) return &variable;
    }
    return nullptr;
}

bool Run::run(const std::vector<Rule>& rules) {
    return flow(rules, 0) != Flow::stopped;
}

void Run::draw(const std::vector<Rule>& rules) {
    // QTI asks for at least a hundred tries, and then for the defaults.
    constexpr int tries_max = 200;
    const std::vector<Variable> before = variables_;
    for (int i = 0; i < tries_max && !gave_up(); ++i) {
        if (flow(rules, 0) != Flow::again) return;
        variables_ = before;
    }
}

Run::Flow Run::flow(const std::vector<Rule>& rules, int depth) {
    for (const Rule& rule : rules) {
        if (depth > nesting_max || !budget_.spend(1)) return Flow::stopped;
        const Flow next = flow(rule, depth);
        if (next != Flow::on) return next;
    }
    return Flow::on;
}

Run::Flow Run::flow(const Rule& rule, int depth) {
    switch (rule.kind) {
        case RuleKind::condition:
            return flow_of_condition(rule, depth);
        case RuleKind::set_value:
        case RuleKind::set_correct:
        case RuleKind::set_default:
            set(rule);
            return Flow::on;
        case RuleKind::look_up:
            look_up(rule);
            return Flow::on;
        case RuleKind::stop:
            return Flow::stopped;
        case RuleKind::constraint:
            return is_true(evaluate(rule.value)) ? Flow::on : Flow::again;
    }
    return Flow::on;  // a rule of a newer program
}

Run::Flow Run::flow_of_condition(const Rule& rule, int depth) {
    for (const Branch& branch : rule.branches) {
        if (branch.condition.op == Operator::none || is_true(evaluate(branch.condition)))
            return flow(branch.rules, depth + 1);
    }
    return Flow::on;
}

void Run::set(const Rule& rule) {
    Variable* const variable = find(rule.name);
    if (variable == nullptr) return;
    if (rule.kind == RuleKind::set_default && rule.value.op == Operator::none) {
        variable->value = variable->initial;
        return;
    }
    // What does not fit the declaration changes nothing: QTI demands that the kinds agree.
    auto value =
        fitted(evaluate(rule.value), variable->declared->cardinality, variable->declared->base);
    if (!value) return;
    if (rule.kind == RuleKind::set_correct) {
        variable->correct = std::move(*value);
        return;
    }
    if (rule.kind == RuleKind::set_default) {
        variable->initial = *value;
        if (variable->declared->kind == VariableKind::response) return;
    }
    variable->value = std::move(*value);
}

void Run::look_up(const Rule& rule) {
    Variable* const variable = find(rule.name);
    if (variable == nullptr) return;
    auto value = fitted(looked_up(variable->declared->table, evaluate(rule.value)),
                        variable->declared->cardinality, variable->declared->base);
    if (value) variable->value = std::move(*value);
}

Value Run::evaluate(const Expression& expression) {
    return evaluate(expression, 0);
}

Value Run::evaluate(const Expression& expression, int depth) {
    if (depth > nesting_max || !budget_.spend(1)) return Value::null();
    if (expression.op == Operator::all_of || expression.op == Operator::any_of ||
        expression.op == Operator::negation || expression.op == Operator::any_n)
        return logic(expression, depth);
    if (expression.operands.empty()) return leaf(expression);
    Values operands;
    operands.reserve(expression.operands.size());
    std::size_t size = 0;
    for (const Expression& operand : expression.operands) {
        operands.push_back(evaluate(operand, depth + 1));
        size += size_of(operands.back());
    }
    if (size > container_items_max || !budget_.spend(size)) return Value::null();
    if (expression.op == Operator::random_integer || expression.op == Operator::random_float ||
        expression.op == Operator::random)
        return drawn(expression, operands);
    if (is_of_tests(expression.op))
        return results_ != nullptr ? results_->over(expression, operands) : Value::null();
    // «If any value contained therein is NULL, the result is NULL», although a container made here
    // would leave it out.
    if (expression.op == Operator::statistics) {
        for (const Expression& operand : expression.operands.front().operands) {
            if (evaluate(operand, depth + 2).is_null()) return Value::null();
        }
    }
    std::optional<Value> result = container_operator(expression, operands);
    if (!result) result = comparison_operator(expression, operands);
    if (!result) result = number_operator(expression, operands);
    if (!result) result = text_operator(expression, operands, budget_);
    if (!result) result = function_operator(expression, operands);
    return result ? std::move(*result) : Value::null();
}

Value Run::leaf(const Expression& expression) {
    switch (expression.op) {
        case Operator::constant:
            return expression.constant;
        case Operator::variable:
            return variable(expression.name);
        case Operator::default_value:
        case Operator::correct: {
            const Variable* const there = find(expression.name);
            if (there == nullptr) return Value::null();
            return expression.op == Operator::correct ? there->correct : there->initial;
        }
        case Operator::map_response:
        case Operator::map_response_point:
            return mapped(expression);
        case Operator::container_size:
            return Value::of(std::int64_t{0});
        case Operator::is_null:
            return Value::of(true);
        default:
            break;
    }
    if (is_of_tests(expression.op) && results_ != nullptr) return results_->over(expression, {});
    return Value::null();
}

Value Run::variable(const std::string& name) {
    if (const Variable* const there = find(name)) {
        if (!budget_.spend(size_of(there->value))) return Value::null();
        return there->value;
    }
    return results_ != nullptr ? results_->variable(name) : Value::null();
}

Value Run::mapped(const Expression& expression) {
    const Variable* const there = find(expression.name);
    if (there == nullptr) return Value::null();
    const Mapping& mapping = there->declared->mapping;
    const std::size_t entries = mapping.entries.size() + mapping.areas.size();
    if (!budget_.spend(there->value.items.size() * entries / 8)) return Value::null();
    return Value::of(expression.op == Operator::map_response
                         ? mapped_value(mapping, there->value)
                         : mapped_points(mapping, there->value));
}

Value Run::drawn(const Expression& expression, const std::vector<Value>& operands) {
    if (expression.op == Operator::random) {
        const Value& from = operands.front();
        if (from.is_null()) return Value::null();
        return Value::single(from.base, from.items[draws_.below(from.items.size())]);
    }
    if (expression.op == Operator::random_float) {
        const auto low = operands.size() == 2 ? number_in(operands[0]) : std::nullopt;
        const auto high = operands.size() == 2 ? number_in(operands[1]) : std::nullopt;
        if (!low || !high || *high < *low) return Value::null();
        constexpr double steps = 9007199254740992;  // 2^53: what a double holds apart
        const double share = static_cast<double>(draws_.next() >> 11) / steps;
        return Value::of(*low + (*high - *low) * share);
    }
    if (operands.size() != 3) return Value::null();
    const auto low = integer_in(operands[0]);
    const auto high = integer_in(operands[1]);
    const auto step = integer_in(operands[2]);
    if (!low || !high || !step || *high < *low || *step < 1) return Value::null();
    const std::uint64_t width =
        static_cast<std::uint64_t>(*high) - static_cast<std::uint64_t>(*low);
    const auto wide = static_cast<std::uint64_t>(*step);
    const std::uint64_t places = width / wide;
    // All 2^64 places at once are more than any question asks for.
    if (places == ~std::uint64_t{0}) return Value::null();
    const std::uint64_t place = draws_.below(places + 1) * wide;
    return Value::of(static_cast<std::int64_t>(static_cast<std::uint64_t>(*low) + place));
}

Value Run::logic(const Expression& expression, int depth) {
    const bool counted = expression.op == Operator::any_n;
    const std::size_t first = counted ? 2 : 0;
    std::int64_t right = 0;
    std::int64_t wrong = 0;
    std::int64_t open = 0;
    for (std::size_t i = first; i < expression.operands.size(); ++i) {
        const Value value = evaluate(expression.operands[i], depth + 1);
        (value.is_null() ? open : is_true(value) ? right : wrong) += 1;
        if (expression.op == Operator::all_of && wrong > 0) return Value::of(false);
        if (expression.op == Operator::any_of && right > 0) return Value::of(true);
    }
    if (counted) {
        if (expression.operands.size() < first) return Value::null();
        const auto least = integer_in(evaluate(expression.operands[0], depth + 1));
        const auto most = integer_in(evaluate(expression.operands[1], depth + 1));
        if (!least || !most) return Value::null();
        if (right > *most || right + open < *least) return Value::of(false);
        if (right >= *least && right + open <= *most) return Value::of(true);
        return Value::null();
    }
    if (open > 0 || right + wrong == 0) return Value::null();
    return Value::of(expression.op == Operator::negation ? right == 0
                                                         : expression.op == Operator::all_of);
}

}  // namespace approdo::content::processing
