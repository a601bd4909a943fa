// Evaluates rules: the variables of one question (or test), its draws, and a budget. Everything is
// a function of rules, responses and seed alone. The budget ends whatever would take too long or
// grow too large: such a run `gave_up`, and a person has to mark. NULL goes through expressions as
// QTI says.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/processing/program.hpp"
#include "content/model/random.hpp"

namespace approdo::content::processing {

// What a test's outcome rules ask about its questions.
class TestResults {
  public:
    virtual ~TestResults() = default;
    // «question.variable»; NULL when it is not there.
    virtual Value variable(std::string_view name) const = 0;
    // test_variables to number_selected; operands are evaluated.
    virtual Value over(const Expression& expression, const std::vector<Value>& operands) const = 0;
};

class Budget {
  public:
    static constexpr std::size_t steps_max = 200'000;
    // Says whether there was that much left.
    bool spend(std::size_t steps) {
        left_ = steps < left_ ? left_ - steps : 0;
        return left_ > 0;
    }
    bool is_spent() const { return left_ == 0; }

  private:
    std::size_t left_ = steps_max;
};

class Run {
  public:
    struct Variable {
        const Declaration* declared;
        Value value;
        Value initial;
        Value correct;
    };

    Run(const std::vector<Declaration>& declarations, const Seed& seed, ByteView purpose,
        const TestResults* results = nullptr);

    Variable* find(std::string_view name);
    Value evaluate(const Expression& expression);
    // False when a rule said stop.
    bool run(const std::vector<Rule>& rules);
    // Template processing: again from the beginning while a constraint does not hold.
    void draw(const std::vector<Rule>& rules);

    const std::vector<Variable>& variables() const { return variables_; }
    bool gave_up() const { return budget_.is_spent(); }

  private:
    enum class Flow { on, stopped, again };
    Flow flow(const std::vector<Rule>& rules, int depth);
    Flow flow(const Rule& rule, int depth);
    Flow flow_of_condition(const Rule& rule, int depth);
    void set(const Rule& rule);
    void look_up(const Rule& rule);

    Value evaluate(const Expression& expression, int depth);
    Value leaf(const Expression& expression);
    Value variable(const std::string& name);
    Value logic(const Expression& expression, int depth);
    Value drawn(const Expression& expression, const std::vector<Value>& operands);
    Value mapped(const Expression& expression);

    std::vector<Variable> variables_;
    Draws draws_;
    Budget budget_;
    const TestResults* results_;
};

}  // namespace approdo::content::processing
