#include "content/model/quiz.hpp"

#include <set>

#include "content/model/grading.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content;

namespace {

QuizPublic ten_questions() {
    QuizPublic quiz;
    quiz.unit = UnitId{{1}};
    for (std::uint8_t n = 0; n < 10; ++n) {
        QuestionPublic question;
        question.id = QuestionId{{n}};
        ChoicePart part;
        for (std::uint8_t k = 1; k <= 6; ++k) part.options.push_back({OptionId{{n, k}}, {}});
        question.parts.push_back({1, part, ""});
        quiz.questions.push_back(question);
    }
    return quiz;
}

Seed seed_of(std::uint8_t n) {
    Seed seed;
    seed.bytes[31] = n;
    return seed;
}

}  // namespace

TEST_CASE("random: the stream of a seed is part of the format") {
    Draws draws(seed_of(1), bytes_of("test"));
    CHECK(draws.next() == 0xb180809707795112ULL);
    CHECK(draws.next() == 0xdae01e88e72a6c25ULL);
    Draws other(seed_of(1), bytes_of("tess"));
    CHECK(other.next() != 0xb180809707795112ULL);
    CHECK(draws.below(1) == 0);
    CHECK(draws.below(0) == 0);
}

TEST_CASE("quiz: a seed decides the sitting, and the next seed another one") {
    QuizPublic quiz = ten_questions();
    quiz.settings.shuffle_questions = true;
    quiz.settings.questions_shown = 4;
    CHECK(plan_sitting(quiz, seed_of(1)) == plan_sitting(quiz, seed_of(1)));
    CHECK(plan_sitting(quiz, seed_of(1)) != plan_sitting(quiz, seed_of(2)));
    CHECK(plan_sitting(quiz, seed_of(1)).size() == 4);
    std::set<QuestionId> drawn;
    for (std::uint8_t n = 0; n < 60; ++n) {
        for (const PlannedQuestion& planned : plan_sitting(quiz, seed_of(n)))
            drawn.insert(planned.question);
    }
    CHECK(drawn.size() == 10);
}

TEST_CASE("quiz: without shuffling, questions and fixed options stay as the author wrote them") {
    QuizPublic quiz = ten_questions();
    quiz.settings.shuffle_options = false;
    const auto plan = plan_sitting(quiz, seed_of(3));
    REQUIRE(plan.size() == 10);
    for (std::size_t i = 0; i < plan.size(); ++i) {
        CHECK(plan[i].question == quiz.questions[i].id);
        const auto& options = std::get<ChoicePart>(quiz.questions[i].parts[0].shape).options;
        for (std::size_t k = 0; k < options.size(); ++k)
            CHECK(plan[i].orders[0].options[k] == options[k].id);
    }
}

TEST_CASE("quiz: one question more does not move the options of the others") {
    QuizPublic quiz = ten_questions();
    const auto before = plan_sitting(quiz, seed_of(3));
    QuestionPublic extra = quiz.questions[0];
    extra.id = QuestionId{{99}};
    quiz.questions.push_back(extra);
    const auto after = plan_sitting(quiz, seed_of(3));
    for (std::size_t i = 0; i < before.size(); ++i) CHECK(before[i] == after[i]);
}

TEST_CASE("quiz: an attempt is marked over the planned questions and against the pass mark") {
    QuizPublic quiz = ten_questions();
    quiz.settings.pass_mark = Share::of(6, 10);
    QuizKey key;
    for (const QuestionPublic& question : quiz.questions) {
        ChoiceKey choice;
        for (const Option& option : std::get<ChoicePart>(question.parts[0].shape).options)
            choice.options.push_back(
                {option.id, choice.options.empty() ? Share::all() : Share::none(), 0});
        QuestionKey one;
        one.id = question.id;
        one.parts.push_back({1, 1, choice});
        key.questions.push_back(one);
    }
    std::vector<Answer> answers;
    for (std::uint8_t n = 0; n < 5; ++n)
        answers.push_back({QuestionId{{n}}, choose({OptionId{{n, 1}}})});
    CHECK_FALSE(grade_attempt(quiz, key, answers, seed_of(1)).passed);
    answers.push_back({QuestionId{{5}}, choose({OptionId{{5, 2}}})});
    answers.push_back({QuestionId{{5}}, choose({OptionId{{5, 1}}})});  // the last answer counts
    const QuizOutcome outcome = grade_attempt(quiz, key, answers, seed_of(1));
    CHECK(outcome.points.micro == 6'000'000);
    CHECK(outcome.points_max.micro == 10'000'000);
    CHECK(outcome.passed);
}
