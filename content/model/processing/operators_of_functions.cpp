#include <cmath>

#include "content/model/processing/elementary.hpp"
#include "content/model/processing/operators.hpp"

namespace approdo::content::processing {

namespace {

double function_of(MathFunction function, double x) {
    switch (function) {
        case MathFunction::sin:
            return sin_of(x);
        case MathFunction::cos:
            return cos_of(x);
        case MathFunction::tan:
            return tan_of(x);
        case MathFunction::sec:
            return 1 / cos_of(x);
        case MathFunction::csc:
            return 1 / sin_of(x);
        case MathFunction::cot:
            return 1 / tan_of(x);
        case MathFunction::asin:
            return asin_of(x);
        case MathFunction::acos:
            return acos_of(x);
        case MathFunction::atan:
            return atan_of(x);
        case MathFunction::asec:
            return acos_of(1 / x);
        case MathFunction::acsc:
            return asin_of(1 / x);
        case MathFunction::acot:
            return x == 0 ? pi / 2 : atan_of(1 / x);
        case MathFunction::sinh:
            return sinh_of(x);
        case MathFunction::cosh:
            return cosh_of(x);
        case MathFunction::tanh:
            return tanh_of(x);
        case MathFunction::sech:
            return 1 / cosh_of(x);
        case MathFunction::csch:
            return 1 / sinh_of(x);
        case MathFunction::coth:
            return 1 / tanh_of(x);
        case MathFunction::log:
            return log10_of(x);
        case MathFunction::ln:
            return ln_of(x);
        case MathFunction::exp:
            return exp_of(x);
        case MathFunction::abs:
            return std::fabs(x);
        case MathFunction::signum:
            return x > 0 ? 1 : (x < 0 ? -1 : 0);
        case MathFunction::floor:
            return std::floor(x);
        case MathFunction::ceil:
            return std::ceil(x);
        case MathFunction::to_degrees:
            return x * 180 / pi;
        case MathFunction::to_radians:
            return x * pi / 180;
        case MathFunction::atan2:
            break;
    }
    return std::nan("");
}

Value math(const Expression& expression, const Values& operands) {
    const auto function = static_cast<MathFunction>(expression.mode);
    const auto x = operands.empty() ? std::nullopt : number_in(operands[0]);
    if (!x) return Value::null();
    if (function == MathFunction::atan2) {
        const auto other = operands.size() == 2 ? number_in(operands[1]) : std::nullopt;
        return other ? Value::of(atan2_of(*x, *other)) : Value::null();
    }
    const double result = function_of(function, *x);
    constexpr double integer_limit = 9e18;
    const bool whole = function == MathFunction::floor || function == MathFunction::ceil;
    if (whole && std::fabs(result) < integer_limit)
        return Value::of(static_cast<std::int64_t>(result));
    return Value::of(result);
}

Value statistic(const Expression& expression, const Values& operands) {
    if (operands.size() != 1 || operands[0].is_null()) return Value::null();
    std::vector<double> numbers;
    double sum = 0;
    for (const Scalar& item : operands[0].items) {
        const auto number = number_in(item);
        if (!number) return Value::null();
        numbers.push_back(*number);
        sum += *number;
    }
    const auto count = static_cast<double>(numbers.size());
    const double mean = sum / count;
    const auto which = static_cast<Statistic>(expression.mode);
    if (which == Statistic::mean) return Value::of(mean);
    const bool sample = which == Statistic::sample_variance || which == Statistic::sample_deviation;
    if (sample && numbers.size() < 2) return Value::null();
    double squares = 0;
    for (const double number : numbers) squares += (number - mean) * (number - mean);
    const double variance = squares / (sample ? count - 1 : count);
    const bool deviation =
        which == Statistic::sample_deviation || which == Statistic::population_deviation;
    return Value::of(deviation ? std::sqrt(variance) : variance);
}

Value power(const Values& operands) {
    if (operands.size() != 2) return Value::null();
    const auto base = number_in(operands[0]);
    const auto exponent = number_in(operands[1]);
    if (!base || !exponent) return Value::null();
    return Value::of(power_of(*base, *exponent));
}

double number_at(const Value& list, std::size_t at) {
    return number_in(list.items[at]).value_or(0);
}

// Sources ascend; below the first the last operand, above the last its target. The form of older
// engines, which have a table as an operator.
Value in_table(const Expression& expression, const Values& operands) {
    if (operands.size() != 4 || operands[0].is_null()) return Value::null();
    const auto source = number_in(operands[0]);
    const Value& sources = operands[1];
    const Value& targets = operands[2];
    if (!source || sources.items.size() != targets.items.size()) return Value::null();
    std::size_t at = sources.items.size();
    while (at > 0 && number_at(sources, at - 1) > *source) --at;
    if (at == 0) return operands[3];
    const bool linear = expression.mode == 1;
    const double low = number_at(targets, at - 1);
    if (!linear || at == sources.items.size()) return Value::of(low);
    const double from = number_at(sources, at - 1);
    const double share = (*source - from) / (number_at(sources, at) - from);
    return Value::of(low + share * (number_at(targets, at) - low));
}

}  // namespace

std::optional<Value> function_operator(const Expression& expression, const Values& operands) {
    switch (expression.op) {
        case Operator::power:
            return power(operands);
        case Operator::math:
            return math(expression, operands);
        case Operator::statistics:
            return statistic(expression, operands);
        case Operator::table:
            return in_table(expression, operands);
        default:
            return std::nullopt;
    }
}

}  // namespace approdo::content::processing
