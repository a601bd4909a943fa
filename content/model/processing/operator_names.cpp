#include "content/model/processing/operator_names.hpp"

#include <algorithm>
#include <array>

namespace approdo::content::processing {

namespace {

using Name = std::pair<std::string_view, Operator>;

// The first name of an operator is the one that is written.
constexpr std::array<Name, 39> plain{{{"multiple", Operator::multiple},
                                      {"ordered", Operator::ordered},
                                      {"containerSize", Operator::container_size},
                                      {"isNull", Operator::is_null},
                                      {"random", Operator::random},
                                      {"member", Operator::member},
                                      {"delete", Operator::remove},
                                      {"contains", Operator::contains},
                                      {"not", Operator::negation},
                                      {"and", Operator::all_of},
                                      {"or", Operator::any_of},
                                      {"match", Operator::match},
                                      {"lt", Operator::less},
                                      {"gt", Operator::greater},
                                      {"lte", Operator::less_or_equal},
                                      {"gte", Operator::greater_or_equal},
                                      {"durationLT", Operator::less},
                                      {"durationGTE", Operator::greater_or_equal},
                                      {"sum", Operator::sum},
                                      {"product", Operator::product},
                                      {"subtract", Operator::subtract},
                                      {"divide", Operator::divide},
                                      {"power", Operator::power},
                                      {"integerDivide", Operator::integer_divide},
                                      {"integerModulus", Operator::integer_modulus},
                                      {"integerToFloat", Operator::integer_to_float},
                                      {"round", Operator::round},
                                      {"truncate", Operator::truncate},
                                      {"max", Operator::max},
                                      {"min", Operator::min},
                                      {"gcd", Operator::gcd},
                                      {"lcm", Operator::lcm},
                                      // What QTI does not know, and other engines do.
                                      {"mod", Operator::integer_modulus},
                                      {"modulus", Operator::integer_modulus},
                                      {"preCondition", Operator::truth},
                                      {"isTypeOf", Operator::is_type_of},
                                      {"deleteValue", Operator::remove},
                                      {"minimum", Operator::min},
                                      {"maximum", Operator::max}}};
constexpr std::array<Name, 8> of_tests{{{"testVariables", Operator::test_variables},
                                        {"outcomeMinimum", Operator::outcome_minimum},
                                        {"outcomeMaximum", Operator::outcome_maximum},
                                        {"numberCorrect", Operator::number_correct},
                                        {"numberIncorrect", Operator::number_incorrect},
                                        {"numberPresented", Operator::number_presented},
                                        {"numberResponded", Operator::number_responded},
                                        {"numberSelected", Operator::number_selected}}};
constexpr std::array<std::string_view, 28> functions{
    "sin",  "cos",  "tan",  "sec",    "csc",   "cot",  "asin",      "acos",     "atan", "atan2",
    "asec", "acsc", "acot", "sinh",   "cosh",  "tanh", "sech",      "csch",     "coth", "log",
    "ln",   "exp",  "abs",  "signum", "floor", "ceil", "toDegrees", "toRadians"};
constexpr std::array<std::string_view, 5> figures{"mean", "sampleVariance", "sampleSD",
                                                  "popVariance", "popSD"};

template <class List>
std::optional<Operator> operator_in(const List& list, std::string_view name) {
    for (const Name& one : list) {
        if (one.first == name) return one.second;
    }
    return std::nullopt;
}

template <class List>
std::uint32_t place_in(const List& list, std::string_view name) {
    const auto there = std::find(list.begin(), list.end(), name);
    return there == list.end() ? 0 : static_cast<std::uint32_t>(there - list.begin() + 1);
}

template <class List>
std::string_view name_at(const List& list, std::size_t place) {
    return place >= 1 && place <= list.size() ? list[place - 1] : std::string_view();
}

}  // namespace

std::optional<Operator> plain_operator(std::string_view name) {
    return operator_in(plain, name);
}
std::optional<Operator> test_operator(std::string_view name) {
    return operator_in(of_tests, name);
}
std::string_view name_of(Operator op) {
    for (const Name& one : plain) {
        if (one.second == op) return one.first;
    }
    for (const Name& one : of_tests) {
        if (one.second == op) return one.first;
    }
    return {};
}

std::uint32_t math_function_called(std::string_view name) {
    return place_in(functions, name);
}
std::uint32_t statistic_called(std::string_view name) {
    return place_in(figures, name);
}
std::string_view name_of(MathFunction function) {
    return name_at(functions, static_cast<std::size_t>(function));
}
std::string_view name_of(Statistic statistic) {
    return name_at(figures, static_cast<std::size_t>(statistic));
}

std::string dashed(std::string_view name) {
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    std::string result;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (!is_capital(name[i])) {
            result.push_back(name[i]);
            continue;
        }
        if (i > 0 && !is_capital(name[i - 1])) result.push_back('-');
        result.push_back(static_cast<char>(name[i] + 32));
    }
    return result;
}

}  // namespace approdo::content::processing
