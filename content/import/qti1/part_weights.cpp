#include "content/import/qti1/part_weights.hpp"

#include <algorithm>

namespace approdo::import::qti1 {

using namespace content;

namespace {

template <class Use>
void each_share(PartKey& part, const Use& use) {
    if (auto* const choice = std::get_if<ChoiceKey>(&part.shape)) {
        for (ChosenKey& one : choice->options) use(one.share);
    } else if (auto* const text = std::get_if<TextKey>(&part.shape)) {
        for (TextAnswer& one : text->answers) use(one.share);
    } else if (auto* const number = std::get_if<NumberKey>(&part.shape)) {
        for (NumberAnswer& one : number->answers) use(one.share);
    }
}

std::int64_t best_share(PartKey& part) {
    std::int64_t best = 0;
    each_share(part, [&](Share& share) { best = std::max(best, share.parts); });
    return best;
}

void scale(PartKey& part, std::int64_t best) {
    each_share(part, [&](Share& share) { share = Share::of(share.parts, best); });
}

// Points are given only when all fields are right at once: here each counts for itself.
void take_from_best_condition(PartKey& part, const ResponseField& field, const ItemContext& item) {
    const std::vector<Test> best = item.processing.best_condition();
    const auto wanted = [&](std::string_view value) {
        return std::any_of(best.begin(), best.end(), [&](const Test& test) {
            return test.field == field.id && !test.negated && test.value == value;
        });
    };
    auto* const choice = std::get_if<ChoiceKey>(&part.shape);
    if (choice == nullptr) return each_share(part, [](Share& share) { share = Share::all(); });
    for (const Label& label : field.labels) {
        const OptionId id = option_id(item, field.id, label.id);
        for (ChosenKey& one : choice->options) {
            if (one.option == id && wanted(label.id)) one.share = Share::all();
        }
    }
}

}  // namespace

void settle_weights(QuestionKey& key, const ItemContext& item) {
    std::int64_t least = 0;
    std::vector<std::int64_t> best;
    for (PartKey& part : key.parts) {
        best.push_back(best_share(part));
        if (best.back() > 0) least = least == 0 ? best.back() : std::min(least, best.back());
    }
    bool together = false;
    for (std::size_t i = 0; i < best.size(); ++i) {
        PartKey& part = key.parts[i];
        if (best[i] > 0) {
            part.weight = static_cast<std::uint32_t>(
                std::clamp<std::int64_t>((best[i] + least / 2) / least, 1, PartKey::weight_max));
            scale(part, best[i]);
        } else if (!std::holds_alternative<PersonKey>(part.shape)) {
            take_from_best_condition(part, item.presentation.fields[i], item);
            together = true;
        }
    }
    if (together)
        item.warn("its fields earned points only together; here each one counts for itself",
                  "look at the points of this question");
}

}  // namespace approdo::import::qti1
