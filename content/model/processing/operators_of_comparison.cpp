#include <algorithm>
#include <array>
#include <cmath>

#include "content/model/processing/float_text.hpp"
#include "content/model/processing/operators.hpp"

namespace approdo::content::processing {

namespace {

bool any_null(const Values& operands) {
    return std::any_of(operands.begin(), operands.end(),
                       [](const Value& value) { return value.is_null(); });
}

// How far `b` may be from `a` below and above; the third and fourth operand, the fourth like the
// third where there is none.
Value equal(const Expression& expression, const Values& operands) {
    if (operands.size() < 2 || any_null(operands)) return Value::null();
    const auto a = number_in(operands[0]);
    const auto b = number_in(operands[1]);
    if (!a || !b) return Value::of(same(operands[0], operands[1]));
    const bool relative = (expression.mode & tolerance_relative) != 0;
    if (!relative && (expression.mode & tolerance_absolute) == 0) return Value::of(*a == *b);
    const auto below = operands.size() > 2 ? number_in(operands[2]) : 0;
    const auto above = operands.size() > 3 ? number_in(operands[3]) : below;
    if (!below || !above) return Value::null();
    const double scale = relative ? std::fabs(*a) / 100 : 1;
    const double low = *a - *below * scale;
    const double high = *a + *above * scale;
    const bool over = (expression.mode & without_lower_bound) != 0 ? *b > low : *b >= low;
    const bool under = (expression.mode & without_upper_bound) != 0 ? *b < high : *b <= high;
    return Value::of(over && under);
}

Value equal_rounded(const Expression& expression, const Values& operands) {
    if (operands.size() != 3 || any_null(operands)) return Value::null();
    const auto a = number_in(operands[0]);
    const auto b = number_in(operands[1]);
    const auto figures = integer_in(operands[2]);
    if (!a || !b || !figures) return Value::null();
    const auto rounding = static_cast<Rounding>(expression.mode);
    const auto first = rounded(*a, rounding, *figures);
    const auto second = rounded(*b, rounding, *figures);
    if (!first || !second) return Value::null();
    return Value::of(*first == *second);
}

Value inside(const Expression& expression, const Values& operands) {
    if (operands.size() != 2 || operands[0].is_null()) return Value::null();
    Area area;
    area.shape = static_cast<AreaShape>(expression.mode);
    for (const Scalar& item : operands[1].items) {
        const auto* coordinate = std::get_if<std::int64_t>(&item);
        if (coordinate == nullptr || *coordinate > 1'000'000 || *coordinate < -1'000'000)
            return Value::null();
        area.coordinates.push_back(static_cast<std::int32_t>(*coordinate));
    }
    return Value::of(
        std::any_of(operands[0].items.begin(), operands[0].items.end(), [&](const Scalar& item) {
            const Point* const point = std::get_if<Point>(&item);
            return point != nullptr && contains(area, *point);
        }));
}

Value ordering(Operator op, const Values& operands) {
    if (operands.size() != 2) return Value::null();
    const auto a = number_in(operands[0]);
    const auto b = number_in(operands[1]);
    if (!a || !b) return Value::null();
    switch (op) {
        case Operator::less:
            return Value::of(*a < *b);
        case Operator::greater:
            return Value::of(*a > *b);
        case Operator::less_or_equal:
            return Value::of(*a <= *b);
        default:
            return Value::of(*a >= *b);
    }
}

Value is_type_of(const Values& operands) {
    if (operands.size() != 2 || any_null(operands)) return Value::null();
    static constexpr std::array<std::string_view, 12> names{
        "",      "identifier", "boolean",      "integer",  "float", "string",
        "point", "pair",       "directedPair", "duration", "file",  "uri"};
    const auto base = static_cast<std::size_t>(operands[0].base);
    return Value::of(base < names.size() && names[base] == text_of(operands[1]));
}

Value match(const Values& operands) {
    if (operands.size() != 2 || any_null(operands)) return Value::null();
    return Value::of(same(operands[0], operands[1]));
}

}  // namespace

std::optional<Value> comparison_operator(const Expression& expression, const Values& operands) {
    switch (expression.op) {
        case Operator::match:
            return match(operands);
        case Operator::equal:
            return equal(expression, operands);
        case Operator::equal_rounded:
            return equal_rounded(expression, operands);
        case Operator::inside:
            return inside(expression, operands);
        case Operator::less:
        case Operator::greater:
        case Operator::less_or_equal:
        case Operator::greater_or_equal:
            return ordering(expression.op, operands);
        case Operator::truth:
            return Value::of(!operands.empty() && is_true(operands[0]));
        case Operator::is_type_of:
            return is_type_of(operands);
        default:
            return std::nullopt;
    }
}

}  // namespace approdo::content::processing
