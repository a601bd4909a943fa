#include "content/import/qti/names.hpp"
#include "content/import/qti/rules.hpp"
#include "content/import/source/trimmed.hpp"
#include "content/model/processing/elementary.hpp"
#include "content/model/processing/float_text.hpp"
#include "content/model/processing/operator_names.hpp"
#include "content/model/processing/pattern.hpp"

namespace approdo::import::qti {

namespace {

using namespace content::processing;
using content::BaseType;

Expression constant(Value value) {
    Expression expression;
    expression.op = Operator::constant;
    expression.constant = std::move(value);
    return expression;
}

Expression variable_called(std::string_view name) {
    Expression expression;
    expression.op = Operator::variable;
    expression.name = name;
    return expression;
}

// A number, or the template variable that holds it.
Expression number_or_variable(std::string_view text) {
    text = trimmed(text);
    if (const auto whole = integer_from(text); whole && text.find('.') == std::string_view::npos)
        return constant(Value::of(*whole));
    if (const auto number = float_from(text)) return constant(Value::of(*number));
    if (text.size() > 2 && text.front() == '{' && text.back() == '}')
        text = text.substr(1, text.size() - 2);
    return text.empty() ? constant(Value::null()) : variable_called(text);
}

class ExpressionReader {
  public:
    explicit ExpressionReader(const RuleContext& context) : context_(context) {}

    Expression read(pugi::xml_node node, int depth) {
        if (depth > nesting_max) {
            context_.place.report.warning(context_.place.file, context_.place.line_of(node),
                                          "this expression is nested too deep",
                                          "it counts as without a value");
            return constant(Value::null());
        }
        const std::string name = name_of(node);
        if (name == "null") return constant(Value::null());
        if (const auto op = plain_operator(name)) return with_operands(*op, node, depth);
        if (const auto op = test_operator(name)) return of_test(*op, node);
        if (const std::uint32_t which = statistic_called(name); which > 0) {
            Expression result = with_operands(Operator::statistics, node, depth);
            result.mode = which;
            return result;
        }
        return special(name, node, depth);
    }

  private:
    Expression with_operands(Operator op, pugi::xml_node node, int depth) {
        Expression result;
        result.op = op;
        for (const pugi::xml_node one : elements_of(node))
            result.operands.push_back(read(one, depth + 1));
        return result;
    }
    Expression named(Operator op, pugi::xml_node node) {
        Expression result;
        result.op = op;
        result.name = attribute_of(node, "identifier");
        return result;
    }

    Expression special(const std::string& name, pugi::xml_node node, int depth) {
        if (name == "baseValue") return base_value(node);
        if (name == "variable") return variable(node);
        if (name == "correct") return named(Operator::correct, node);
        if (name == "default") return named(Operator::default_value, node);
        if (name == "mapResponse" || name == "mapOutcome")
            return named(Operator::map_response, node);
        if (name == "mapResponsePoint") return named(Operator::map_response_point, node);
        if (name == "isNotNull") return negated(with_operands(Operator::is_null, node, depth));
        if (name == "randomInteger" || name == "randomFloat") return random(name, node);
        if (name == "mathConstant") return math_constant(node);
        if (name == "index") return with_last(Operator::index, node, depth, "n");
        if (name == "anyN" || name == "allN") return any_n(name, node, depth);
        if (name == "fieldValue") return field_value(node, depth);
        if (name == "record") return record(node, depth);
        if (name == "repeat" || name == "repetition") return repeat(node, depth);
        if (name == "equal") return equal(node, depth);
        if (name == "equalRounded" || name == "roundTo") return rounding(name, node, depth);
        if (name == "inside") return inside(node, depth);
        if (name == "substring" || name == "stringMatch") return text_match(name, node, depth);
        if (name == "patternMatch") return pattern_match(node, depth);
        if (name == "mathOperator") return function(Operator::math, node, depth);
        if (name == "statsOperator") return function(Operator::statistics, node, depth);
        if (name == "lookupTable") return table(node, depth);
        return unknown(name, node);
    }

    Expression base_value(pugi::xml_node node) {
        const std::string text = text_within(node);
        const auto base = base_type_from(attribute_of(node, "baseType")).value_or(BaseType::text);
        const auto item = scalar_from(base == BaseType::text ? text : trimmed(text), base);
        if (item) {
            const auto* words = std::get_if<std::string>(&*item);
            if (words != nullptr && words->empty()) return constant(Value::null());
            return constant(Value::single(base, *item));
        }
        context_.place.report.warning(
            context_.place.file, context_.place.line_of(node),
            "«" + std::string(trimmed(text)) + "» is no value of the type that it says it has",
            "it counts as without a value");
        return constant(Value::null());
    }
    Expression variable(pugi::xml_node node) {
        Expression result = named(Operator::variable, node);
        const std::string_view weight = attribute_of(node, "weightIdentifier");
        const std::string item = result.name.substr(0, result.name.find('.'));
        const auto known = context_.weights.find(item + "." + std::string(weight));
        if (weight.empty() || known == context_.weights.end()) return result;
        Expression product;
        product.op = Operator::product;
        product.operands.push_back(std::move(result));
        product.operands.push_back(constant(Value::of(known->second)));
        return product;
    }
    static Expression negated(Expression inside) {
        Expression result;
        result.op = Operator::negation;
        result.operands.push_back(std::move(inside));
        return result;
    }
    static Expression random(const std::string& name, pugi::xml_node node) {
        Expression result;
        const bool whole = name == "randomInteger";
        result.op = whole ? Operator::random_integer : Operator::random_float;
        const auto part = [&](const char* attribute, const char* otherwise) {
            const std::string_view text = attribute_of(node, attribute);
            result.operands.push_back(number_or_variable(text.empty() ? otherwise : text));
        };
        part("min", "0");
        part("max", "");
        if (whole) part("step", "1");
        return result;
    }
    static Expression math_constant(pugi::xml_node node) {
        return constant(Value::of(attribute_of(node, "name") == "e" ? euler : pi));
    }
    // The attribute as an operand behind the others, unless they are complete without it.
    Expression with_last(Operator op, pugi::xml_node node, int depth, const char* attribute) {
        Expression result = with_operands(op, node, depth);
        const std::string_view text = attribute_of(node, attribute);
        if (!text.empty()) result.operands.push_back(number_or_variable(text));
        return result;
    }
    Expression any_n(const std::string& name, pugi::xml_node node, int depth) {
        Expression result = with_operands(Operator::any_n, node, depth);
        const std::string_view least = attribute_of(node, "min");
        result.operands.insert(result.operands.begin(),
                               {number_or_variable(name == "allN" || least.empty() ? "0" : least),
                                number_or_variable(attribute_of(node, "max"))});
        return result;
    }
    Expression field_value(pugi::xml_node node, int depth) {
        Expression result = with_operands(Operator::field_value, node, depth);
        result.name = attribute_of(node, "fieldIdentifier");
        return result;
    }
    Expression record(pugi::xml_node node, int depth) {
        Expression result;
        result.op = Operator::record;
        for (const pugi::xml_node one : elements_of(node)) {
            const auto inside = elements_of(one);
            if (inside.empty()) continue;
            result.operands.push_back(
                constant(Value::of_text(std::string(attribute_of(one, "fieldIdentifier")))));
            result.operands.push_back(read(inside.front(), depth + 1));
        }
        return result;
    }
    Expression repeat(pugi::xml_node node, int depth) {
        Expression result = with_operands(Operator::repeat, node, depth);
        result.operands.insert(result.operands.begin(),
                               number_or_variable(attribute_of(node, "numberRepeats")));
        return result;
    }
    Expression equal(pugi::xml_node node, int depth) {
        Expression result = with_operands(Operator::equal, node, depth);
        const std::string_view mode = attribute_of(node, "toleranceMode");
        if (mode == "absolute") result.mode = tolerance_absolute;
        if (mode == "relative") result.mode = tolerance_relative;
        if (result.mode == 0) return result;
        if (!is_yes(node, "includeLowerBound", true)) result.mode |= without_lower_bound;
        if (!is_yes(node, "includeUpperBound", true)) result.mode |= without_upper_bound;
        for (const std::string& tolerance : words_of(attribute_of(node, "tolerance")))
            result.operands.push_back(number_or_variable(tolerance));
        return result;
    }
    Expression rounding(const std::string& name, pugi::xml_node node, int depth) {
        Expression result =
            with_last(name == "roundTo" ? Operator::round_to : Operator::equal_rounded, node, depth,
                      "figures");
        const bool places = attribute_of(node, "roundingMode") == "decimalPlaces";
        result.mode = static_cast<std::uint32_t>(places ? Rounding::decimal_places
                                                        : Rounding::significant_figures);
        return result;
    }
    Expression inside(pugi::xml_node node, int depth) {
        Expression result = with_operands(Operator::inside, node, depth);
        const auto area = area_from(attribute_of(node, "shape"), attribute_of(node, "coords"));
        if (!area) return unknown("inside", node);
        result.mode = static_cast<std::uint32_t>(area->shape);
        Value coordinates;
        coordinates.cardinality = content::Cardinality::ordered;
        coordinates.base = BaseType::integer;
        for (const std::int32_t one : area->coordinates)
            coordinates.items.emplace_back(std::int64_t{one});
        result.operands.push_back(constant(std::move(coordinates)));
        return result;
    }
    Expression text_match(const std::string& name, pugi::xml_node node, int depth) {
        const bool substring = name == "substring";
        Expression result =
            with_operands(substring ? Operator::substring : Operator::string_match, node, depth);
        if (is_yes(node, "caseSensitive", true)) result.mode |= case_matters;
        if (!substring && is_yes(node, "substring")) result.mode |= part_is_enough;
        return result;
    }
    Expression pattern_match(pugi::xml_node node, int depth) {
        Expression result = with_operands(Operator::pattern_match, node, depth);
        if (is_yes(node, "caseSensitive", true)) result.mode |= case_matters;
        const std::string pattern(attribute_of(node, "pattern"));
        if (!pattern.empty()) result.operands.push_back(constant(Value::of_text(pattern)));
        if (!pattern.empty() && !Pattern::compile(pattern, true))
            context_.place.report.warning(
                context_.place.file, context_.place.line_of(node),
                "the pattern «" + pattern + "» cannot be used for comparing answers",
                "no answer matches it: write it as a regular expression of XML Schema");
        return result;
    }
    Expression function(Operator op, pugi::xml_node node, int depth) {
        Expression result = with_operands(op, node, depth);
        const std::string_view name = attribute_of(node, "name");
        result.mode = op == Operator::math ? math_function_called(name) : statistic_called(name);
        return result.mode == 0 ? unknown(std::string(attribute_of(node, "name")), node) : result;
    }
    Expression table(pugi::xml_node node, int depth) {
        Expression result;
        result.op = Operator::table;
        Value sources;
        sources.cardinality = content::Cardinality::ordered;
        sources.base = BaseType::decimal;
        Value targets = sources;
        Value otherwise;
        for (const pugi::xml_node one : elements_of(node)) {
            const std::string name = name_of(one);
            if (name != "interpolationTable" && name != "matchTable") {
                if (result.operands.empty()) result.operands.push_back(read(one, depth + 1));
                continue;
            }
            result.mode = attribute_of(one, "interpolationMethod") == "linear" ? 1 : 0;
            if (const auto number = number_of(one, "defaultValue")) otherwise = Value::of(*number);
            for (const pugi::xml_node entry : elements_of(one)) {
                sources.items.emplace_back(number_of(entry, "sourceValue").value_or(0));
                targets.items.emplace_back(number_of(entry, "targetValue").value_or(0));
            }
        }
        result.operands.push_back(constant(std::move(sources)));
        result.operands.push_back(constant(std::move(targets)));
        result.operands.push_back(constant(std::move(otherwise)));
        return result;
    }
    Expression of_test(Operator op, pugi::xml_node node) {
        Expression result;
        result.op = op;
        if (!context_.in_test) {
            context_.place.report.warning(
                context_.place.file, context_.place.line_of(node),
                "the operator «" + name_of(node) + "» is for tests, not for single questions",
                "the rule that uses it was left out");
            return result;
        }
        result.name = attribute_of(
            node, op == Operator::test_variables ? "variableIdentifier" : "outcomeIdentifier");
        const auto text = [&](const char* name) {
            result.operands.push_back(
                constant(Value::of_text(std::string(attribute_of(node, name)))));
        };
        const auto list = [&](const char* name) {
            Value values;
            values.cardinality = content::Cardinality::multiple;
            for (const std::string& word : words_of(attribute_of(node, name)))
                values.items.emplace_back(word);
            result.operands.push_back(constant(std::move(values)));
        };
        text("sectionIdentifier");
        text("weightIdentifier");
        text("baseType");
        list("includeCategory");
        list("excludeCategory");
        return result;
    }
    Expression unknown(const std::string& name, pugi::xml_node node) {
        context_.place.report.warning(
            context_.place.file, context_.place.line_of(node),
            "the operator «" + name + "» means nothing here",
            "it counts as without a value: express it by operators of QTI");
        Expression result;
        result.op = Operator::custom;
        const std::string_view custom = attribute_of(node, "class");
        result.name = custom.empty() ? std::string_view(name) : custom;
        return result;
    }

    const RuleContext& context_;
};

}  // namespace

Expression read_expression(pugi::xml_node node, const RuleContext& context) {
    return ExpressionReader(context).read(node, 0);
}

}  // namespace approdo::import::qti
