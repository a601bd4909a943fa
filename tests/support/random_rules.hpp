// Rules as no author would write them: expressions and instructions drawn from a seed, of every
// operator, with operands of every type, well-typed or not.
#pragma once

#include <random>
#include <string>

#include "content/model/processing/program.hpp"

namespace approdo::test {

class RandomRules {
  public:
    explicit RandomRules(std::uint64_t seed) : chance_(seed) {}

    content::processing::ItemRules item() {
        using namespace content::processing;
        ItemRules rules;
        for (const char* name : {"A", "B", "RESPONSE", "SCORE"}) {
            Declaration& one = rules.variables.emplace_back();
            one.name = name;
            one.kind = static_cast<VariableKind>(1 + below(3));
            one.cardinality = static_cast<content::Cardinality>(1 + below(4));
            one.base = static_cast<content::BaseType>(1 + below(11));
            one.initial = value();
            one.correct = value();
            one.mapping.entries.push_back({scalar(), number(), below(2) == 0});
            one.mapping.areas.push_back({{content::AreaShape::circle, {10, 10, 5}}, number()});
            one.table.entries.push_back({number(), below(2) == 0, value()});
        }
        rules.drawing = list(2);
        rules.responding = list(4);
        return rules;
    }

    content::processing::Expression expression(int depth) {
        using namespace content::processing;
        Expression result;
        result.op = depth == 0 ? Operator::constant : static_cast<Operator>(below(101));
        result.mode = static_cast<std::uint32_t>(below(40));
        result.name = name();
        if (result.op == Operator::constant) {
            result.constant = value();
            return result;
        }
        const std::size_t operands = below(4);
        for (std::size_t i = 0; i < operands; ++i) result.operands.push_back(expression(depth - 1));
        return result;
    }

    content::processing::Value value() {
        using namespace content::processing;
        Value result;
        result.cardinality = static_cast<content::Cardinality>(1 + below(4));
        const std::size_t size =
            result.cardinality == content::Cardinality::single ? below(2) : below(5);
        const Scalar first = scalar();
        result.base = static_cast<content::BaseType>(1 + below(11));
        for (std::size_t i = 0; i < size; ++i) {
            result.items.push_back(below(4) == 0 ? scalar() : first);
            if (result.cardinality == content::Cardinality::record) result.names.push_back(name());
        }
        return result;
    }

  private:
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(chance_() % bound); }
    // One draw a statement: compilers differ in the order of those within one.
    std::int64_t whole() {
        const std::size_t shift = below(64);
        return static_cast<std::int64_t>(chance_() >> shift);
    }
    std::string letters() {
        const std::size_t size = below(12);
        return std::string(size, static_cast<char>('a' + below(3)));
    }
    double number() { return static_cast<double>(static_cast<int>(below(2001)) - 1000) / 8; }
    std::string name() {
        static const char* const names[] = {"A", "B", "RESPONSE", "SCORE", "x", ""};
        return names[below(6)];
    }
    content::processing::Scalar scalar() {
        using namespace content::processing;
        switch (below(9)) {
            case 0:
                return below(2) == 0;
            case 1:
                return whole();
            case 2:
                return number();
            case 3:
                return letters();
            case 4:
                return Identifier{name()};
            case 5:
                return content::Point{static_cast<std::int32_t>(below(30)), 10};
            case 6:
                return NamePair{name(), name()};
            case 7:
                return Seconds{number()};
            default:
                return std::string("(a*)*b{1,9}");
        }
    }
    std::vector<content::processing::Rule> list(int depth) {
        using namespace content::processing;
        std::vector<Rule> rules;
        const std::size_t count = 1 + below(4);
        for (std::size_t i = 0; i < count; ++i) {
            Rule& rule = rules.emplace_back();
            rule.kind = static_cast<RuleKind>(1 + below(7));
            rule.name = name();
            if (below(5) != 0) rule.value = expression(4);
            if (rule.kind != RuleKind::condition || depth == 0) continue;
            rule.branches.push_back({expression(3), list(depth - 1)});
            if (below(2) == 0) rule.branches.push_back({Expression{}, list(depth - 1)});
        }
        return rules;
    }

    std::mt19937_64 chance_;
};

}  // namespace approdo::test
