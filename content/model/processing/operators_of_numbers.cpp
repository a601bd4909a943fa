#include <cmath>
#include <limits>
#include <numeric>

#include "content/model/processing/float_text.hpp"
#include "content/model/processing/operators.hpp"

namespace approdo::content::processing {

namespace {

// The numbers of all operands in one list; nothing when one is NULL or no number.
struct Numbers {
    std::vector<double> floats;
    std::vector<std::int64_t> integers;  // as many, when all are whole numbers
    bool are_whole() const { return integers.size() == floats.size(); }
};
std::optional<Numbers> numbers_in(const Values& operands) {
    Numbers result;
    for (const Value& operand : operands) {
        if (operand.is_null()) return std::nullopt;
        for (const Scalar& item : operand.items) {
            const auto number = number_in(item);
            if (!number) return std::nullopt;
            result.floats.push_back(*number);
            if (const auto* whole = std::get_if<std::int64_t>(&item))
                result.integers.push_back(*whole);
        }
    }
    if (result.floats.empty()) return std::nullopt;
    return result;
}

using Whole = std::optional<std::int64_t>;

// A result beyond 64 bits is no whole number any more: NULL.
Whole added(std::int64_t a, std::int64_t b) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    if (b > 0 ? a > most - b : a < -most - b) return std::nullopt;
    return a + b;
}
Whole multiplied(std::int64_t a, std::int64_t b) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    if (a == 0 || b == 0) return 0;
    const std::int64_t limit = most / (b < 0 ? -b : b);
    if (a > limit || a < -limit) return std::nullopt;
    return a * b;
}
Whole divided(std::int64_t a, std::int64_t b) {  // rounded down
    if (b == 0 || (b == -1 && a == std::numeric_limits<std::int64_t>::min())) return std::nullopt;
    const std::int64_t quotient = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

template <class Step, class FloatStep>
Value folded(const Numbers& numbers, const Step& step, const FloatStep& float_step) {
    if (numbers.are_whole()) {
        Whole result = numbers.integers.front();
        for (std::size_t i = 1; i < numbers.integers.size() && result; ++i)
            result = step(*result, numbers.integers[i]);
        return result ? Value::of(*result) : Value::null();
    }
    double result = numbers.floats.front();
    for (std::size_t i = 1; i < numbers.floats.size(); ++i)
        result = float_step(result, numbers.floats[i]);
    return Value::of(result);
}

Value folded(Operator op, const Numbers& numbers) {
    switch (op) {
        case Operator::sum:
            return folded(numbers, added, [](double a, double b) { return a + b; });
        case Operator::product:
            return folded(numbers, multiplied, [](double a, double b) { return a * b; });
        case Operator::max:
            return folded(
                numbers, [](std::int64_t a, std::int64_t b) { return Whole(std::max(a, b)); },
                [](double a, double b) { return a < b ? b : a; });
        default:
            return folded(
                numbers, [](std::int64_t a, std::int64_t b) { return Whole(std::min(a, b)); },
                [](double a, double b) { return b < a ? b : a; });
    }
}

Value common(Operator op, const Numbers& numbers) {
    if (!numbers.are_whole()) return Value::null();
    Whole result = 0;
    bool first = true;
    for (const std::int64_t one : numbers.integers) {
        if (one == std::numeric_limits<std::int64_t>::min()) return Value::null();
        if (op == Operator::gcd) {
            result = std::gcd(*result, one);
        } else if (first) {
            result = one < 0 ? -one : one;
        } else if (*result != 0) {
            result = one == 0 ? Whole(0)
                              : multiplied(*result / std::gcd(*result, one), one < 0 ? -one : one);
        }
        first = false;
        if (!result) return Value::null();
    }
    return Value::of(*result);
}

Value from_two(Operator op, const Numbers& numbers) {
    if (numbers.floats.size() != 2) return Value::null();
    const double a = numbers.floats[0];
    const double b = numbers.floats[1];
    if (op == Operator::divide) return b == 0 ? Value::null() : Value::of(a / b);
    if (op == Operator::subtract && !numbers.are_whole()) return Value::of(a - b);
    if (!numbers.are_whole()) return Value::null();
    const std::int64_t x = numbers.integers[0];
    const std::int64_t y = numbers.integers[1];
    if (y == std::numeric_limits<std::int64_t>::min()) return Value::null();
    Whole result;
    if (op == Operator::subtract) {
        result = added(x, -y);
    } else {
        result = divided(x, y);
        if (result && op == Operator::integer_modulus) result = x - *result * y;
    }
    return result ? Value::of(*result) : Value::null();
}

// A whole number, unless it is too large for one.
Value whole_of(double value) {
    constexpr double limit = 9e18;
    if (!(std::fabs(value) < limit)) return Value::null();
    return Value::of(static_cast<std::int64_t>(value));
}

Value from_one(Operator op, const Numbers& numbers) {
    if (numbers.floats.size() != 1) return Value::null();
    const double value = numbers.floats[0];
    if (op == Operator::integer_to_float) return Value::of(value);
    if (numbers.are_whole()) return Value::of(numbers.integers[0]);
    const double below = std::floor(value);
    if (op == Operator::round) return whole_of(value - below >= 0.5 ? below + 1 : below);
    return whole_of(std::trunc(value));
}

Value round_to(const Expression& expression, const Values& operands) {
    if (operands.size() != 2) return Value::null();
    const auto value = number_in(operands[0]);
    const auto figures = integer_in(operands[1]);
    if (!value || !figures) return Value::null();
    const auto result = rounded(*value, static_cast<Rounding>(expression.mode), *figures);
    return result ? Value::of(*result) : Value::null();
}

}  // namespace

std::optional<Value> number_operator(const Expression& expression, const Values& operands) {
    const Operator op = expression.op;
    if (op == Operator::round_to) return round_to(expression, operands);
    if (op < Operator::sum || op > Operator::lcm || op == Operator::power) return std::nullopt;
    const auto numbers = numbers_in(operands);
    if (!numbers) return Value::null();
    switch (op) {
        case Operator::sum:
        case Operator::product:
        case Operator::max:
        case Operator::min:
            return folded(op, *numbers);
        case Operator::gcd:
        case Operator::lcm:
            return common(op, *numbers);
        case Operator::integer_to_float:
        case Operator::round:
        case Operator::truncate:
            return from_one(op, *numbers);
        default:
            return from_two(op, *numbers);
    }
}

}  // namespace approdo::content::processing
