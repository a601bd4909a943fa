// A quiz with sections and rules of its own: which questions a seed draws from its sections, and
// what its outcome rules make of the questions' outcomes. plan_sitting() and grade_attempt() hand
// on to these; a quiz without sections and rules never gets here.
#pragma once

#include <string>
#include <vector>

#include "content/model/grading.hpp"
#include "content/model/processing/item.hpp"

namespace approdo::content {

// Places in quiz.questions, in the order in which a learner gets them.
std::vector<std::size_t> drawn_from_sections(const QuizPublic& quiz, const Seed& seed);

// Walks through a sitting: says which of the planned questions are shown, as conditions and
// branches have it, takes their outcomes, and adds everything up.
class QuizWalk {
  public:
    QuizWalk(const QuizPublic& quiz, const QuizKey& key);

    bool shows(const QuestionId& question);
    // What became of the question that shows() was asked for last, if it showed.
    void take(const QuestionPublic& shown, const QuestionKey& key,
              const std::vector<Response>& tries, const Outcome& outcome, const Seed& seed);
    // The quiz's own outcomes: points and feedback in place of the sum.
    void finish(QuizOutcome& result);

    const std::vector<processing::NamedValue>& outcomes() const { return outcomes_; }

    struct Taken {
        const QuestionRole* role = nullptr;
        QuestionId question;
        std::vector<std::string> sections;  // that it stands in
        std::vector<processing::NamedValue> variables;
        double lowest = 0;  // of SCORE
        double highest = 0;
        bool presented = false;
        bool responded = false;
        bool right = false;
        bool wrong = false;
    };

  private:
    const QuestionRole* role_of(const QuestionId& question) const;
    const QuestionRole* role_called(const std::string& section) const;
    bool holds(const std::vector<processing::Expression>& conditions) const;
    void follow(const QuestionRole& role, const std::vector<std::string>& sections);

    const QuizPublic& quiz_;
    const QuizKey& key_;
    std::vector<Taken> taken_;
    std::vector<processing::NamedValue> outcomes_;
    std::string going_to_;                // a branch's target, until it is reached
    std::vector<std::string> left_;       // sections that were left before their end
    std::vector<std::string> not_shown_;  // sections whose conditions do not hold
    std::vector<std::string> entered_;
};

}  // namespace approdo::content
