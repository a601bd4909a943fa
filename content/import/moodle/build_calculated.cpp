// Calculated questions: what their formulas come to is worked out here, once for each data set, so
// that marking compares exact decimals on every machine.
#include <algorithm>
#include <cmath>

#include "content/import/moodle/builder.hpp"
#include "content/import/moodle/formula.hpp"
#include "content/import/source/trimmed.hpp"

namespace approdo::import {

using namespace content;

namespace {

constexpr std::size_t data_sets_max = 1000;

class Calculation {
  public:
    explicit Calculation(QuestionBuilder& builder) : builder_(builder) {}

    // The data sets, as variables of the question; false when there are none that are complete.
    bool read_data() {
        const std::vector<MoodleDataset>& datasets = builder_.source.datasets;
        if (datasets.empty()) return cannot("it has no data sets");
        sets_ = data_sets_max;
        for (const MoodleDataset& one : datasets) sets_ = std::min(sets_, one.items.size());
        if (sets_ == 0) return cannot("its data sets are empty");
        values_.resize(sets_);
        for (const MoodleDataset& one : datasets) {
            TemplateVariable variable;
            variable.name = trimmed(one.name);
            std::vector<std::pair<std::string_view, std::string_view>> items = one.items;
            std::stable_sort(items.begin(), items.end(), [](const auto& a, const auto& b) {
                return count_of(a.first) < count_of(b.first);
            });
            for (std::size_t set = 0; set < sets_; ++set) {
                const auto value = decimal_from(trimmed(items[set].second));
                const auto number = value_of_formula(trimmed(items[set].second), {});
                if (!value || !number)
                    return cannot("«" + std::string(items[set].second.substr(0, 40)) + "» of «" +
                                  variable.name + "» is no number");
                variable.values.push_back(*value);
                values_[set][variable.name] = *number;
            }
            variables_.push_back(std::move(variable));
            shared_ = shared_ || one.shared;
        }
        return true;
    }

    // Formulas within texts become variables of their own, in front of those that they are made of.
    bool read_formulas_within(std::string_view text) {
        for (const std::string& formula : formulas_within(text)) {
            TemplateVariable variable;
            variable.name = formula;
            for (const FormulaValues& values : values_) {
                const auto value = value_of_formula(std::string_view(formula).substr(1), values);
                if (!value) return cannot(value.error().message);
                const auto decimal = decimal_of(*value);
                if (!decimal) return cannot(decimal.error().message);
                variable.values.push_back(*decimal);
            }
            const bool known =
                std::any_of(within_.begin(), within_.end(),
                            [&](const TemplateVariable& one) { return one.name == variable.name; });
            if (!known) within_.push_back(std::move(variable));
        }
        return true;
    }

    bool read_answers(NumberKey& key) {
        const std::vector<MoodleAnswer>& answers = builder_.source.answers;
        std::vector<FeedbackId> feedback;
        for (const MoodleAnswer& answer : answers) {
            feedback.push_back(builder_.feedback(answer.feedback));
            if (!key.formula.empty()) key.formula.push_back('\n');
            key.formula += trimmed(answer.text.text);
            builder_.question.key.formula_rules.push_back(rule_of(answer));
        }
        key.answers_per_set = static_cast<std::uint32_t>(answers.size());
        for (const FormulaValues& values : values_) {
            for (std::size_t k = 0; k < answers.size(); ++k) {
                NumberAnswer accepted;
                accepted.share = builder_.share(answers[k].fraction);
                accepted.feedback = feedback[k];
                accepted.any = trimmed(answers[k].text.text) == "*";
                if (!accepted.any) {
                    const auto value = value_of_formula(answers[k].text.text, values);
                    if (!value) return cannot(value.error().message);
                    const auto range = range_of(*value, builder_.question.key.formula_rules[k]);
                    if (!range) return cannot("a tolerance leaves no range");
                    accepted.range = *range;
                }
                key.answers.push_back(accepted);
            }
        }
        return true;
    }

    void finish() {
        std::vector<TemplateVariable>& variables = builder_.question.shown.variables;
        variables = std::move(within_);
        for (TemplateVariable& one : variables_) variables.push_back(std::move(one));
        if (shared_)
            builder_.remark("the data sets that «" + builder_.question.shown.title +
                            "» shares with other questions are drawn for each of them on its own");
    }

  private:
    bool cannot(const std::string& why) {
        builder_.loss("«" + builder_.question.shown.title +
                          "» cannot be calculated and is kept as its text: " + why,
                      "mend its formula or its data in Moodle, and import it again");
        return false;
    }

    FormulaRule rule_of(const MoodleAnswer& answer) const {
        FormulaRule rule;
        rule.part = 1;
        if (const auto tolerance = decimal_from(trimmed(answer.tolerance)))
            rule.tolerance = *tolerance;
        const std::string_view kind = trimmed(answer.tolerance_type);
        if (kind == "2" || kind == "nominal") rule.kind = ToleranceKind::nominal;
        if (kind == "3" || kind == "geometric") rule.kind = ToleranceKind::geometric;
        rule.places = count_of(answer.answer_length, 2);
        rule.significant = trimmed(answer.answer_format) == "2";
        return rule;
    }

    // Widened by what a double cannot tell, so that the exact value is always within.
    static std::optional<DecimalRange> range_of(double value, const FormulaRule& rule) {
        const auto spread = value_of_formula(decimal_text(rule.tolerance), {});
        if (!spread) return std::nullopt;
        const double tolerance = std::fabs(*spread);
        const double slack = value == 0 ? 1e-14 : std::fabs(value) * 1e-14;
        double low = value - tolerance;
        double high = value + tolerance;
        if (rule.kind == ToleranceKind::relative) {
            low = value - std::fabs(value) * tolerance;
            high = value + std::fabs(value) * tolerance;
        } else if (rule.kind == ToleranceKind::geometric) {
            low = std::min(value / (1 + tolerance), value * (1 + tolerance));
            high = std::max(value / (1 + tolerance), value * (1 + tolerance));
        }
        const auto lowest = decimal_of(low - slack);
        const auto highest = decimal_of(high + slack);
        if (!lowest || !highest) return std::nullopt;
        return DecimalRange{*lowest, *highest};
    }

    QuestionBuilder& builder_;
    std::size_t sets_ = 0;
    std::vector<TemplateVariable> variables_;
    std::vector<TemplateVariable> within_;
    std::vector<FormulaValues> values_;
    bool shared_ = false;
};

}  // namespace

bool build_calculated(QuestionBuilder& builder) {
    Calculation calculation(builder);
    NumberPart part;
    NumberKey key;
    if (!calculation.read_data()) return false;
    if (!calculation.read_formulas_within(builder.source.text.text)) return false;
    if (!calculation.read_answers(key)) return false;
    calculation.finish();
    add_units(builder, part, key);
    builder.add_part(std::move(part), std::move(key));
    return true;
}

bool build_calculated_choice(QuestionBuilder& builder) {
    Calculation calculation(builder);
    if (!calculation.read_data()) return false;
    if (!calculation.read_formulas_within(builder.source.text.text)) return false;
    for (const MoodleAnswer& answer : builder.source.answers) {
        if (!calculation.read_formulas_within(answer.text.text)) return false;
        if (!calculation.read_formulas_within(answer.feedback.text)) return false;
    }
    calculation.finish();
    const bool built = build_multiple_choice(builder);
    builder.question.shown.kind = QuestionKind::calculated;
    return built;
}

}  // namespace approdo::import
