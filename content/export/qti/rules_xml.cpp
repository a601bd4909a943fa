#include "content/export/qti/rules_xml.hpp"

#include <array>

#include "content/export/qti/xml_tree.hpp"
#include "content/model/processing/float_text.hpp"
#include "content/model/processing/operator_names.hpp"
#include "content/model/question.hpp"

namespace approdo::content_export::qti {

namespace {

using namespace content::processing;

void write_values(pugi::xml_node list, const Value& value) {
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        const pugi::xml_node one = add(list, "value");
        if (i < value.names.size()) {
            set(one, "fieldIdentifier", value.names[i]);
            const auto* text = std::get_if<std::string>(&value.items[i]);
            set(one, "baseType",
                text != nullptr                                        ? "string"
                : std::holds_alternative<std::int64_t>(value.items[i]) ? "integer"
                : std::holds_alternative<double>(value.items[i])       ? "float"
                                                                       : "identifier");
        }
        add_text(one, text_of(value.items[i]));
    }
}

void write_limit(pugi::xml_node node, std::string_view name, const Limit& limit) {
    if (limit.is_set) set_number(node, name, limit.value);
}

void write_mapping(pugi::xml_node parent, const Mapping& mapping) {
    if (mapping.empty() && !mapping.lower.is_set && !mapping.upper.is_set) return;
    const bool areas = !mapping.areas.empty();
    const pugi::xml_node node = add(parent, areas ? "areaMapping" : "mapping");
    set_number(node, "defaultValue", mapping.otherwise);
    write_limit(node, "lowerBound", mapping.lower);
    write_limit(node, "upperBound", mapping.upper);
    for (const MapEntry& entry : mapping.entries) {
        const pugi::xml_node one = add(node, "mapEntry");
        set(one, "mapKey", text_of(entry.key));
        set_number(one, "mappedValue", entry.value);
        if (std::holds_alternative<std::string>(entry.key))
            set(one, "caseSensitive", entry.case_matters);
    }
    for (const AreaEntry& entry : mapping.areas) {
        const pugi::xml_node one = add(node, "areaMapEntry");
        set(one, "shape", name_of(entry.area.shape));
        set(one, "coords", coordinates_of(entry.area));
        set_number(one, "mappedValue", entry.value);
    }
}

void write_table(pugi::xml_node parent, const Table& table) {
    if (table.entries.empty() && table.otherwise.is_null()) return;
    const pugi::xml_node node =
        add(parent, table.interpolates ? "interpolationTable" : "matchTable");
    if (!table.otherwise.is_null()) set(node, "defaultValue", text_of(table.otherwise));
    for (const TableEntry& entry : table.entries) {
        const pugi::xml_node one =
            add(node, table.interpolates ? "interpolationTableEntry" : "matchTableEntry");
        set_number(one, "sourceValue", entry.source);
        if (table.interpolates) set(one, "includeBoundary", entry.with_source);
        set(one, "targetValue", text_of(entry.target));
    }
}

class ExpressionWriter {
  public:
    ExpressionWriter(pugi::xml_node parent, const Expression& expression)
        : parent_(parent), expression_(expression), operands_(expression.operands) {}

    void write() {
        if (write_leaf() || write_by_number() || write_by_text() || write_of_test()) return;
        const std::string_view name = processing_name();
        if (name.empty()) return write_custom();
        all_into(add(parent_, name), 0);
    }

  private:
    std::string_view processing_name() const {
        return content::processing::name_of(expression_.op);
    }
    static std::string attribute_text(const Expression& expression) {
        if (expression.op == Operator::variable) return expression.name;
        return text_of(expression.constant);
    }
    void all_into(pugi::xml_node node, std::size_t first, std::size_t kept_back = 0) {
        for (std::size_t i = first; i + kept_back < operands_.size(); ++i)
            write_expression(node, operands_[i]);
    }
    void operand_as(pugi::xml_node node, std::string_view attribute, std::size_t at) {
        if (at < operands_.size()) set(node, attribute, attribute_text(operands_[at]));
    }
    pugi::xml_node named(std::string_view name) {
        const pugi::xml_node node = add(parent_, name);
        set(node, "identifier", expression_.name);
        return node;
    }

    bool write_leaf() {
        switch (expression_.op) {
            case Operator::constant:
                write_constant();
                return true;
            case Operator::variable:
                named("variable");
                return true;
            case Operator::default_value:
                named("default");
                return true;
            case Operator::correct:
                named("correct");
                return true;
            case Operator::map_response:
                named("mapResponse");
                return true;
            case Operator::map_response_point:
                named("mapResponsePoint");
                return true;
            default:
                return false;
        }
    }
    void write_constant() {
        const Value& value = expression_.constant;
        if (value.is_null()) {
            add(parent_, "null");
            return;
        }
        const pugi::xml_node list =
            value.is_single() ? parent_ : add(parent_, name_of(value.cardinality));
        for (const Scalar& item : value.items) {
            const pugi::xml_node one = add(list, "baseValue");
            set(one, "baseType", name_of(value.base));
            add_text(one, text_of(item));
        }
    }
    // Operators whose last or first operands are attributes.
    bool write_by_number() {
        const Operator op = expression_.op;
        if (op == Operator::random_integer || op == Operator::random_float) {
            const bool whole = op == Operator::random_integer;
            const pugi::xml_node node = add(parent_, whole ? "randomInteger" : "randomFloat");
            operand_as(node, "min", 0);
            operand_as(node, "max", 1);
            if (whole) operand_as(node, "step", 2);
            return true;
        }
        if (op == Operator::index && operands_.size() == 2) {
            const pugi::xml_node node = add(parent_, "index");
            operand_as(node, "n", 1);
            all_into(node, 0, 1);
            return true;
        }
        if (op == Operator::any_n && operands_.size() >= 2) {
            const pugi::xml_node node = add(parent_, "anyN");
            operand_as(node, "min", 0);
            operand_as(node, "max", 1);
            all_into(node, 2);
            return true;
        }
        if (op == Operator::repeat && !operands_.empty()) {
            const pugi::xml_node node = add(parent_, "repeat");
            operand_as(node, "numberRepeats", 0);
            all_into(node, 1);
            return true;
        }
        if (op == Operator::round_to || op == Operator::equal_rounded) {
            const pugi::xml_node node =
                add(parent_, op == Operator::round_to ? "roundTo" : "equalRounded");
            const bool places = expression_.mode == 2;
            set(node, "roundingMode",
                std::string_view(places ? "decimalPlaces" : "significantFigures"));
            if (!operands_.empty()) operand_as(node, "figures", operands_.size() - 1);
            all_into(node, 0, 1);
            return true;
        }
        return op == Operator::equal && write_equal();
    }
    bool write_equal() {
        const pugi::xml_node node = add(parent_, "equal");
        const bool relative = (expression_.mode & tolerance_relative) != 0;
        const bool absolute = (expression_.mode & tolerance_absolute) != 0;
        set(node, "toleranceMode",
            std::string_view(relative   ? "relative"
                             : absolute ? "absolute"
                                        : "exact"));
        if (relative || absolute) {
            std::string tolerance;
            for (std::size_t i = 2; i < operands_.size(); ++i)
                tolerance += (tolerance.empty() ? "" : " ") + attribute_text(operands_[i]);
            set(node, "tolerance", tolerance);
            set(node, "includeLowerBound", (expression_.mode & without_lower_bound) == 0);
            set(node, "includeUpperBound", (expression_.mode & without_upper_bound) == 0);
        }
        for (std::size_t i = 0; i < 2 && i < operands_.size(); ++i)
            write_expression(node, operands_[i]);
        return true;
    }
    bool write_by_text() {
        switch (expression_.op) {
            case Operator::field_value: {
                const pugi::xml_node node = add(parent_, "fieldValue");
                set(node, "fieldIdentifier", expression_.name);
                all_into(node, 0);
                return true;
            }
            case Operator::record: {
                const pugi::xml_node node = add(parent_, "record");
                for (std::size_t i = 0; i + 1 < operands_.size(); i += 2) {
                    const pugi::xml_node field = add(node, "fieldValue");
                    set(field, "fieldIdentifier", attribute_text(operands_[i]));
                    write_expression(field, operands_[i + 1]);
                }
                return true;
            }
            case Operator::inside: {
                const pugi::xml_node node = add(parent_, "inside");
                set(node, "shape", name_of(static_cast<content::AreaShape>(expression_.mode)));
                std::string coordinates;
                for (const Scalar& item : operands_.back().constant.items)
                    coordinates += (coordinates.empty() ? "" : ",") + text_of(item);
                set(node, "coords", coordinates);
                all_into(node, 0, 1);
                return true;
            }
            case Operator::substring:
            case Operator::string_match: {
                const bool substring = expression_.op == Operator::substring;
                const pugi::xml_node node = add(parent_, substring ? "substring" : "stringMatch");
                set(node, "caseSensitive", (expression_.mode & case_matters) != 0);
                if (!substring) set(node, "substring", (expression_.mode & part_is_enough) != 0);
                all_into(node, 0);
                return true;
            }
            case Operator::pattern_match: {
                const pugi::xml_node node = add(parent_, "patternMatch");
                set(node, "caseSensitive", (expression_.mode & case_matters) != 0);
                const bool fixed = operands_.size() == 2 && operands_[1].op == Operator::constant;
                if (fixed) set(node, "pattern", attribute_text(operands_[1]));
                all_into(node, 0, fixed ? 1 : 0);
                return true;
            }
            case Operator::math:
            case Operator::statistics: {
                const bool math = expression_.op == Operator::math;
                const pugi::xml_node node = add(parent_, math ? "mathOperator" : "statsOperator");
                set(node, "name",
                    math ? content::processing::name_of(static_cast<MathFunction>(expression_.mode))
                         : content::processing::name_of(static_cast<Statistic>(expression_.mode)));
                all_into(node, 0);
                return true;
            }
            default:
                return false;
        }
    }
    bool write_of_test() {
        if (expression_.op < Operator::test_variables || expression_.op > Operator::number_selected)
            return false;
        const pugi::xml_node node = add(parent_, processing_name());
        if (expression_.op == Operator::test_variables)
            set(node, "variableIdentifier", expression_.name);
        else if (!expression_.name.empty())
            set(node, "outcomeIdentifier", expression_.name);
        constexpr std::array<std::string_view, 5> names{"sectionIdentifier", "weightIdentifier",
                                                        "baseType", "includeCategory",
                                                        "excludeCategory"};
        for (std::size_t i = 0; i < names.size() && i < operands_.size(); ++i) {
            std::string words;
            for (const Scalar& item : operands_[i].constant.items)
                words += (words.empty() ? "" : " ") + text_of(item);
            if (!words.empty()) set(node, names[i], words);
        }
        return true;
    }
    // A number looked up in a table; the operands are the number, both columns and what else
    // counts.
    void write_lookup() {
        const pugi::xml_node node = add(parent_, "lookupTable");
        ExpressionWriter(node, operands_[0]).write();
        const pugi::xml_node table = add(node, "interpolationTable");
        if (expression_.mode == 1) set(table, "interpolationMethod", std::string_view("linear"));
        const auto& sources = operands_[1].constant.items;
        const auto& targets = operands_[2].constant.items;
        if (!operands_[3].constant.is_null())
            set(table, "defaultValue", text_of(operands_[3].constant));
        for (std::size_t i = 0; i < std::min(sources.size(), targets.size()); ++i) {
            const pugi::xml_node entry = add(table, "interpolationTableEntry");
            set_number(entry, "sourceValue", std::get<double>(sources[i]));
            set_number(entry, "targetValue", std::get<double>(targets[i]));
        }
    }

    // What QTI does not have is kept as a custom operator, which is NULL to any reader.
    void write_custom() {
        if (expression_.op == Operator::table && operands_.size() == 4) return write_lookup();
        const pugi::xml_node node = add(parent_, "customOperator");
        set(node, "class",
            expression_.name.empty() ? std::string_view("unknown")
                                     : std::string_view(expression_.name));
        all_into(node, 0);
    }

    pugi::xml_node parent_;
    const Expression& expression_;
    const std::vector<Expression>& operands_;
};

std::string_view prefix_of(RulesOf what) {
    return what == RulesOf::templates   ? "template"
           : what == RulesOf::responses ? "response"
                                        : "outcome";
}

std::string_view element_of(const Rule& rule, RulesOf what) {
    switch (rule.kind) {
        case RuleKind::set_value:
            return what == RulesOf::templates ? "setTemplateValue" : "setOutcomeValue";
        case RuleKind::set_correct:
            return "setCorrectResponse";
        case RuleKind::set_default:
            return "setDefaultValue";
        case RuleKind::look_up:
            return "lookupOutcomeValue";
        case RuleKind::constraint:
            return "templateConstraint";
        case RuleKind::stop:
            return what == RulesOf::templates   ? "exitTemplate"
                   : what == RulesOf::responses ? "exitResponse"
                                                : "exitTest";
        case RuleKind::condition:
            break;
    }
    return {};
}

void write_condition(pugi::xml_node parent, const Rule& rule, RulesOf what) {
    const std::string prefix(prefix_of(what));
    const pugi::xml_node node = add(parent, prefix + "Condition");
    bool first = true;
    for (const Branch& branch : rule.branches) {
        const bool otherwise = branch.condition.op == Operator::none;
        const pugi::xml_node one = add(node, prefix + (otherwise ? "Else"
                                                       : first   ? "If"
                                                                 : "ElseIf"));
        if (!otherwise) write_expression(one, branch.condition);
        write_rules(one, branch.rules, what);
        first = false;
    }
}

}  // namespace

void write_declaration(pugi::xml_node parent, const Declaration& declaration) {
    const char* const element = declaration.kind == VariableKind::response  ? "responseDeclaration"
                                : declaration.kind == VariableKind::outcome ? "outcomeDeclaration"
                                                                            : "templateDeclaration";
    const pugi::xml_node node = add(parent, element);
    set(node, "identifier", declaration.name);
    set(node, "cardinality", name_of(declaration.cardinality));
    if (declaration.cardinality != content::Cardinality::record)
        set(node, "baseType", name_of(declaration.base));
    write_limit(node, "normalMinimum", declaration.normal_minimum);
    write_limit(node, "normalMaximum", declaration.normal_maximum);
    if (!declaration.initial.is_null())
        write_values(add(node, "defaultValue"), declaration.initial);
    if (!declaration.correct.is_null())
        write_values(add(node, "correctResponse"), declaration.correct);
    write_mapping(node, declaration.mapping);
    write_table(node, declaration.table);
}

void write_expression(pugi::xml_node parent, const Expression& expression) {
    ExpressionWriter(parent, expression).write();
}

void write_rules(pugi::xml_node parent, const std::vector<Rule>& rules, RulesOf what) {
    for (const Rule& rule : rules) {
        if (rule.kind == RuleKind::condition) {
            write_condition(parent, rule, what);
            continue;
        }
        const pugi::xml_node node = add(parent, element_of(rule, what));
        if (rule.kind != RuleKind::stop && rule.kind != RuleKind::constraint)
            set(node, "identifier", rule.name);
        if (rule.value.op != Operator::none) write_expression(node, rule.value);
    }
}

}  // namespace approdo::content_export::qti
