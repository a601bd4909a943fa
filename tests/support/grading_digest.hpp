// One number for what many random questions, rules and quizzes come to, to the last bit of every
// float: the same natively and as WebAssembly, or an answer would be right on one device and wrong
// on another.
#pragma once

#include "content/model/processing/item.hpp"
#include "content/model/tries.hpp"
#include "tests/support/random_quiz.hpp"

namespace approdo::test {

// Fowler, Noll and Vo's hash of all that is added, in that order.
class Digest {
  public:
    void add(std::string_view text) {
        for (const char c : text) take(static_cast<std::uint8_t>(c));
        add(text.size());
    }
    void add(std::uint64_t number) {
        for (int shift = 0; shift < 64; shift += 8)
            take(static_cast<std::uint8_t>(number >> shift));
    }
    void add(const std::vector<content::processing::NamedValue>& values) {
        for (const auto& one : values)
            add(one.name + "=" + content::processing::text_of(one.value));
    }
    void add(content::Points points) { add(static_cast<std::uint64_t>(points.micro)); }
    void add(const std::vector<content::FeedbackId>& feedback) {
        for (const content::FeedbackId id : feedback) add(std::uint64_t{id});
    }
    void add(const content::Outcome& outcome) {
        add(outcome.points);
        add(outcome.points_max);
        add(static_cast<std::uint64_t>(outcome.verdict));
        add(std::uint64_t{outcome.needs_person});
        add(outcome.feedback);
        for (const content::PartOutcome& part : outcome.parts) {
            add(std::uint64_t{part.part});
            add(static_cast<std::uint64_t>(part.share.parts));
            add(static_cast<std::uint64_t>(part.verdict));
        }
    }
    std::uint64_t value() const { return value_; }

  private:
    void take(std::uint8_t byte) { value_ = (value_ ^ byte) * 1'099'511'628'211ULL; }

    std::uint64_t value_ = 14'695'981'039'346'656'037ULL;
};

inline void add_rules(Digest& digest, std::uint64_t seed) {
    using namespace content::processing;
    const ItemRules rules = RandomRules(seed).item();
    QuestionId question;
    question.bytes[0] = static_cast<std::uint8_t>(seed);
    const std::vector<NamedValue> responses{{"RESPONSE", Value::of(2.5)},
                                            {"A", Value::of_identifier("x")}};
    const ItemOutcome outcome =
        run_item(rules, responses, item_seed(question, static_cast<std::uint32_t>(seed % 7)));
    digest.add(outcome.outcomes);
    digest.add(outcome.drawn);
}

// Each of QTI's functions at one place.
inline void add_functions(Digest& digest, double place) {
    using namespace content::processing;
    for (std::uint32_t i = 1; i <= static_cast<std::uint32_t>(MathFunction::to_radians); ++i) {
        Expression function;
        function.op = Operator::math;
        function.mode = i;
        function.operands.resize(i == static_cast<std::uint32_t>(MathFunction::atan2) ? 2 : 1);
        for (Expression& operand : function.operands) {
            operand.op = Operator::constant;
            operand.constant = Value::of(place);
        }
        static const std::vector<Declaration> none;
        digest.add(text_of(Run(none, {}, {}).evaluate(function)));
    }
}

// One question under every behaviour, answered up to four times.
inline void add_question(Digest& digest, RandomQuestions& random) {
    const content::Question question = random.question();
    const content::Seed seed = random.seed();
    std::vector<content::Response> answers;
    for (std::uint64_t i = random.below(5); i > 0; --i)
        answers.push_back(random.response(question));
    for (std::uint8_t i = 0; i <= 4; ++i) {
        const content::TriesOutcome tries = content::grade_tries(
            question.shown, question.key, static_cast<content::Behaviour>(i), answers, seed);
        digest.add(tries.outcome);
        for (const std::uint32_t number :
             {tries.tries, tries.tries_left, tries.hints, tries.items_right, tries.items})
            digest.add(std::uint64_t{number});
    }
    const content::Response right = content::right_response(question.shown, question.key, seed);
    digest.add(content::grade(question.shown, question.key, right, seed));
}

inline void add_quiz(Digest& digest, RandomQuiz random) {
    const RandomQuiz::Attempt attempt = random.attempt();
    for (const auto& planned : content::plan_sitting(attempt.quiz, attempt.seed)) {
        digest.add(planned.question.bytes[0]);
        digest.add(std::uint64_t{planned.data_set});
        for (const content::PartOrder& order : planned.orders) {
            for (const OptionId& option : order.options) digest.add(option.bytes[0]);
        }
    }
    const content::QuizOutcome outcome =
        content::grade_attempt(attempt.quiz, attempt.key, attempt.answers, attempt.seed);
    digest.add(outcome.points);
    digest.add(outcome.points_max);
    digest.add(std::uint64_t{outcome.passed});
    digest.add(std::uint64_t{outcome.needs_person});
    digest.add(outcome.feedback);
    for (const content::Outcome& one : outcome.questions) digest.add(one);
}

inline std::uint64_t grading_digest(std::uint64_t first_seed, std::uint64_t count) {
    Digest digest;
    for (std::uint64_t seed = first_seed; seed < first_seed + count; ++seed) {
        for (std::uint64_t i = 0; i < 3; ++i) add_rules(digest, 3 * seed + i);
        add_functions(digest, static_cast<double>(seed) / 64 - 1);
        RandomQuestions random(seed);
        for (int i = 0; i < 8; ++i) add_question(digest, random);
        add_quiz(digest, RandomQuiz(seed));
    }
    return digest.value();
}

}  // namespace approdo::test
