// One number for what many random rules come to, to the last bit of every float: the same natively
// and as WebAssembly, or an answer would be right on one device and wrong on another.
#pragma once

#include "content/model/processing/item.hpp"
#include "tests/support/random_rules.hpp"

namespace approdo::test {

inline std::uint64_t rules_digest(std::uint64_t first_seed, std::uint64_t count) {
    using namespace content::processing;
    std::uint64_t digest = 14695981039346656037ULL;
    const auto add = [&](std::string_view text) {
        for (const char c : text)
            digest = (digest ^ static_cast<std::uint8_t>(c)) * 1099511628211ULL;
        digest = (digest ^ text.size()) * 1099511628211ULL;
    };
    const auto add_all = [&](const std::vector<NamedValue>& values) {
        for (const NamedValue& one : values) add(one.name + "=" + text_of(one.value));
    };
    for (std::uint64_t seed = first_seed; seed < first_seed + count; ++seed) {
        const ItemRules rules = RandomRules(seed).item();
        QuestionId question;
        question.bytes[0] = static_cast<std::uint8_t>(seed);
        const std::vector<NamedValue> responses{{"RESPONSE", Value::of(2.5)},
                                                {"A", Value::of_identifier("x")}};
        const ItemOutcome outcome =
            run_item(rules, responses, item_seed(question, static_cast<std::uint32_t>(seed % 7)));
        add_all(outcome.outcomes);
        add_all(outcome.drawn);
        for (std::uint32_t i = 1; i <= 28; ++i) {
            Expression function;
            function.op = Operator::math;
            function.mode = i;
            function.operands.resize(i == 10 ? 2 : 1);
            for (Expression& operand : function.operands) {
                operand.op = Operator::constant;
                operand.constant = Value::of(static_cast<double>(seed) / 64 - 1);
            }
            static const std::vector<Declaration> none;
            Run run(none, {}, {});
            add(text_of(run.evaluate(function)));
        }
    }
    return digest;
}

}  // namespace approdo::test
