#include "content/import/qti/rules.hpp"

#include <algorithm>

#include "content/import/qti/names.hpp"

namespace approdo::import::qti {

namespace {

using namespace content::processing;

bool is_of_tests(const Expression& expression) {
    return (expression.op >= Operator::test_variables &&
            expression.op <= Operator::number_selected) ||
           std::any_of(expression.operands.begin(), expression.operands.end(), is_of_tests);
}

class RuleReader {
  public:
    RuleReader(const RuleContext& context, int includes) : context_(context), includes_(includes) {}

    ReadRules read(pugi::xml_node parent) {
        add_all(parent, 0, result_.rules);
        return std::move(result_);
    }

  private:
    void add_all(pugi::xml_node parent, int depth, std::vector<Rule>& rules) {
        if (depth > nesting_max / 2) {
            result_.unusable = true;
            context_.place.report.warning(context_.place.file, context_.place.line_of(parent),
                                          "these rules are nested too deep",
                                          "a person has to mark this question");
            return;
        }
        for (const pugi::xml_node node : elements_of(parent)) add(node, depth, rules);
    }

    void add(pugi::xml_node node, int depth, std::vector<Rule>& rules) {
        const std::string name = name_of(node);
        if (name.ends_with("Condition")) {
            rules.push_back(condition(node, depth));
        } else if (name == "setOutcomeValue" || name == "setTemplateValue" ||
                   name == "setResponseValue") {
            add_setting(RuleKind::set_value, node, rules);
        } else if (name == "setCorrectResponse") {
            add_setting(RuleKind::set_correct, node, rules);
        } else if (name == "setDefaultValue") {
            add_setting(RuleKind::set_default, node, rules);
        } else if (name == "lookupOutcomeValue") {
            add_setting(RuleKind::look_up, node, rules);
        } else if (name == "templateConstraint") {
            add_setting(RuleKind::constraint, node, rules);
        } else if (name.starts_with("exit")) {
            rules.emplace_back().kind = RuleKind::stop;
        } else if (name.ends_with("ProcessingFragment")) {
            add_all(node, depth + 1, rules);
        } else if (name == "include") {
            include(node, depth, rules);
        } else {
            context_.place.report.warning(context_.place.file, context_.place.line_of(node),
                                          "the rule «" + name + "» means nothing here",
                                          "it was left out");
        }
    }

    void add_setting(RuleKind kind, pugi::xml_node node, std::vector<Rule>& rules) {
        Rule rule;
        rule.kind = kind;
        rule.name = attribute_of(node, "identifier");
        const auto inside = elements_of(node);
        if (!inside.empty()) rule.value = read_expression(inside.front(), context_);
        // «Only in outcome processing»: without a meaning the outcome stays what it is.
        if (!context_.in_test && is_of_tests(rule.value)) return;
        rules.push_back(std::move(rule));
    }

    Rule condition(pugi::xml_node node, int depth) {
        Rule rule;
        for (const pugi::xml_node one : elements_of(node)) {
            const std::string name = name_of(one);
            Branch& branch = rule.branches.emplace_back();
            bool first = !name.ends_with("Else");
            for (const pugi::xml_node inside : elements_of(one)) {
                if (first)
                    branch.condition = read_expression(inside, context_);
                else
                    add(inside, depth + 1, branch.rules);
                first = false;
            }
            if (depth > nesting_max / 2) {
                result_.unusable = true;
                rule.branches.clear();
                return rule;
            }
        }
        return rule;
    }

    void include(pugi::xml_node node, int depth, std::vector<Rule>& rules) {
        constexpr int includes_max = 4;
        const auto path = resolve(context_.place.file, attribute_of(node, "href"));
        const bool there = path && context_.place.files != nullptr &&
                           context_.place.files->exists(*path) && includes_ < includes_max;
        if (there) {
            Report report;
            if (const auto document = read_xml(*context_.place.files, *path, report)) {
                const Place place{*document, *path, context_.place.report, context_.place.files};
                const RuleContext context{place, context_.in_test, context_.weights};
                ReadRules inside = RuleReader(context, includes_ + 1).read(document->root());
                result_.unusable = result_.unusable || inside.unusable;
                rules.insert(rules.end(), inside.rules.begin(), inside.rules.end());
                return;
            }
        }
        if (const pugi::xml_node fallback = child_of(node, "fallback"))
            return add_all(fallback, depth + 1, rules);
        // XInclude calls this a fatal error: the rules around it are not run without it.
        result_.unusable = true;
        context_.place.report.warning(
            context_.place.file, context_.place.line_of(node),
            "the rules of «" + std::string(attribute_of(node, "href")) + "» are not in the package",
            "a person has to mark this question");
    }

    const RuleContext& context_;
    int includes_;
    ReadRules result_;
};

Expression named(Operator op, const char* name) {
    Expression expression;
    expression.op = op;
    expression.name = name;
    return expression;
}
Expression of(Operator op, std::vector<Expression> operands) {
    Expression expression;
    expression.op = op;
    expression.operands = std::move(operands);
    return expression;
}
Expression constant(Value value) {
    Expression expression;
    expression.op = Operator::constant;
    expression.constant = std::move(value);
    return expression;
}
Rule set(const char* name, Expression value) {
    Rule rule;
    rule.kind = RuleKind::set_value;
    rule.name = name;
    rule.value = std::move(value);
    return rule;
}
std::vector<Rule> choose(Expression condition, std::vector<Rule> then,
                         std::vector<Rule> otherwise) {
    Rule rule;
    rule.branches.push_back({std::move(condition), std::move(then)});
    rule.branches.push_back({Expression{}, std::move(otherwise)});
    return {rule};
}

}  // namespace

ReadRules read_rules(pugi::xml_node parent, const RuleContext& context) {
    return RuleReader(context, 0).read(parent);
}

std::optional<std::vector<Rule>> standard_rules(std::string_view name) {
    const std::size_t slash = name.find_last_of("/\\");
    if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
    if (name.ends_with(".xml")) name.remove_suffix(4);
    const auto number = [](double value) { return constant(Value::of(value)); };
    const Expression matched = of(Operator::match, {named(Operator::variable, "RESPONSE"),
                                                    named(Operator::correct, "RESPONSE")});
    const Expression nothing = of(Operator::is_null, {named(Operator::variable, "RESPONSE")});
    if (name == "match_correct")
        return choose(matched, {set("SCORE", number(1))}, {set("SCORE", number(0))});
    if (name == "map_response" || name == "CC2_map_response")
        return choose(nothing, {set("SCORE", number(0))},
                      {set("SCORE", named(Operator::map_response, "RESPONSE"))});
    if (name == "map_response_point")
        return choose(nothing, {set("SCORE", number(0))},
                      {set("SCORE", named(Operator::map_response_point, "RESPONSE"))});
    if (name == "CC2_match" || name == "CC2_match_basic") {
        const auto said = [](const char* word) { return constant(Value::of_identifier(word)); };
        return choose(matched,
                      {set("SCORE", named(Operator::variable, "MAXSCORE")),
                       set("FEEDBACKBASIC", said("correct"))},
                      {set("SCORE", number(0)), set("FEEDBACKBASIC", said("incorrect"))});
    }
    return std::nullopt;
}

}  // namespace approdo::import::qti
