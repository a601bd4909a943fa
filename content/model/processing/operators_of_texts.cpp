#include <string_view>

#include "content/model/compare_text.hpp"
#include "content/model/processing/operators.hpp"
#include "content/model/processing/pattern.hpp"

namespace approdo::content::processing {

namespace {

// The words of a single text, identifier or address; nothing for NULL and numbers.
std::optional<std::string_view> words_of(const Value& value) {
    if (value.is_null() || !value.is_single()) return std::nullopt;
    const Scalar& item = value.items.front();
    if (const auto* text = std::get_if<std::string>(&item)) return *text;
    if (const auto* identifier = std::get_if<Identifier>(&item)) return identifier->name;
    if (const auto* uri = std::get_if<Uri>(&item)) return uri->text;
    return std::nullopt;
}

Case case_of(const Expression& expression) {
    return (expression.mode & case_matters) != 0 ? Case::matters : Case::folded;
}

// Of three operands a part of the text, as older engines have it: text, place from 1, length.
Value part_of(const Values& operands) {
    const auto text = words_of(operands[0]);
    const auto place = integer_in(operands[1]);
    const auto length = integer_in(operands[2]);
    if (!text || !place || !length || *place < 1 || *length < 0) return Value::null();
    const auto first = static_cast<std::uint64_t>(*place - 1);
    if (first >= text->size()) return Value::null();
    return Value::of_text(std::string(
        text->substr(static_cast<std::size_t>(first), static_cast<std::size_t>(*length))));
}

Value compared(const Expression& expression, const Values& operands) {
    if (operands.size() != 2) return Value::null();
    const bool substring = expression.op == Operator::substring;
    // «a is a part of b», but «a matches, or contains, b».
    const auto whole = words_of(operands[substring ? 1 : 0]);
    const auto part = words_of(operands[substring ? 0 : 1]);
    if (!whole || !part) return Value::null();
    const std::u32string text = code_points(*whole, case_of(expression));
    const std::u32string wanted = code_points(*part, case_of(expression));
    if (substring || (expression.mode & part_is_enough) != 0)
        return Value::of(text.find(wanted) != std::u32string::npos);
    return Value::of(text == wanted);
}

Value matched(const Expression& expression, const Values& operands, Budget& budget) {
    if (operands.size() != 2) return Value::null();
    const auto text = words_of(operands[0]);
    const auto wanted = words_of(operands[1]);
    if (!text || !wanted) return Value::null();
    constexpr std::size_t steps_for_a_character = 4;
    if (!budget.spend(wanted->size() * steps_for_a_character)) return Value::null();
    const auto pattern = Pattern::compile(*wanted, (expression.mode & case_matters) != 0);
    if (!pattern) return Value::null();
    constexpr std::size_t states_for_a_step = 32;
    if (!budget.spend(pattern->work(*text) / states_for_a_step)) return Value::null();
    return Value::of(pattern->matches(*text));
}

}  // namespace

std::optional<Value> text_operator(const Expression& expression, const Values& operands,
                                   Budget& budget) {
    switch (expression.op) {
        case Operator::substring:
            if (operands.size() == 3) return part_of(operands);
            return compared(expression, operands);
        case Operator::string_match:
            return compared(expression, operands);
        case Operator::pattern_match:
            return matched(expression, operands, budget);
        default:
            return std::nullopt;
    }
}

}  // namespace approdo::content::processing
