// Rules that mark a question, as data of its key: QTI's declarations, expressions, response and
// template processing in the general form. Simple questions have no rules, their parts' keys say it
// all (question_key.hpp); what an importer cannot express as such a key becomes rules. They are
// sealed with the key in graded quizzes. run.hpp evaluates them, within bounds and always to an
// end. The numbers of enumerations are in the encoding: never change one, never use one again.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "content/model/processing/value.hpp"
#include "content/model/question.hpp"

namespace approdo::content::processing {

enum class Operator : std::uint8_t {
    none = 0,  // no expression: of `else`
    constant = 1,
    variable = 2,
    default_value = 3,
    correct = 4,
    random_integer = 5,  // min, max, step
    random_float = 6,    // min, max
    map_response = 7,
    map_response_point = 8,
    // Of a test's results. Operands: section, weight, variable's base type (texts), categories to
    // take and to leave out (containers); each may be NULL.
    test_variables = 9,
    outcome_minimum = 10,
    outcome_maximum = 11,
    number_correct = 12,
    number_incorrect = 13,
    number_presented = 14,
    number_responded = 15,
    number_selected = 16,

    multiple = 20,
    ordered = 21,
    container_size = 22,
    index = 23,        // container, place from 1
    field_value = 24,  // name: the field
    record = 25,       // pairs of name (text) and value
    random = 26,
    member = 27,
    remove = 28,  // what, from which
    contains = 29,
    is_null = 30,
    repeat = 31,  // count, then what

    substring = 40,     // mode 1: case matters
    string_match = 41,  // mode 1: case matters, 2: a part is enough
    pattern_match = 42,

    negation = 50,
    all_of = 51,
    any_of = 52,
    any_n = 53,  // min, max, then conditions
    match = 54,
    equal = 55,          // mode: Tolerance and Bounds; a, b, tolerances
    equal_rounded = 56,  // mode: Rounding; a, b, figures
    inside = 57,         // mode: AreaShape; point, coordinates
    less = 58,
    greater = 59,
    less_or_equal = 60,
    greater_or_equal = 61,
    truth = 62,       // leniently, NULL is false
    is_type_of = 63,  // value, type's name

    sum = 70,
    product = 71,
    subtract = 72,
    divide = 73,
    power = 74,
    integer_divide = 75,
    integer_modulus = 76,
    integer_to_float = 77,
    round = 78,
    truncate = 79,
    round_to = 80,  // mode: Rounding; number, figures
    max = 81,
    min = 82,
    gcd = 83,
    lcm = 84,
    math = 85,        // mode: MathFunction
    statistics = 86,  // mode: Statistic
    table = 87,       // mode 1: linear; number, sources, targets, otherwise

    custom = 100,  // not known here: NULL; name: its class
};

inline constexpr std::uint32_t case_matters = 1;
inline constexpr std::uint32_t part_is_enough = 2;
inline constexpr std::uint32_t tolerance_absolute = 1;
inline constexpr std::uint32_t tolerance_relative = 2;
inline constexpr std::uint32_t without_lower_bound = 4;
inline constexpr std::uint32_t without_upper_bound = 8;

enum class MathFunction : std::uint8_t {
    sin = 1,
    cos,
    tan,
    sec,
    csc,
    cot,
    asin,
    acos,
    atan,
    atan2,
    asec,
    acsc,
    acot,
    sinh,
    cosh,
    tanh,
    sech,
    csch,
    coth,
    log,
    ln,
    exp,
    abs,
    signum,
    floor,
    ceil,
    to_degrees,
    to_radians,
};
enum class Statistic : std::uint8_t {
    mean = 1,
    sample_variance,
    sample_deviation,
    population_variance,
    population_deviation,
};

struct Expression {
    Operator op = Operator::none;
    std::uint32_t mode = 0;
    std::string name;  // of a variable, a field, an operator
    Value constant;
    std::vector<Expression> operands;
    bool operator==(const Expression&) const = default;
};

enum class RuleKind : std::uint8_t {
    condition = 1,
    set_value = 2,  // of an outcome, a template variable, leniently a response
    set_correct = 3,
    set_default = 4,  // without expression: the variable gets its default
    look_up = 5,      // an outcome, in its own table
    stop = 6,         // leaves these rules
    constraint = 7,   // template processing starts again unless it holds
};
struct Rule;
struct Branch {
    Expression condition;  // none: otherwise
    std::vector<Rule> rules;
    bool operator==(const Branch&) const;
};
struct Rule {
    RuleKind kind = RuleKind::condition;
    std::string name;
    Expression value;
    std::vector<Branch> branches;
    bool operator==(const Rule&) const = default;
};
inline bool Branch::operator==(const Branch& other) const {
    return condition == other.condition && rules == other.rules;
}

struct MapEntry {
    Scalar key;
    double value = 0;
    bool case_matters = true;
    bool operator==(const MapEntry&) const = default;
};
struct AreaEntry {
    Area area;
    double value = 0;
    bool operator==(const AreaEntry&) const = default;
};
struct Limit {
    bool is_set = false;
    double value = 0;
    bool operator==(const Limit&) const = default;
};
struct Mapping {
    std::vector<MapEntry> entries;
    std::vector<AreaEntry> areas;
    double otherwise = 0;
    Limit lower;
    Limit upper;
    bool empty() const { return entries.empty() && areas.empty() && otherwise == 0; }
    bool operator==(const Mapping&) const = default;
};
struct TableEntry {
    double source = 0;
    bool with_source = true;  // of interpolation: the source itself belongs to it
    Value target;
    bool operator==(const TableEntry&) const = default;
};
struct Table {
    bool interpolates = false;
    std::vector<TableEntry> entries;
    Value otherwise;
    bool operator==(const Table&) const = default;
};

enum class VariableKind : std::uint8_t { response = 1, outcome = 2, drawn = 3 };
struct Declaration {
    std::string name;
    VariableKind kind = VariableKind::outcome;
    Cardinality cardinality = Cardinality::single;
    BaseType base = BaseType::text;
    Value initial;  // the default
    Value correct;
    Mapping mapping;
    Table table;
    Limit normal_minimum;
    Limit normal_maximum;
    bool operator==(const Declaration&) const = default;
};

// Under which names a part's options go in the rules.
struct OptionName {
    OptionId option;
    std::string name;
    bool operator==(const OptionName&) const = default;
};
struct Binding {
    std::string variable;
    std::uint32_t part = 1;
    std::vector<OptionName> options;
    bool operator==(const Binding&) const = default;
};

// Feedback shows while the outcome has, or holds, this value; or while it has not.
struct ShownFeedback {
    std::string outcome;
    std::string value;
    bool when_equal = true;
    std::uint32_t feedback = 0;  // FeedbackId
    bool operator==(const ShownFeedback&) const = default;
};

struct ItemRules {
    static constexpr std::uint32_t format_version = 1;
    std::vector<Declaration> variables;
    std::vector<Binding> bindings;
    std::vector<Rule> drawing;     // template processing
    std::vector<Rule> responding;  // response processing
    std::vector<ShownFeedback> feedback;
    Tail tail;

    bool empty() const { return variables.empty(); }
    const Declaration* variable(std::string_view name) const;
    bool operator==(const ItemRules&) const = default;
};

// Deeper nesting of expressions or rules is refused, by importers and decoders alike.
inline constexpr int nesting_max = 60;

}  // namespace approdo::content::processing
