#include "content/import/qti1/calculated.hpp"

#include "content/import/source/trimmed.hpp"
#include "content/import/source/xml.hpp"

namespace approdo::import::qti1 {

using namespace content;

namespace {

Result<Decimal> decimal_of(pugi::xml_node node) {
    return decimal_from(trimmed(text_within(node)));
}

// "0.1", or "5%" of the answer.
Result<Decimal> tolerance_of(std::string_view text, const Decimal& answer) {
    text = trimmed(text);
    const bool percent = text.ends_with('%');
    if (percent) text.remove_suffix(1);
    if (text.empty()) return Decimal{};
    APPRODO_TRY(const Decimal number, decimal_from(text));
    if (!percent) return number;
    // Six digits of each are more than anybody states a tolerance with.
    const auto short_of = [](Decimal one) {
        while (one.mantissa > 999'999 || one.mantissa < -999'999) {
            one.mantissa /= 10;
            ++one.exponent;
        }
        if (one.mantissa < 0) one.mantissa = -one.mantissa;
        return one;
    };
    const Decimal a = short_of(answer);
    const Decimal b = short_of(number);
    return decimal_from(std::to_string(a.mantissa * b.mantissa) + "e" +
                        std::to_string(a.exponent + b.exponent - 2));
}

}  // namespace

pugi::xml_node calculated_of(pugi::xml_node item) {
    return child(child(item, "itemproc_extension"), "calculated");
}

bool read_calculated(pugi::xml_node calculated, Question& question,
                     const std::function<void(std::string, std::string)>& warn) {
    const auto refuse = [&] {
        warn("the values of this calculated question cannot be used",
             "draw its values anew in the program that it comes from");
        return false;
    };
    std::vector<TemplateVariable> variables;
    for (const pugi::xml_node one : children(child(calculated, "vars"), "var"))
        variables.push_back({std::string(trimmed(attribute(one, "name"))), {}});
    NumberKey key;
    key.answers_per_set = 1;
    const std::string tolerance = text_within(child(calculated, "answer_tolerance"));
    for (const pugi::xml_node set : children(child(calculated, "var_sets"), "var_set")) {
        const auto values = children(set, "var");
        if (values.size() != variables.size()) return refuse();
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto value = decimal_of(values[i]);
            if (!value.ok()) return refuse();
            variables[i].values.push_back(value.value());
        }
        const auto answer = decimal_of(child(set, "answer"));
        if (!answer.ok()) return refuse();
        const auto around = tolerance_of(tolerance, answer.value());
        if (!around.ok()) return refuse();
        const auto range = range_around(answer.value(), around.value());
        if (!range.ok()) return refuse();
        NumberAnswer right;
        right.range = range.value();
        key.answers.push_back(right);
    }
    if (key.answers.empty() || variables.empty()) return refuse();
    for (const pugi::xml_node one : children(child(calculated, "formulas"), "formula"))
        key.formula += (key.formula.empty() ? "" : "\n") + std::string(trimmed(text_within(one)));
    question.shown.kind = QuestionKind::calculated;
    question.shown.variables = std::move(variables);
    question.shown.parts = {{1, NumberPart{}, ""}};
    question.key.parts = {{1, 1, std::move(key)}};
    return true;
}

std::string with_variables(std::string html, const Question& question) {
    for (const TemplateVariable& one : question.shown.variables) {
        const std::string name = "[" + one.name + "]";
        for (std::size_t at = html.find(name); at != std::string::npos; at = html.find(name, at))
            html.replace(at, name.size(), "{" + one.name + "}");
    }
    return html;
}

}  // namespace approdo::import::qti1
