// Rules: what operators give, how NULL goes through them, that every run ends.
#include "content/model/encoding.hpp"
#include "content/model/grading.hpp"
#include "content/model/processing/fields.hpp"
#include "content/model/processing/item.hpp"
#include "tests/support/random_rules.hpp"

#include "tests/support/seeded_random.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content::processing;
using content::BaseType;
using content::Cardinality;

namespace {

Expression constant(Value value) {
    Expression expression;
    expression.op = Operator::constant;
    expression.constant = std::move(value);
    return expression;
}
Expression integer(std::int64_t value) {
    return constant(Value::of(value));
}
Expression number(double value) {
    return constant(Value::of(value));
}
Expression yes(bool value) {
    return constant(Value::of(value));
}
Expression nothing() {
    return constant(Value::null());
}
Expression text(const char* words) {
    return constant(Value::of_text(words));
}
Expression of(Operator op, std::vector<Expression> operands, std::uint32_t mode = 0) {
    Expression expression;
    expression.op = op;
    expression.mode = mode;
    expression.operands = std::move(operands);
    return expression;
}
Expression named(Operator op, const char* name) {
    Expression expression;
    expression.op = op;
    expression.name = name;
    return expression;
}

Value evaluated(const Expression& expression) {
    static const std::vector<Declaration> none;
    Run run(none, content::Seed{}, {});
    return run.evaluate(expression);
}
bool is_null(const Expression& expression) {
    return evaluated(expression).is_null();
}

Rule set_score(Expression value) {
    Rule rule;
    rule.kind = RuleKind::set_value;
    rule.name = "SCORE";
    rule.value = std::move(value);
    return rule;
}
Declaration declared(const char* name, VariableKind kind, BaseType base,
                     Cardinality cardinality = Cardinality::single) {
    Declaration one;
    one.name = name;
    one.kind = kind;
    one.base = base;
    one.cardinality = cardinality;
    return one;
}

// One option of two is right; 2 points, and a word about it.
content::Question question_by_rules() {
    content::Question question;
    question.shown.id.bytes[0] = 7;
    question.key.id = question.shown.id;
    question.key.points = {2'000'000};
    const OptionId right{{1}};
    const OptionId wrong{{2}};
    content::ChoicePart part;
    part.options = {{right, {"a", "", {}}}, {wrong, {"b", "", {}}}};
    question.shown.parts = {{1, part, ""}};
    question.key.parts = {{1, 1, content::PersonKey{}}};
    ItemRules& rules = question.key.rules;
    rules.variables = {declared("RESPONSE", VariableKind::response, BaseType::identifier),
                       declared("SCORE", VariableKind::outcome, BaseType::decimal),
                       declared("FEEDBACK", VariableKind::outcome, BaseType::identifier)};
    rules.variables[0].correct = Value::of_identifier("A");
    rules.bindings = {{"RESPONSE", 1, {{right, "A"}, {wrong, "B"}}}};
    Rule rule;
    rule.branches.push_back({of(Operator::match, {named(Operator::variable, "RESPONSE"),
                                                  named(Operator::correct, "RESPONSE")}),
                             {set_score(number(2))}});
    rule.branches.push_back({Expression{}, {set_score(number(0.5))}});
    rules.responding = {rule};
    Rule said = set_score(named(Operator::variable, "RESPONSE"));
    said.name = "FEEDBACK";
    rules.responding.push_back(said);
    rules.feedback = {{"FEEDBACK", "A", true, 1}, {"FEEDBACK", "A", false, 2}};
    question.key.feedback = {{1, {}}, {2, {}}};
    return question;
}

}  // namespace

TEST_CASE("rules: NULL goes through operators as QTI says") {
    CHECK(is_null(of(Operator::sum, {integer(1), nothing()})));
    CHECK(is_null(of(Operator::subtract, {nothing(), integer(1)})));
    CHECK(is_null(of(Operator::less, {integer(1), nothing()})));
    CHECK(is_null(of(Operator::match, {text("a"), nothing()})));
    CHECK(is_null(of(Operator::negation, {nothing()})));
    CHECK(evaluated(of(Operator::all_of, {nothing(), yes(false)})) == Value::of(false));
    CHECK(is_null(of(Operator::all_of, {nothing(), yes(true)})));
    CHECK(evaluated(of(Operator::any_of, {nothing(), yes(true)})) == Value::of(true));
    CHECK(is_null(of(Operator::any_of, {nothing(), yes(false)})));
    CHECK(evaluated(of(Operator::is_null, {nothing()})) == Value::of(true));
    CHECK(evaluated(of(Operator::container_size, {nothing()})) == Value::of(std::int64_t{0}));
    // A container leaves NULL out; a statistic of one made with it is NULL all the same.
    const Expression some = of(Operator::multiple, {integer(1), nothing(), integer(3)});
    CHECK(evaluated(of(Operator::container_size, {some})) == Value::of(std::int64_t{2}));
    CHECK(is_null(of(Operator::statistics, {some}, 1)));
    CHECK(evaluated(text("")).is_null());
}

TEST_CASE("rules: at least, at most so many conditions, with some of them open") {
    const auto any = [](std::int64_t least, std::int64_t most, std::vector<Expression> conditions) {
        std::vector<Expression> operands{integer(least), integer(most)};
        operands.insert(operands.end(), conditions.begin(), conditions.end());
        return evaluated(of(Operator::any_n, std::move(operands)));
    };
    CHECK(any(2, 3, {yes(true), yes(true), nothing()}) == Value::of(true));
    CHECK(any(2, 2, {yes(true), yes(true), nothing()}).is_null());
    CHECK(any(3, 3, {yes(true), yes(false), nothing()}) == Value::of(false));
    CHECK(any(0, 1, {yes(true), yes(true)}) == Value::of(false));
}

TEST_CASE("rules: whole numbers and others are told apart, what has no result is NULL") {
    CHECK(evaluated(of(Operator::sum, {integer(2), integer(3)})) == Value::of(std::int64_t{5}));
    CHECK(evaluated(of(Operator::sum, {integer(2), number(3)})) == Value::of(5.0));
    CHECK(evaluated(of(Operator::integer_divide, {integer(-7), integer(2)})) ==
          Value::of(std::int64_t{-4}));
    CHECK(evaluated(of(Operator::integer_modulus, {integer(-7), integer(2)})) ==
          Value::of(std::int64_t{1}));
    CHECK(is_null(of(Operator::divide, {integer(1), integer(0)})));
    CHECK(is_null(of(Operator::integer_divide, {integer(1), integer(0)})));
    CHECK(is_null(of(Operator::product, {integer(INT64_MAX), integer(2)})));
    CHECK(is_null(of(Operator::sum, {integer(INT64_MAX), integer(1)})));
    CHECK(evaluated(of(Operator::round, {number(-1.5)})) == Value::of(std::int64_t{-1}));
    CHECK(evaluated(of(Operator::round, {number(0.49999999999999994)})) ==
          Value::of(std::int64_t{0}));
    CHECK(evaluated(of(Operator::truncate, {number(-1.5)})) == Value::of(std::int64_t{-1}));
    CHECK(evaluated(of(Operator::gcd, {integer(12), integer(18)})) == Value::of(std::int64_t{6}));
    CHECK(evaluated(of(Operator::lcm, {integer(4), integer(6)})) == Value::of(std::int64_t{12}));
    CHECK(is_null(of(Operator::power, {integer(0), integer(-1)})));
    CHECK(is_null(of(Operator::math, {integer(-1)}, static_cast<std::uint32_t>(MathFunction::ln))));
}

TEST_CASE("rules: containers compare in any order, pairs in either direction") {
    const Expression ab = of(Operator::multiple, {text("a"), text("b")});
    const Expression ba = of(Operator::multiple, {text("b"), text("a")});
    CHECK(evaluated(of(Operator::match, {ab, ba})) == Value::of(true));
    const Expression ordered_ab = of(Operator::ordered, {text("a"), text("b")});
    const Expression ordered_ba = of(Operator::ordered, {text("b"), text("a")});
    CHECK(evaluated(of(Operator::match, {ordered_ab, ordered_ba})) == Value::of(false));
    const auto pair = [](BaseType base, const char* a, const char* b) {
        return constant(Value::single(base, NamePair{a, b}));
    };
    CHECK(evaluated(of(Operator::match, {pair(BaseType::pair, "a", "b"),
                                         pair(BaseType::pair, "b", "a")})) == Value::of(true));
    CHECK(evaluated(of(Operator::match, {pair(BaseType::directed_pair, "a", "b"),
                                         pair(BaseType::directed_pair, "b", "a")})) ==
          Value::of(false));
    const Expression abc = of(Operator::ordered, {text("a"), text("b"), text("c")});
    CHECK(evaluated(of(Operator::contains, {abc, of(Operator::ordered, {text("b"), text("c")})})) ==
          Value::of(true));
    CHECK(evaluated(of(Operator::contains, {abc, of(Operator::ordered, {text("c"), text("b")})})) ==
          Value::of(false));
}

TEST_CASE("rules: a question is marked by them, with feedback, and shows its right answer") {
    const content::Question question = question_by_rules();
    CHECK(content::split(question).ok());
    const auto marked = [&](const content::Response& response) {
        return content::grade(question.shown, question.key, response, {});
    };
    const content::Outcome right = marked(content::choose({OptionId{{1}}}));
    CHECK(right.points.micro == 2'000'000);
    CHECK(right.verdict == content::Verdict::right);
    CHECK(right.feedback == std::vector<content::FeedbackId>{1});
    const content::Outcome wrong = marked(content::choose({OptionId{{2}}}));
    CHECK(wrong.points.micro == 500'000);
    CHECK(wrong.verdict == content::Verdict::partly);
    CHECK(wrong.feedback == std::vector<content::FeedbackId>{2});
    CHECK(marked({}).verdict == content::Verdict::unanswered);
    const content::Response answer =
        content::right_response(question.shown, question.key, content::Seed{});
    CHECK(content::grade(question.shown, question.key, answer, {}).points == question.key.points);
}

TEST_CASE("rules: what sets no SCORE is left to a person") {
    content::Question question = question_by_rules();
    question.key.rules.responding = {set_score(nothing())};
    const content::Outcome outcome =
        content::grade(question.shown, question.key, content::choose({OptionId{{1}}}), {});
    CHECK(outcome.needs_person);
    CHECK(outcome.verdict == content::Verdict::waits);
}

TEST_CASE("rules: an adaptive question carries its outcomes from try to try") {
    ItemRules rules;
    rules.variables = {declared("RESPONSE", VariableKind::response, BaseType::integer),
                       declared("SCORE", VariableKind::outcome, BaseType::integer)};
    rules.bindings = {{"RESPONSE", 1, {}}};
    rules.responding = {set_score(of(Operator::sum, {named(Operator::variable, "SCORE"),
                                                     named(Operator::variable, "RESPONSE")}))};
    Rule complete;
    complete.branches.push_back(
        {of(Operator::greater_or_equal, {named(Operator::variable, "SCORE"), integer(3)}), {}});
    Rule status = set_score(constant(Value::of_identifier("completed")));
    status.name = "completionStatus";
    complete.branches[0].rules.push_back(status);
    rules.responding.push_back(complete);
    content::Response two;
    two.at(1).values = {content::Value{std::int64_t{2}}};
    const std::vector<content::Response> tries{two, two, two};
    const ItemOutcome adaptive = run_item(rules, tries, true, {});
    CHECK(*adaptive.outcome("SCORE") == Value::of(std::int64_t{4}));  // the third came too late
    CHECK(adaptive.completed);
    const ItemOutcome plain = run_item(rules, tries, false, {});
    CHECK(*plain.outcome("SCORE") == Value::of(std::int64_t{2}));
}

TEST_CASE("rules: what is drawn depends on question and data set alone") {
    ItemRules rules;
    rules.variables = {declared("X", VariableKind::drawn, BaseType::integer)};
    Rule rule = set_score(of(Operator::random_integer, {integer(1), integer(1000), integer(1)}));
    rule.name = "X";
    rules.drawing = {rule};
    QuestionId id;
    id.bytes[3] = 9;
    const auto drawn = [&](std::uint32_t set) {
        return run_item(rules, std::vector<content::Response>{}, false, item_seed(id, set))
            .drawn.front()
            .value;
    };
    CHECK(drawn(0) == drawn(0));
    CHECK_FALSE((drawn(0) == drawn(1) && drawn(1) == drawn(2)));
    // A constraint that never holds ends with the defaults.
    Rule never;
    never.kind = RuleKind::constraint;
    never.value = yes(false);
    rules.drawing.push_back(never);
    CHECK(drawn(0).is_null());
}

TEST_CASE("rules: everything ends within its budget, whatever it says") {
    // 10 × 10 × … items: the container is given up long before memory is.
    Expression large = integer(1);
    for (int i = 0; i < 30; ++i) large = of(Operator::repeat, {integer(10), large});
    CHECK(is_null(large));
    Expression deep = yes(true);
    for (int i = 0; i < 500; ++i) deep = of(Operator::negation, {deep});
    CHECK(is_null(deep));
    ItemRules rules;
    rules.variables = {declared("SCORE", VariableKind::outcome, BaseType::decimal)};
    // Hundreds of states for each of thousands of letters.
    const std::string words(6000, 'a');
    rules.responding = {
        set_score(of(Operator::pattern_match, {text(words.c_str()), text("(a?){900}a{900}")}))};
    CHECK(run_item(rules, std::vector<NamedValue>{}, ItemSeed{}).gave_up);
}

TEST_CASE("rules: random ones end, give the same twice, and come back from their bytes") {
    const std::uint64_t first = test::seed_of_run();
    for (std::uint64_t seed = first; seed < first + 150; ++seed) {
        INFO("seed " << seed);
        const ItemRules rules = test::RandomRules(seed).item();
        const Bytes bytes = encode(rules);
        const auto again = decode_item_rules(bytes);
        REQUIRE(again.ok());
        CHECK(*again == rules);
        const content::Response response = content::choose({OptionId{{1}}});
        const ItemOutcome one = run_item(rules, {response, response}, true, ItemSeed{});
        const ItemOutcome two = run_item(*again, {response, response}, true, ItemSeed{});
        CHECK(one.outcomes == two.outcomes);
        CHECK(one.feedback == two.feedback);
    }
}

TEST_CASE("rules: bytes that nest for ever are refused") {
    Expression deep = yes(true);
    for (int i = 0; i < 300; ++i) deep = of(Operator::negation, {deep});
    ItemRules rules;
    rules.variables = {declared("SCORE", VariableKind::outcome, BaseType::decimal)};
    rules.responding = {set_score(deep)};
    CHECK_FALSE(decode_item_rules(encode(rules)).ok());
}

TEST_CASE("rules: a key with rules has one encoding, and a key without keeps its old one") {
    const content::Question question = question_by_rules();
    const Bytes bytes = content::encode(question.key);
    const auto key = content::decode<content::QuestionKey>(bytes);
    REQUIRE(key.ok());
    CHECK(*key == question.key);
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_FALSE(content::decode<content::QuestionKey>(ByteView(bytes).first(size)).ok());
    content::QuestionKey plain = question.key;
    plain.rules = {};
    CHECK(content::encode(plain)[0] == content::QuestionKey::first_version);
}
