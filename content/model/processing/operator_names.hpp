// What QTI calls the operators, functions and figures of program.hpp: readers and writers of its
// XML ask here. Names are those of QTI 2.x; 3.0 writes them in lower case with dashes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "content/model/processing/program.hpp"

namespace approdo::content::processing {

// Operators whose children are their operands, with nothing more to say.
std::optional<Operator> plain_operator(std::string_view name);
// Those of a test's results.
std::optional<Operator> test_operator(std::string_view name);
// Of either kind; empty for operators with attributes of their own.
std::string_view name_of(Operator op);

// Places as in MathFunction and Statistic; 0 when there is none of that name.
std::uint32_t math_function_called(std::string_view name);
std::uint32_t statistic_called(std::string_view name);
std::string_view name_of(MathFunction function);
std::string_view name_of(Statistic statistic);

// As 3.0 writes it: "base-type" for "baseType", "duration-lt" for "durationLT".
std::string dashed(std::string_view name);

}  // namespace approdo::content::processing
