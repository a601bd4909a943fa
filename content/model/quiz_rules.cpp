#include "content/model/quiz_rules.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "content/model/rules_grading.hpp"

namespace approdo::content {

namespace {

using processing::Operator;
using processing::Value;

// What moves as one when a section is shuffled: a question, or a section that keeps together.
struct Block {
    std::vector<std::size_t> questions;
    bool required = false;
    bool fixed = false;
};

class Drawing {
  public:
    Drawing(const QuizPublic& quiz, const Seed& seed)
        : quiz_(quiz), seed_(seed), entered_(quiz.sections.size()) {
        for (std::size_t i = 0; i < quiz.questions.size(); ++i) places_[quiz.questions[i].id] = i;
    }

    std::vector<std::size_t> section(std::size_t at, std::size_t depth = 0) {
        if (entered_[at] || depth >= QuizSection::nesting_max) return {};
        entered_[at] = true;
        const QuizSection& section = quiz_.sections[at];
        Bytes purpose = copy_of(bytes_of("section"));
        append(purpose, bytes_of(section.name));
        Draws draws(seed_, purpose);
        std::vector<Block> blocks = blocks_of(at, depth);
        keep_drawn(blocks, section.drawn, draws);
        if (section.shuffled) shuffle(blocks, draws);
        std::vector<std::size_t> questions;
        for (const Block& block : blocks)
            questions.insert(questions.end(), block.questions.begin(), block.questions.end());
        return questions;
    }

  private:
    std::vector<Block> blocks_of(std::size_t at, std::size_t depth) {
        std::vector<Block> blocks;
        const QuizSection& section = quiz_.sections[at];
        for (const SectionMember& member : section.members) {
            if (!member.is_section()) {
                const auto place = places_.find(member.question);
                if (place != places_.end())
                    blocks.push_back({{place->second}, member.required, member.fixed});
                continue;
            }
            if (member.section >= quiz_.sections.size()) continue;
            const std::vector<std::size_t> inside = this->section(member.section, depth + 1);
            const bool one = quiz_.sections[member.section].kept_together || !section.shuffled;
            if (one) blocks.push_back({inside, member.required, member.fixed});
            for (const std::size_t question : one ? std::vector<std::size_t>{} : inside)
                blocks.push_back({{question}, member.required, member.fixed});
        }
        return blocks;
    }
    static void keep_drawn(std::vector<Block>& blocks, std::size_t drawn, Draws& draws) {
        if (drawn == 0 || drawn >= blocks.size()) return;
        std::vector<std::size_t> open;
        std::set<std::size_t> kept;
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            if (blocks[i].required)
                kept.insert(i);
            else
                open.push_back(i);
        }
        draws.shuffle(open);
        for (std::size_t i = 0; i < open.size() && kept.size() < drawn; ++i) kept.insert(open[i]);
        std::vector<Block> chosen;
        for (const std::size_t i : kept) chosen.push_back(std::move(blocks[i]));
        blocks = std::move(chosen);
    }
    static void shuffle(std::vector<Block>& blocks, Draws& draws) {
        std::vector<Block> moving;
        for (Block& block : blocks) {
            if (!block.fixed) moving.push_back(std::move(block));
        }
        draws.shuffle(moving);
        auto next = moving.begin();
        for (Block& block : blocks) {
            if (!block.fixed) block = std::move(*next++);
        }
    }

    const QuizPublic& quiz_;
    const Seed& seed_;
    std::vector<bool> entered_;
    std::map<QuestionId, std::size_t> places_;
};

// The sections that a question stands in, outermost first. Each section is entered once, and not
// too deep, whatever a quiz says.
class Around {
  public:
    explicit Around(const QuizPublic& quiz) : quiz_(quiz), entered_(quiz.sections.size()) {}

    std::vector<std::string> path_to(const QuestionId& question) {
        if (!quiz_.sections.empty()) (void)enter(0, question);
        return path_;
    }

  private:
    bool enter(std::size_t at, const QuestionId& question) {
        if (entered_[at] || path_.size() >= QuizSection::nesting_max) return false;
        entered_[at] = true;
        path_.push_back(quiz_.sections[at].name);
        for (const SectionMember& member : quiz_.sections[at].members) {
            const bool found = member.is_section() ? member.section < quiz_.sections.size() &&
                                                         enter(member.section, question)
                                                   : member.question == question;
            if (found) return true;
        }
        path_.pop_back();
        return false;
    }

    const QuizPublic& quiz_;
    std::vector<bool> entered_;
    std::vector<std::string> path_;
};

std::vector<std::string> sections_around(const QuizPublic& quiz, const QuestionId& question) {
    return Around(quiz).path_to(question);
}

bool holds_name(const std::vector<std::string>& list, const std::string& name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

bool any_category(const QuizWalk::Taken& taken, const Value& categories) {
    return taken.role != nullptr &&
           std::any_of(categories.items.begin(), categories.items.end(), [&](const auto& item) {
               return holds_name(taken.role->categories, processing::text_of(item));
           });
}

double weight_of(const QuizWalk::Taken& taken, const std::string& name) {
    if (taken.role == nullptr || name.empty()) return 1;
    for (const QuestionRole::Weight& weight : taken.role->weights) {
        if (weight.name == name) return weight.value;
    }
    return 1;
}

// What outcome rules ask of the questions taken so far.
class Results : public processing::TestResults {
  public:
    explicit Results(const std::vector<QuizWalk::Taken>& taken) : taken_(taken) {}

    Value variable(std::string_view name) const override {
        const std::size_t point = name.find('.');
        if (point == std::string_view::npos) return Value::null();
        for (const QuizWalk::Taken& one : taken_) {
            if (one.role == nullptr || one.role->name != name.substr(0, point)) continue;
            return value_in(one, name.substr(point + 1));
        }
        return Value::null();
    }

    Value over(const processing::Expression& expression,
               const std::vector<Value>& operands) const override {
        const auto operand = [&](std::size_t at) {
            return at < operands.size() ? operands[at] : Value::null();
        };
        std::vector<const QuizWalk::Taken*> subset;
        const std::string section = processing::text_of(operand(0));
        for (const QuizWalk::Taken& one : taken_) {
            if (!section.empty() && !holds_name(one.sections, section)) continue;
            if (!operand(3).is_null() && !any_category(one, operand(3))) continue;
            if (any_category(one, operand(4))) continue;
            subset.push_back(&one);
        }
        const std::string weight = processing::text_of(operand(1));
        switch (expression.op) {
            case Operator::test_variables:
                return values(subset, expression.name, weight);
            case Operator::outcome_minimum:
            case Operator::outcome_maximum:
                return limits(subset, expression.op == Operator::outcome_minimum, weight);
            default:
                return count(subset, expression.op);
        }
    }

  private:
    static Value value_in(const QuizWalk::Taken& taken, std::string_view name) {
        for (const processing::NamedValue& variable : taken.variables) {
            if (variable.name == name) return variable.value;
        }
        return Value::null();
    }
    static Value values(const std::vector<const QuizWalk::Taken*>& subset, const std::string& name,
                        const std::string& weight) {
        Value result;
        result.cardinality = Cardinality::multiple;
        for (const QuizWalk::Taken* const one : subset) {
            Value value = value_in(*one, name);
            if (!value.is_single() || value.is_null()) continue;
            if (const auto number = processing::number_in(value); number && !weight.empty())
                value = Value::of(*number * weight_of(*one, weight));
            // Whole numbers and others together are all taken as the latter.
            if (!result.items.empty() && value.base != result.base) {
                auto as_float = processing::fitted(result, result.cardinality, BaseType::decimal);
                auto also = processing::fitted(value, Cardinality::single, BaseType::decimal);
                if (!as_float || !also) continue;
                result = std::move(*as_float);
                value = std::move(*also);
            }
            result.base = value.base;
            result.items.push_back(value.items.front());
        }
        return result;
    }
    static Value limits(const std::vector<const QuizWalk::Taken*>& subset, bool lowest,
                        const std::string& weight) {
        Value result;
        result.cardinality = Cardinality::multiple;
        result.base = BaseType::decimal;
        for (const QuizWalk::Taken* const one : subset)
            result.items.push_back((lowest ? one->lowest : one->highest) * weight_of(*one, weight));
        return result;
    }
    static Value count(const std::vector<const QuizWalk::Taken*>& subset, Operator op) {
        const auto counted =
            std::count_if(subset.begin(), subset.end(), [&](const QuizWalk::Taken* const one) {
                switch (op) {
                    case Operator::number_correct:
                        return one->right;
                    case Operator::number_incorrect:
                        return one->wrong;
                    case Operator::number_presented:
                        return one->presented;
                    case Operator::number_responded:
                        return one->responded;
                    default:
                        return true;
                }
            });
        return Value::of(static_cast<std::int64_t>(counted));
    }

    const std::vector<QuizWalk::Taken>& taken_;
};

const Seed& no_seed() {
    static const Seed seed;
    return seed;
}

}  // namespace

std::vector<std::size_t> drawn_from_sections(const QuizPublic& quiz, const Seed& seed) {
    std::vector<std::size_t> all = Drawing(quiz, seed).section(0);
    std::set<std::size_t> seen;
    std::erase_if(all, [&](std::size_t at) { return !seen.insert(at).second; });
    return all;
}

QuizWalk::QuizWalk(const QuizPublic& quiz, const QuizKey& key) : quiz_(quiz), key_(key) {}

const QuestionRole* QuizWalk::role_of(const QuestionId& question) const {
    for (const QuestionRole& role : key_.rules.roles) {
        if (role.question == question && question != QuestionId{}) return &role;
    }
    return nullptr;
}

const QuestionRole* QuizWalk::role_called(const std::string& section) const {
    for (const QuestionRole& role : key_.rules.roles) {
        if (role.question == QuestionId{} && role.name == section) return &role;
    }
    return nullptr;
}

bool QuizWalk::holds(const std::vector<processing::Expression>& conditions) const {
    if (quiz_.settings.mode != QuizMode::practice) return true;
    const Results results(taken_);
    return std::all_of(conditions.begin(), conditions.end(), [&](const auto& condition) {
        processing::Run run(key_.rules.variables, no_seed(), {}, &results);
        return processing::is_true(run.evaluate(condition));
    });
}

bool QuizWalk::shows(const QuestionId& question) {
    if (key_.rules.empty()) return true;
    const std::vector<std::string> sections = sections_around(quiz_, question);
    for (const std::string& section : sections) {
        if (holds_name(entered_, section)) continue;
        entered_.push_back(section);
        if (section == going_to_) going_to_.clear();
        const QuestionRole* const role = role_called(section);
        if (role != nullptr && !holds(role->conditions)) not_shown_.push_back(section);
    }
    const QuestionRole* const role = role_of(question);
    if (role != nullptr && role->name == going_to_) going_to_.clear();
    const bool away =
        std::any_of(sections.begin(), sections.end(), [&](const std::string& section) {
            return holds_name(left_, section) || holds_name(not_shown_, section);
        });
    Taken& taken = taken_.emplace_back();
    taken.role = role;
    taken.question = question;
    taken.sections = sections;
    taken.presented = going_to_.empty() && !away && (role == nullptr || holds(role->conditions));
    return taken.presented;
}

void QuizWalk::take(const QuestionPublic& shown, const QuestionKey& key,
                    const std::vector<Response>& tries, const Outcome& outcome, const Seed& seed) {
    if (key_.rules.empty() || taken_.empty()) return;
    Taken& taken = taken_.back();
    constexpr double micro = 1'000'000;
    taken.highest = static_cast<double>(key.points.micro) / micro;
    if (key.rules.empty()) {
        taken.variables.push_back(
            {"SCORE", processing::Value::of(static_cast<double>(outcome.points.micro) / micro)});
    } else {
        taken.variables = outcomes_by_rules(shown, key, tries, seed).outcomes;
        if (const processing::Declaration* const score = key.rules.variable("SCORE")) {
            if (score->normal_minimum.is_set) taken.lowest = score->normal_minimum.value;
            if (score->normal_maximum.is_set) taken.highest = score->normal_maximum.value;
        }
    }
    taken.responded = outcome.verdict != Verdict::unanswered;
    taken.right = outcome.verdict == Verdict::right;
    taken.wrong = outcome.verdict == Verdict::wrong || outcome.verdict == Verdict::partly;
    if (taken.role != nullptr) follow(*taken.role, taken.sections);
}

void QuizWalk::follow(const QuestionRole& role, const std::vector<std::string>& sections) {
    for (const QuestionRole::Branch& branch : role.branches) {
        if (quiz_.settings.mode != QuizMode::practice || !holds({branch.condition})) continue;
        if (branch.target == "EXIT_SECTION") {
            if (!sections.empty()) left_.push_back(sections.back());
        } else if (branch.target == "EXIT_TESTPART") {
            if (sections.size() > 1) left_.push_back(sections[1]);
        } else {
            // EXIT_TEST is no name: nothing is reached any more.
            going_to_ = branch.target;
        }
        return;
    }
}

void QuizWalk::finish(QuizOutcome& result) {
    if (key_.rules.variables.empty()) return;
    const Results results(taken_);
    processing::Run run(key_.rules.variables, no_seed(), {}, &results);
    run.run(key_.rules.outcomes);
    for (const processing::Run::Variable& variable : run.variables())
        outcomes_.push_back({variable.declared->name, variable.value});
    for (const processing::ShownFeedback& one : key_.rules.feedback) {
        const processing::Run::Variable* const outcome = run.find(one.outcome);
        const bool equal = outcome != nullptr && processing::text_of(outcome->value) == one.value;
        if (equal == one.when_equal) result.feedback.push_back(one.feedback);
    }
    if (key_.rules.points_max.micro == 0) return;
    const processing::Run::Variable* const score = run.find("SCORE");
    const auto points = score == nullptr ? std::nullopt : processing::number_in(score->value);
    result.points_max = key_.rules.points_max;
    if (!points || run.gave_up()) {
        result.needs_person = true;
        return;
    }
    constexpr double micro = 1'000'000;
    const double most = static_cast<double>(result.points_max.micro);
    result.points.micro =
        static_cast<std::int64_t>(std::floor(std::clamp(*points * micro, 0.0, most) + 0.5));
}

}  // namespace approdo::content
