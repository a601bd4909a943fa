// Quizzes with sections and rules of their own: what is drawn, what outcome rules see, which
// questions show.
#include "content/model/quiz_rules.hpp"

#include <algorithm>
#include <set>

#include "tests/support/seeded_random.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content;
using processing::Expression;
using processing::Operator;
using RuleValue = processing::Value;

namespace {

QuestionId id_of(std::uint8_t number) {
    return QuestionId{{number}};
}

// Questions 1 to `count` of a point each; option 1 is right.
struct Exam {
    explicit Exam(std::uint8_t count) {
        for (std::uint8_t n = 1; n <= count; ++n) {
            QuestionPublic& question = quiz.questions.emplace_back();
            question.id = id_of(n);
            ChoicePart part;
            part.options = {{OptionId{{1}}, {}}, {OptionId{{2}}, {}}};
            question.parts = {{1, part, ""}};
            QuestionKey& own = key.questions.emplace_back();
            own.id = id_of(n);
            own.parts = {
                {1, 1,
                 ChoiceKey{{{OptionId{{1}}, Share::all(), 0}, {OptionId{{2}}, Share::none(), 0}},
                           false,
                           0}}};
            QuestionRole& role = key.rules.roles.emplace_back();
            role.name = "q" + std::to_string(n);
            role.question = id_of(n);
        }
        processing::Declaration score;
        score.name = "SCORE";
        score.base = BaseType::decimal;
        key.rules.variables = {score};
        key.rules.points_max = {100'000'000};
    }

    QuizSection& section(const char* name, std::vector<SectionMember> members) {
        QuizSection& one = quiz.sections.emplace_back();
        one.name = name;
        one.members = std::move(members);
        return one;
    }
    // SCORE becomes what the expression gives.
    void score(Expression expression) {
        key.rules.outcomes = {
            {processing::RuleKind::set_value, "SCORE", std::move(expression), {}}};
    }
    // With option 1 for the questions in `right`, option 2 for those in `wrong`.
    QuizOutcome graded(std::vector<std::uint8_t> right,
                       std::vector<std::uint8_t> wrong = {}) const {
        std::vector<Answer> answers;
        for (const std::uint8_t n : right) answers.push_back({id_of(n), choose({OptionId{{1}}})});
        for (const std::uint8_t n : wrong) answers.push_back({id_of(n), choose({OptionId{{2}}})});
        return grade_attempt(quiz, key, answers, {});
    }

    QuizPublic quiz;
    QuizKey key;
};

SectionMember member(std::uint8_t question, bool required = false, bool fixed = false) {
    SectionMember one;
    one.question = id_of(question);
    one.required = required;
    one.fixed = fixed;
    return one;
}
SectionMember inside(std::uint32_t section) {
    SectionMember one;
    one.section = section;
    return one;
}

Expression constant(RuleValue value) {
    Expression expression;
    expression.op = Operator::constant;
    expression.constant = std::move(value);
    return expression;
}
Expression of(Operator op, std::vector<Expression> operands, const char* name = "") {
    Expression expression;
    expression.op = op;
    expression.name = name;
    expression.operands = std::move(operands);
    return expression;
}
RuleValue names(const char* name) {
    RuleValue value = RuleValue::of_identifier(name);
    value.cardinality = Cardinality::multiple;
    return value;
}
// Of a section, by a weight, of a category, without another; empty names say nothing.
Expression over(Operator op, const char* section, const char* weight = "", const char* with = "",
                const char* without = "") {
    const auto category = [](const char* name) {
        return constant(*name == '\0' ? RuleValue::null() : names(name));
    };
    return of(op,
              {constant(RuleValue::of_text(section)), constant(RuleValue::of_text(weight)),
               constant(RuleValue::null()), category(with), category(without)},
              "SCORE");
}
Expression sum_over(const char* section, const char* weight = "", const char* with = "",
                    const char* without = "") {
    return of(Operator::sum, {over(Operator::test_variables, section, weight, with, without)});
}

Seed seed_of(test::SeededRandom& random) {
    Seed seed;
    random.fill(seed.bytes);
    return seed;
}

}  // namespace

TEST_CASE("quiz rules: sections draw so many, the required ones always, the fixed in their place") {
    Exam exam(6);
    QuizSection& whole = exam.section("whole", {member(1, false, true), member(2), member(3, true),
                                                member(4), member(5), member(6)});
    whole.drawn = 4;
    whole.shuffled = true;
    const std::uint64_t first = test::seed_of_run();
    INFO("APPRODO_SEED=" << first);
    test::SeededRandom random(first);
    std::set<std::vector<std::size_t>> orders;
    for (int round = 0; round < 200; ++round) {
        const Seed seed = seed_of(random);
        const auto drawn = drawn_from_sections(exam.quiz, seed);
        CHECK(drawn == drawn_from_sections(exam.quiz, seed));
        REQUIRE(drawn.size() == 4);
        CHECK(std::set<std::size_t>(drawn.begin(), drawn.end()).size() == 4);
        CHECK(std::find(drawn.begin(), drawn.end(), 2) != drawn.end());
        const auto fixed = std::find(drawn.begin(), drawn.end(), 0);
        CHECK((fixed == drawn.end() || fixed == drawn.begin()));
        orders.insert(drawn);
    }
    CHECK(orders.size() > 20);
}

TEST_CASE("quiz rules: a section keeps together when what it stands in is shuffled") {
    Exam exam(6);
    exam.section("whole", {inside(1), member(4), member(5), member(6)}).shuffled = true;
    exam.section("inner", {member(1), member(2), member(3)});
    test::SeededRandom random(7);
    bool apart = false;
    for (int round = 0; round < 50; ++round) {
        const Seed seed = seed_of(random);
        const auto together = [&] {
            const auto drawn = drawn_from_sections(exam.quiz, seed);
            REQUIRE(drawn.size() == 6);
            const auto at = std::find(drawn.begin(), drawn.end(), 0);
            return drawn.end() - at >= 3 && at[1] == 1 && at[2] == 2;
        };
        exam.quiz.sections[1].kept_together = true;
        CHECK(together());
        exam.quiz.sections[1].kept_together = false;
        apart = apart || !together();
    }
    CHECK(apart);
}

TEST_CASE("quiz rules: sections in a circle end, and each question is asked once") {
    Exam exam(2);
    exam.section("a", {inside(1), member(1), inside(0), inside(9)});
    exam.section("b", {inside(0), member(2), member(1)});
    CHECK(drawn_from_sections(exam.quiz, {}) == std::vector<std::size_t>{1, 0});
}

TEST_CASE("quiz rules: scores add up by section, weight and category") {
    Exam exam(4);
    exam.section("whole", {inside(1), inside(2)});
    exam.section("one", {member(1), member(2)});
    exam.section("two", {member(3), member(4)});
    exam.key.rules.roles[0].weights = {{"heavy", 5}};
    exam.key.rules.roles[1].categories = {"law"};
    exam.key.rules.roles[3].categories = {"law"};
    const auto scored = [&](Expression expression) {
        exam.score(std::move(expression));
        return exam.graded({1, 2, 3}, {4}).points.micro;
    };
    CHECK(scored(sum_over("")) == 3'000'000);
    CHECK(scored(sum_over("one")) == 2'000'000);
    CHECK(scored(sum_over("two")) == 1'000'000);
    CHECK(scored(sum_over("", "heavy")) == 7'000'000);
    CHECK(scored(sum_over("one", "heavy")) == 6'000'000);
    CHECK(scored(sum_over("", "", "law")) == 1'000'000);
    CHECK(scored(sum_over("", "heavy", "", "law")) == 6'000'000);
    CHECK(scored(over(Operator::number_correct, "")) == 3'000'000);
    CHECK(scored(over(Operator::number_incorrect, "two")) == 1'000'000);
    CHECK(scored(over(Operator::number_responded, "", "", "law")) == 2'000'000);
    CHECK(scored(of(Operator::sum, {over(Operator::outcome_maximum, "one", "heavy")})) ==
          6'000'000);
}

TEST_CASE("quiz rules: a score stays within the quiz's points, none is for a person to give") {
    Exam exam(1);
    exam.score(constant(RuleValue::of(1e9)));
    CHECK(exam.graded({1}).points == exam.key.rules.points_max);
    exam.score(constant(RuleValue::of(-3.0)));
    CHECK(exam.graded({1}).points.micro == 0);
    exam.score(constant(RuleValue::null()));
    CHECK(exam.graded({1}).needs_person);
}

TEST_CASE("quiz rules: in practice a condition hides and a branch leaves out, graded shows all") {
    Exam exam(4);
    exam.section("whole", {member(1), member(2), member(3), member(4)});
    exam.score(over(Operator::number_presented, ""));
    const Expression right_once =
        of(Operator::match, {over(Operator::number_correct, ""), constant(RuleValue::of(1.0))});
    exam.key.rules.roles[0].branches = {{right_once, "q4"}};
    CHECK(exam.graded({1}).points.micro == 2'000'000);      // 1 and 4
    CHECK(exam.graded({}, {1}).points.micro == 4'000'000);  // the branch is not taken
    exam.key.rules.roles[0].branches = {{right_once, "EXIT_TEST"}};
    CHECK(exam.graded({1}).points.micro == 1'000'000);
    exam.key.rules.roles[0].branches = {};
    exam.key.rules.roles[2].conditions = {right_once};
    CHECK(exam.graded({1}).points.micro == 4'000'000);
    CHECK(exam.graded({}, {1}).points.micro == 3'000'000);
    exam.quiz.settings.mode = QuizMode::graded;
    CHECK(exam.graded({}, {1}).points.micro == 4'000'000);
}

TEST_CASE("quiz rules: leaving a section goes on behind it") {
    Exam exam(4);
    exam.section("whole", {inside(1), member(4)});
    exam.section("inner", {member(1), member(2), member(3)});
    exam.score(over(Operator::number_presented, ""));
    exam.key.rules.roles[0].branches = {{constant(RuleValue::of(true)), "EXIT_SECTION"}};
    CHECK(exam.graded({}).points.micro == 2'000'000);
}
