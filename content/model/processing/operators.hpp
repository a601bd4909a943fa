// What the operators give for values: pure functions, one family a file. Run evaluates the operands
// and hands them over; what needs variables, draws or the order of evaluation is Run's own.
#pragma once

#include <optional>
#include <vector>

#include "content/model/processing/program.hpp"
#include "content/model/processing/run.hpp"

namespace approdo::content::processing {

using Values = std::vector<Value>;

inline constexpr std::size_t container_items_max = 10'000;

// Nothing when the operator is of another family.
std::optional<Value> container_operator(const Expression& expression, const Values& operands);
std::optional<Value> text_operator(const Expression& expression, const Values& operands,
                                   Budget& budget);
std::optional<Value> comparison_operator(const Expression& expression, const Values& operands);
std::optional<Value> number_operator(const Expression& expression, const Values& operands);
std::optional<Value> function_operator(const Expression& expression, const Values& operands);

double mapped_value(const Mapping& mapping, const Value& value);
double mapped_points(const Mapping& mapping, const Value& value);
Value looked_up(const Table& table, const Value& source);
// A record's item as a value of its own.
Value record_item(const Scalar& item);

}  // namespace approdo::content::processing
