// The formulas of calculated questions: Moodle's arithmetic and functions over named values, worked
// out once for each data set while a question is imported. Nothing is worked out at marking.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/number.hpp"

namespace approdo::import {

using FormulaValues = std::map<std::string, double, std::less<>>;

// "{a} + 2*sqrt({b})". Fails, naming what it stumbled over, on what Moodle refuses as well, and on
// results that are no numbers.
Result<double> value_of_formula(std::string_view formula, const FormulaValues& values);

// The nearest decimal of so many significant digits, at most 17.
Result<content::Decimal> decimal_of(double value, int digits = 15);
// As Moodle shows a calculated answer: so many places behind the point, or significant figures.
std::string shown_value(double value, int places, bool significant);

// "{={a}+{b}}" within a text: the formulas, without the braces around them, each once.
std::vector<std::string> formulas_within(std::string_view text);
// The names that stand in braces within a text or formula, each once.
std::vector<std::string> names_within(std::string_view text);

}  // namespace approdo::import
