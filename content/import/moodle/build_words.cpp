// Short answers and numbers.
#include <algorithm>

#include "content/import/moodle/builder.hpp"
#include "content/import/moodle/formula.hpp"
#include "content/import/source/trimmed.hpp"

namespace approdo::import {

using namespace content;

std::optional<DecimalRange> range_of(std::string_view number, std::string_view tolerance) {
    const auto centre = decimal_from(trimmed(number));
    if (!centre) return std::nullopt;
    const auto spread = decimal_from(trimmed(tolerance));
    const auto range = range_around(*centre, spread ? *spread : Decimal{});
    return range ? std::optional(*range) : std::nullopt;
}

bool build_short_answer(QuestionBuilder& builder) {
    TextKey key;
    key.case_matters = builder.source.case_matters;
    for (const MoodleAnswer& answer : builder.source.answers)
        key.answers.push_back({std::string(trimmed(answer.text.text)),
                               builder.share(answer.fraction), builder.feedback(answer.feedback)});
    if (key.answers.empty()) {
        builder.loss("a short answer that accepts nothing is kept as its text",
                     "write what is accepted, and import it again");
        return false;
    }
    builder.add_part(TextPart{}, std::move(key));
    return true;
}

void add_units(QuestionBuilder& builder, NumberPart& part, NumberKey& key) {
    const MoodleQuestion& source = builder.source;
    for (const MoodleUnit& unit : source.units) {
        // Moodle says how many of the unit make one of the first; the model says how many of the
        // first the unit is.
        const auto multiplier = decimal_from(trimmed(unit.multiplier));
        const std::string name(trimmed(unit.name));
        if (!multiplier || multiplier->mantissa <= 0 || name.empty()) {
            if (!name.empty())
                builder.loss("the unit «" + name + "» has no multiplier and was left out",
                             "write in Moodle how many of it make one of the first");
            continue;
        }
        Decimal factor{1, -multiplier->exponent};
        if (multiplier->mantissa != 1) {
            const auto inverse = decimal_of(1.0 / static_cast<double>(multiplier->mantissa));
            factor = inverse ? Decimal{inverse->mantissa, inverse->exponent - multiplier->exponent}
                             : Decimal{0, Decimal::exponent_max + 1};
        }
        if (factor.is_valid()) {
            key.units.push_back({name, factor});
        } else {
            builder.loss("the multiplier of the unit «" + name +
                             "» is beyond all bounds: the unit was left out",
                         "choose a unit that is nearer to the first");
        }
    }
    const std::string_view graded = trimmed(source.unit_grading);
    if (!key.units.empty() && (graded == "1" || graded == "2")) {
        key.unit_required = true;
        key.unit_penalty = share_of_one(source.unit_penalty).value_or(Share::of(1, 10));
        const bool parts =
            std::any_of(key.answers.begin(), key.answers.end(), [](const NumberAnswer& one) {
                return one.share != Share::all() && one.share.parts > 0;
            });
        if (graded == "1" && parts)
            builder.loss("a missing unit takes off its share of the whole, not of what was earned");
    }
    const std::string_view shown = trimmed(source.show_units);
    if (shown == "1" || shown == "2") {
        for (const NumberUnit& unit : key.units) part.units.push_back(unit.name);
    }
}

bool build_numerical(QuestionBuilder& builder) {
    NumberPart part;
    NumberKey key;
    for (const MoodleAnswer& answer : builder.source.answers) {
        NumberAnswer accepted;
        accepted.any = trimmed(answer.text.text) == "*";
        if (!accepted.any) {
            const auto range = range_of(answer.text.text, answer.tolerance);
            if (!range) {
                builder.loss("«" + std::string(answer.text.text.substr(0, 60)) +
                                 "» is no number: this answer was left out",
                             "write a number of at most 18 digits");
                continue;
            }
            accepted.range = *range;
        }
        accepted.share = builder.share(answer.fraction);
        accepted.feedback = builder.feedback(answer.feedback);
        key.answers.push_back(accepted);
    }
    if (key.answers.empty()) {
        builder.loss("a numerical question that accepts nothing is kept as its text",
                     "write what is accepted, and import it again");
        return false;
    }
    add_units(builder, part, key);
    builder.add_part(std::move(part), std::move(key));
    return true;
}

}  // namespace approdo::import
