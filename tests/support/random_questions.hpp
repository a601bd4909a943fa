// Questions as no author would write them, drawn from a seed: parts of every kind that a program
// marks, keys with shares of either sign, weights, tolerances, units, data sets, hints; some of
// them marked by rules. And answers to them, sensible or not. One draw a statement or a place of a
// braced list: compilers differ in the order of what stands between parentheses.
#pragma once

#include "content/model/grading.hpp"
#include "tests/support/random_rules.hpp"
#include "tests/support/seeded_random.hpp"

namespace approdo::test {

class RandomQuestions {
  public:
    explicit RandomQuestions(std::uint64_t seed) : random_(seed) {}

    content::Question question() {
        content::Question question;
        random_.fill(question.shown.id.bytes);
        question.key.id = question.shown.id;
        question.key.points = {static_cast<std::int64_t>(random_.below(7'000'001))};
        question.shown.adaptive = random_.chance(4);
        const std::uint64_t sets = random_.below(4);
        if (sets > 0) question.shown.variables = {{"x", decimals(sets)}};
        const std::uint64_t parts = 1 + random_.below(4);
        for (std::uint32_t number = 1; number <= parts; ++number) add_part(question, number, sets);
        question.key.penalty = share();
        question.key.least = {-static_cast<std::int64_t>(random_.below(content::Share::whole))};
        question.key.hints.resize(static_cast<std::size_t>(random_.below(3)));
        question.key.general_feedback = 90;
        question.key.right_feedback = 91;
        question.key.partly_feedback = 92;
        question.key.wrong_feedback = 93;
        if (random_.chance(3)) add_rules(question);
        return question;
    }

    content::Response response(const content::Question& question) {
        content::Response response;
        for (const content::Part& part : question.shown.parts) {
            if (random_.chance(6)) continue;
            const std::uint64_t values = 1 + random_.below(4);
            content::PartResponse& given = response.at(part.number);
            given.cardinality = content::Cardinality::ordered;
            for (std::uint64_t i = 0; i < values; ++i) given.values.push_back(value(part));
        }
        return response;
    }

    content::Seed seed() {
        content::Seed seed;
        random_.fill(seed.bytes);
        return seed;
    }

    std::uint64_t below(std::uint64_t bound) { return random_.below(bound); }

  private:
    static OptionId option(std::uint64_t number) {
        return OptionId{{static_cast<std::uint8_t>(number)}};
    }
    OptionId any_option() { return option(1 + random_.below(6)); }
    content::Share share() {
        const auto parts = static_cast<std::int64_t>(random_.below(4 * content::Share::whole));
        return {parts / 2 - content::Share::whole};
    }
    content::Decimal decimal() {
        const auto mantissa = static_cast<std::int64_t>(random_.below(2001)) - 1000;
        const auto exponent = static_cast<std::int32_t>(random_.below(5)) - 3;
        // Without trailing zeros, as read from its text.
        return content::decimal_from(content::decimal_text({mantissa, exponent})).value();
    }
    std::vector<content::Decimal> decimals(std::uint64_t count) {
        std::vector<content::Decimal> list;
        for (std::uint64_t i = 0; i < count; ++i) list.push_back(decimal());
        return list;
    }
    content::DecimalRange range() {
        const content::Decimal centre = decimal();
        content::Decimal tolerance = decimal();
        if (tolerance.mantissa < 0) tolerance = content::negated(tolerance);
        return content::range_around(centre, tolerance).value();
    }
    std::string word() {
        static const char* const words[] = {"Nave", "nave ",   "CAF\xC3\x89", "caffe\xCC\x81",
                                            "",     "12,5 km", "1e2 m",       "ab"};
        return words[random_.below(8)];
    }
    std::vector<content::Option> options() {
        std::vector<content::Option> list;
        for (std::uint64_t i = 1; i <= 6; ++i) list.push_back({option(i), {}});
        return list;
    }
    content::Area area() {
        content::Area area;
        area.shape = static_cast<content::AreaShape>(1 + random_.below(5));
        const std::uint64_t numbers = 2 * (1 + random_.below(4));
        for (std::uint64_t i = 0; i < numbers; ++i)
            area.coordinates.push_back(static_cast<std::int32_t>(random_.below(40)));
        return area;
    }
    std::vector<content::MatchPair> pairs() {
        std::vector<content::MatchPair> list;
        for (std::uint64_t i = 1; i <= 4; ++i) list.push_back({option(i), any_option()});
        return list;
    }

    void add_part(content::Question& question, std::uint32_t number, std::uint64_t sets) {
        content::PartKey& key = question.key.parts.emplace_back();
        key.number = number;
        key.weight = static_cast<std::uint32_t>(1 + random_.below(content::PartKey::weight_max));
        content::PartShape shape;
        switch (random_.below(7)) {
            case 0:
                shape = content::ChoicePart{options(), static_cast<std::uint32_t>(random_.below(4)),
                                            false, false};
                key.shape = choice_key();
                break;
            case 1:
                shape = content::TextPart{};
                key.shape = content::TextKey{
                    {{"n*ve", share(), 1}, {word(), share(), 2}, {"*", share(), 3}},
                    random_.chance(2)};
                break;
            case 2:
                shape = content::NumberPart{};
                key.shape = number_key(sets);
                break;
            case 3:
                shape = content::MatchPart{options(), options(), true};
                key.shape = content::MatchKey{pairs(), random_.chance(4)};
                break;
            case 4:
                shape = content::OrderPart{options()};
                key.shape = order_key();
                break;
            case 5:
                shape = content::HotspotPart{{}, {}, static_cast<std::uint32_t>(random_.below(3))};
                key.shape = content::HotspotKey{{{area(), share(), 4}, {area(), share(), 5}},
                                                {{any_option(), share(), 6}}};
                break;
            default:
                shape = content::DragPart{};
                key.shape = content::DragKey{pairs(), random_.chance(4)};
        }
        question.shown.parts.push_back({number, shape, ""});
    }
    content::ChoiceKey choice_key() {
        content::ChoiceKey key;
        for (std::uint32_t i = 1; i <= 6; ++i) key.options.push_back({option(i), share(), 10 + i});
        key.all_or_nothing = random_.chance(4);
        key.not_chosen_feedback = 20;
        return key;
    }
    content::NumberKey number_key(std::uint64_t sets) {
        content::NumberKey key;
        const std::uint64_t answers = 2 * std::max<std::uint64_t>(1, sets);
        for (std::uint64_t i = 0; i < answers; ++i) key.answers.push_back({range(), share(), 30});
        key.answers_per_set = sets > 0 ? 2 : 0;
        if (random_.chance(2)) key.units = {{"m", {1, 0}}, {"km", {1, 3}}};
        key.unit_penalty = share();
        key.unit_required = random_.chance(2);
        return key;
    }
    content::OrderKey order_key() {
        content::OrderKey key;
        for (std::uint64_t i = 1; i <= 6; ++i) key.order.push_back(option(i));
        key.scoring = static_cast<content::OrderScoring>(1 + random_.below(3));
        return key;
    }

    // What the question's own parts are answered with reaches the rules by name.
    void add_rules(content::Question& question) {
        using namespace content::processing;
        ItemRules& rules = question.key.rules;
        rules = RandomRules(random_.next()).item();
        for (Declaration& one : rules.variables) {
            if (one.name == "RESPONSE") one.kind = VariableKind::response;
            if (one.name != "SCORE") continue;
            one.kind = VariableKind::outcome;
            one.cardinality = content::Cardinality::single;
            one.base = content::BaseType::decimal;
        }
        for (content::PartKey& part : question.key.parts) part.shape = content::PersonKey{};
        rules.bindings = {{"RESPONSE", 1, {{option(1), "A"}, {option(2), "B"}, {option(3), "x"}}}};
        rules.feedback = {{"SCORE", "0", false, 40}, {"A", "x", true, 41}};
    }

    content::Value value(const content::Part& part) {
        using namespace content;
        if (random_.chance(8)) return std::string("?");
        if (std::holds_alternative<TextPart>(part.shape)) return word();
        if (std::holds_alternative<NumberPart>(part.shape)) {
            if (random_.chance(3)) return word();
            return decimal();
        }
        const bool pair = std::holds_alternative<MatchPart>(part.shape) ||
                          std::holds_alternative<DragPart>(part.shape);
        if (pair) return DirectedPair{any_option(), any_option()};
        if (std::holds_alternative<HotspotPart>(part.shape) && !random_.chance(3)) {
            return Point{static_cast<std::int32_t>(random_.below(40)),
                         static_cast<std::int32_t>(random_.below(40))};
        }
        return any_option();
    }

    SeededRandom random_;
};

}  // namespace approdo::test
