// A quiz as no author would write it, drawn from a seed: sections within sections, drawn from and
// shuffled, weights, categories, conditions, branches, and outcome rules over all of it; and one
// attempt at it, with several answers to some questions.
#pragma once

#include "tests/support/random_questions.hpp"

namespace approdo::test {

class RandomQuiz {
  public:
    struct Attempt {
        content::QuizPublic quiz;
        content::QuizKey key;
        std::vector<content::Answer> answers;
        content::Seed seed;
    };

    explicit RandomQuiz(std::uint64_t seed) : random_(seed), rules_(seed) {}

    Attempt attempt() {
        Attempt attempt;
        attempt.seed = random_.seed();
        content::QuizSettings& settings = attempt.quiz.settings;
        settings.shuffle_questions = chance();
        settings.questions_shown = static_cast<std::uint32_t>(random_.below(6));
        settings.pass_mark = content::Share::of(3, 5);
        settings.mode = static_cast<content::QuizMode>(1 + random_.below(2));
        settings.behaviour = static_cast<content::Behaviour>(random_.below(5));
        const std::uint64_t questions = 1 + random_.below(7);
        for (std::uint64_t i = 0; i < questions; ++i) {
            content::Question question = random_.question();
            question.shown.id.bytes[0] = static_cast<std::uint8_t>(i + 1);
            question.key.id = question.shown.id;
            for (std::uint64_t times = random_.below(3); times > 0; --times)
                attempt.answers.push_back({question.shown.id, random_.response(question)});
            attempt.quiz.questions.push_back(std::move(question.shown));
            attempt.key.questions.push_back(std::move(question.key));
        }
        if (chance()) add_sections(attempt.quiz);
        if (chance()) add_rules(attempt);
        return attempt;
    }

  private:
    bool chance() { return random_.below(2) == 0; }

    // The first holds the others; each question stands in one of them.
    void add_sections(content::QuizPublic& quiz) {
        const std::uint64_t count = 1 + random_.below(3);
        for (std::uint64_t i = 0; i < count; ++i) {
            content::QuizSection& section = quiz.sections.emplace_back();
            section.name = std::string(1, static_cast<char>('a' + i));
            section.drawn = static_cast<std::uint32_t>(random_.below(4));
            section.shuffled = chance();
            section.kept_together = chance();
            if (i == 0) continue;
            content::SectionMember member;
            member.section = static_cast<std::uint32_t>(i);
            quiz.sections[0].members.push_back(member);
        }
        for (const content::QuestionPublic& question : quiz.questions) {
            content::SectionMember member;
            member.question = question.id;
            member.required = random_.below(4) == 0;
            member.fixed = random_.below(4) == 0;
            const auto section = static_cast<std::size_t>(random_.below(count));
            quiz.sections[section].members.push_back(member);
        }
    }

    void add_rules(Attempt& attempt) {
        using namespace content::processing;
        content::QuizRules& rules = attempt.key.rules;
        const ItemRules random = rules_.item();
        rules.variables = random.variables;
        rules.outcomes = random.responding;
        for (Declaration& one : rules.variables) one.kind = VariableKind::outcome;
        for (const content::QuestionPublic& question : attempt.quiz.questions) {
            content::QuestionRole& role = rules.roles.emplace_back();
            role.name = std::string(1, static_cast<char>('q' + question.id.bytes[0]));
            role.question = question.id;
            if (chance()) role.categories = {"A"};
            role.weights = {{"x", static_cast<double>(random_.below(9)) / 4}};
            if (random_.below(4) == 0) role.conditions = {rules_.expression(3)};
            if (random_.below(4) == 0) role.branches = {{rules_.expression(3), "EXIT_SECTION"}};
        }
        // The sum of all scores by weight, so that each quiz comes to something.
        Rule& sum = rules.outcomes.emplace_back();
        sum.kind = RuleKind::set_value;
        sum.name = "SCORE";
        sum.value.op = Operator::sum;
        Expression& scores = sum.value.operands.emplace_back();
        scores.op = Operator::test_variables;
        scores.name = "SCORE";
        for (const char* const operand : {"", "x"}) {
            Expression& constant = scores.operands.emplace_back();
            constant.op = Operator::constant;
            constant.constant = Value::of_text(operand);
        }
        rules.points_max = {5'000'000};
        rules.feedback = {{"A", "x", false, 7}};
    }

    RandomQuestions random_;
    RandomRules rules_;
};

}  // namespace approdo::test
