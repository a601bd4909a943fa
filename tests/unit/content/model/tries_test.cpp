#include "content/model/tries.hpp"

#include "tests/support/seeded_random.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content;

namespace {

const Seed seed{};

OptionId option(std::uint8_t n) {
    return OptionId{{n}};
}

LocalRich words(const char* text) {
    LocalRich rich;
    rich.set({text, "it", Direction::inherit});
    return rich;
}

// Three options of which the first is right; two hints, a penalty of a third.
Question one_of_three() {
    Question question;
    question.shown.id = question.key.id = QuestionId{{1}};
    question.shown.kind = QuestionKind::choice_one;
    ChoicePart part;
    ChoiceKey key;
    for (std::uint8_t n = 1; n <= 3; ++n) {
        part.options.push_back({option(n), {}});
        key.options.push_back({option(n), n == 1 ? Share::all() : Share::none(), 0});
    }
    question.shown.parts = {{1, part, ""}};
    question.key.parts = {{1, 1, key}};
    question.key.points = {3'000'000};
    question.key.penalty = Share::of(1, 3);
    question.key.hints = {words("uno"), words("due")};
    return question;
}

Question three_pairs() {
    Question question;
    question.shown.id = question.key.id = QuestionId{{2}};
    MatchPart part;
    MatchKey key;
    for (std::uint8_t n = 1; n <= 3; ++n) {
        part.left.push_back({option(n), {}});
        part.right.push_back({option(static_cast<std::uint8_t>(n + 10)), {}});
        key.pairs.push_back({option(n), option(static_cast<std::uint8_t>(n + 10))});
    }
    question.shown.parts = {{1, part, ""}};
    question.key.parts = {{1, 1, key}};
    question.key.points = {3'000'000};
    question.key.penalty = Share::of(1, 3);
    question.key.hints = {words("uno"), words("due")};
    return question;
}

Response pairs(std::initializer_list<std::pair<std::uint8_t, std::uint8_t>> list) {
    std::vector<DirectedPair> result;
    for (const auto& [left, right] : list)
        result.push_back({option(left), option(static_cast<std::uint8_t>(right + 10))});
    return match(std::move(result));
}

TriesOutcome tried(const Question& question, Behaviour behaviour,
                   const std::vector<Response>& answers) {
    return grade_tries(question.shown, question.key, behaviour, answers, seed);
}

}  // namespace

TEST_CASE("tries: under the deferred behaviour the last answer counts, without penalties") {
    const Question question = one_of_three();
    const auto result =
        tried(question, Behaviour::deferred, {choose({option(2)}), choose({option(1)})});
    CHECK(result.outcome == grade(question.shown, question.key, choose({option(1)}), seed));
    CHECK_FALSE(result.finished());
    CHECK(result.hints == 0);
}

TEST_CASE("tries: under the immediate behaviour the first answer is the last") {
    const Question question = one_of_three();
    CHECK_FALSE(tried(question, Behaviour::immediate, {}).finished());
    const auto wrong =
        tried(question, Behaviour::immediate, {choose({option(2)}), choose({option(1)})});
    CHECK(wrong.finished());
    CHECK(wrong.outcome.points.micro == 0);
    CHECK(tried(question, Behaviour::immediate, {choose({option(1)})}).outcome.points.micro ==
          3'000'000);
}

TEST_CASE("tries: interactive questions give a hint and a cheaper try for each wrong answer") {
    const Question question = one_of_three();
    const auto at_first = tried(question, Behaviour::interactive, {});
    CHECK(at_first.tries_left == 3);
    const auto once = tried(question, Behaviour::interactive, {choose({option(2)})});
    CHECK(once.tries_left == 2);
    CHECK(once.hints == 1);
    CHECK(once.outcome.verdict == Verdict::wrong);
    const auto twice =
        tried(question, Behaviour::interactive, {choose({option(2)}), choose({option(1)})});
    CHECK(twice.finished());
    CHECK(twice.outcome.points.micro == 2'000'000);
    CHECK(twice.outcome.verdict == Verdict::right);
    const auto thrice = tried(question, Behaviour::interactive,
                              {choose({option(2)}), choose({option(3)}), choose({option(1)})});
    CHECK(thrice.finished());
    CHECK(thrice.hints == 2);
    CHECK(thrice.outcome.points.micro == 1'000'000);
}

TEST_CASE("tries: what is repeated or left empty is no try") {
    const Question question = one_of_three();
    const auto result = tried(question, Behaviour::interactive,
                              {choose({option(2)}), {}, choose({option(2)}), choose({option(1)})});
    CHECK(result.tries == 2);
    CHECK(result.outcome.points.micro == 2'000'000);
}

TEST_CASE("tries: answers behind the last try change nothing") {
    const Question question = one_of_three();
    std::vector<Response> answers{choose({option(2)}), choose({option(3)}), choose({option(2)})};
    const auto result = tried(question, Behaviour::interactive, answers);
    CHECK(result.finished());
    answers.push_back(choose({option(1)}));
    CHECK(tried(question, Behaviour::interactive, answers) == result);
}

TEST_CASE("tries: a pair that was right from the first try keeps its points") {
    const Question question = three_pairs();
    const auto result = tried(question, Behaviour::interactive,
                              {pairs({{1, 1}, {2, 3}, {3, 2}}), pairs({{1, 1}, {2, 2}, {3, 3}})});
    CHECK(result.finished());
    // One pair in full, two with a third of their point taken off.
    CHECK(result.outcome.points.micro == 1'000'000 + 2 * 666'667 - 1);
    CHECK(result.items == 3);
    CHECK(result.items_right == 3);
}

TEST_CASE("tries: adaptive questions count the best try after penalties") {
    const Question question = one_of_three();
    const std::vector<Response> answers{choose({option(2)}), choose({option(3)}),
                                        choose({option(1)})};
    const auto result = tried(question, Behaviour::adaptive, answers);
    CHECK(result.finished());
    CHECK(result.outcome.points.micro == 1'000'000);
    CHECK(tried(question, Behaviour::adaptive_no_penalty, answers).outcome.points.micro ==
          3'000'000);
    CHECK_FALSE(tried(question, Behaviour::adaptive, {choose({option(2)})}).finished());
}

TEST_CASE("tries: a hint may show how many are right and clear the rest") {
    Question question = three_pairs();
    question.key.hint_rules = {{true, false}, {false, true}};
    const auto once = tried(question, Behaviour::interactive, {pairs({{1, 1}, {2, 3}})});
    CHECK(once.show_right_count);
    CHECK_FALSE(once.clear_wrong);
    CHECK(once.items_right == 1);
    const auto twice =
        tried(question, Behaviour::interactive, {pairs({{1, 1}, {2, 3}}), pairs({{1, 1}, {3, 2}})});
    CHECK_FALSE(twice.show_right_count);
    CHECK(twice.clear_wrong);
}

TEST_CASE("tries: wrong answers cost points where the question says so, and never the whole quiz") {
    Question question = one_of_three();
    auto& key = std::get<ChoiceKey>(question.key.parts[0].shape);
    key.options[1].share = Share::of(-1, 3);
    const Response wrong = choose({option(2)});
    CHECK(grade(question.shown, question.key, wrong, seed).points.micro == 0);
    question.key.least = Share::of(-1, 3);
    const Outcome outcome = grade(question.shown, question.key, wrong, seed);
    CHECK(outcome.points.micro == -1'000'000);
    CHECK(outcome.verdict == Verdict::wrong);
    QuizPublic quiz;
    quiz.questions = {question.shown};
    QuizKey quiz_key;
    quiz_key.questions = {question.key};
    const QuizOutcome whole = grade_attempt(quiz, quiz_key, {{question.shown.id, wrong}}, seed);
    CHECK(whole.points.micro == 0);
    CHECK(whole.questions[0].points.micro == -1'000'000);
}

TEST_CASE("tries: feedback follows the verdict of the whole question") {
    Question question = three_pairs();
    question.key.right_feedback = 1;
    question.key.partly_feedback = 2;
    question.key.wrong_feedback = 3;
    const auto given = [&](const Response& response) {
        return grade(question.shown, question.key, response, seed).feedback;
    };
    CHECK(given(pairs({{1, 1}, {2, 2}, {3, 3}})) == std::vector<FeedbackId>{1});
    CHECK(given(pairs({{1, 1}})) == std::vector<FeedbackId>{2});
    CHECK(given(pairs({{1, 2}})) == std::vector<FeedbackId>{3});
    CHECK(given({}).empty());
}

TEST_CASE("tries: a quiz in practice obeys its behaviour, graded work never does") {
    const Question question = one_of_three();
    QuizPublic quiz;
    quiz.questions = {question.shown};
    quiz.settings.behaviour = Behaviour::interactive;
    QuizKey key;
    key.questions = {question.key};
    const std::vector<Answer> answers{{question.shown.id, choose({option(2)})},
                                      {question.shown.id, choose({option(1)})}};
    CHECK(grade_attempt(quiz, key, answers, seed).points.micro == 2'000'000);
    quiz.settings.mode = QuizMode::graded;
    CHECK(grade_attempt(quiz, key, answers, seed).points.micro == 3'000'000);
}

TEST_CASE("tries: whatever is answered, outcomes are equal, bounded and final once finished") {
    const std::uint64_t chance = test::seed_of_run(20261127);
    INFO("APPRODO_SEED=" << chance);
    test::SeededRandom random(chance);
    const Question questions[] = {one_of_three(), three_pairs()};
    constexpr Behaviour behaviours[] = {Behaviour::deferred, Behaviour::immediate,
                                        Behaviour::interactive, Behaviour::adaptive,
                                        Behaviour::adaptive_no_penalty};
    for (int round = 0; round < 2000; ++round) {
        const Question& question = questions[random.below(2)];
        const Behaviour behaviour = behaviours[random.below(5)];
        std::vector<Response> answers;
        for (std::uint64_t i = random.below(6); i > 0; --i) {
            const auto pick = [&] { return static_cast<std::uint8_t>(1 + random.below(3)); };
            answers.push_back(question.shown.id == questions[0].shown.id
                                  ? choose({option(pick())})
                                  : pairs({{1, pick()}, {2, pick()}, {3, pick()}}));
        }
        const auto result = tried(question, behaviour, answers);
        CHECK(result == tried(question, behaviour, answers));
        CHECK(result.outcome.points.micro >= 0);
        CHECK(result.outcome.points <= question.key.points);
        CHECK(result.hints <= question.key.hints.size());
        if (!result.finished()) continue;
        answers.push_back(question.shown.id == questions[0].shown.id ? choose({option(1)})
                                                                     : pairs({{1, 1}}));
        CHECK(tried(question, behaviour, answers).outcome == result.outcome);
    }
}
