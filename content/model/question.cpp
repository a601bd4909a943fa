#include "content/model/question.hpp"

#include "content/model/question_key.hpp"

#include <algorithm>
#include <set>

namespace approdo::content {

namespace {

void sort_by_id(std::vector<Option>& options) {
    std::sort(options.begin(), options.end(),
              [](const Option& a, const Option& b) { return a.id < b.id; });
}

void hide_order(PartShape& shape) {
    if (auto* choice = std::get_if<ChoicePart>(&shape); choice && !choice->fixed_order)
        sort_by_id(choice->options);
    if (auto* matching = std::get_if<MatchPart>(&shape)) sort_by_id(matching->right);
    if (auto* order = std::get_if<OrderPart>(&shape)) sort_by_id(order->items);
    if (auto* drag = std::get_if<DragPart>(&shape)) {
        std::sort(drag->items.begin(), drag->items.end(),
                  [](const DragItem& a, const DragItem& b) { return a.id < b.id; });
    }
}

// The order of the key's lists says nothing once they are sorted like the options.
void settle_order(PartKeyShape& shape) {
    if (auto* choice = std::get_if<ChoiceKey>(&shape)) {
        std::sort(choice->options.begin(), choice->options.end(),
                  [](const ChosenKey& a, const ChosenKey& b) { return a.option < b.option; });
    }
}

std::set<OptionId> ids_of(const std::vector<Option>& options) {
    std::set<OptionId> ids;
    for (const Option& option : options) ids.insert(option.id);
    return ids;
}

Error wrong(const std::string& what) {
    return fail(ErrorCode::invalid_input, what);
}

// One overload for each pair of shapes that belong together; anything else does not fit.
struct Fits {
    Result<void> operator()(const ChoicePart& part, const ChoiceKey& key) const {
        const std::set<OptionId> ids = ids_of(part.options);
        if (ids.size() != part.options.size()) return wrong("two options have the same id");
        if (key.options.size() != part.options.size())
            return wrong("each option needs exactly one entry in the key");
        for (const ChosenKey& entry : key.options) {
            if (!ids.contains(entry.option))
                return wrong("the key names an option that is not there");
        }
        return {};
    }
    Result<void> operator()(const TextPart&, const TextKey&) const { return {}; }
    Result<void> operator()(const NumberPart&, const NumberKey& key) const {
        if (key.answers_per_set > 0 && key.answers.size() % key.answers_per_set != 0)
            return wrong("the answers do not divide evenly over the data sets");
        return {};
    }
    Result<void> operator()(const MatchPart& part, const MatchKey& key) const {
        const std::set<OptionId> left = ids_of(part.left);
        const std::set<OptionId> right = ids_of(part.right);
        for (const MatchPair& pair : key.pairs) {
            if (!left.contains(pair.left) || !right.contains(pair.right))
                return wrong("a pair of the key names an item that is not there");
        }
        return {};
    }
    Result<void> operator()(const OrderPart& part, const OrderKey& key) const {
        const std::set<OptionId> ids = ids_of(part.items);
        const std::set<OptionId> order(key.order.begin(), key.order.end());
        if (ids != order || key.order.size() != part.items.size())
            return wrong("the right order has to name each item once");
        return {};
    }
    Result<void> operator()(const EssayPart&, const PersonKey&) const { return {}; }
    Result<void> operator()(const FilePart&, const PersonKey&) const { return {}; }
    Result<void> operator()(const UnknownPart&, const PersonKey&) const { return {}; }
    Result<void> operator()(const UnknownPart&, const UnknownKey&) const { return {}; }
    Result<void> operator()(const HotspotPart&, const HotspotKey&) const { return {}; }
    Result<void> operator()(const DragPart&, const DragKey&) const { return {}; }
    // A key of a later program for a part known here: a person will have to mark it.
    template <class Shape>
    Result<void> operator()(const Shape&, const UnknownKey&) const {
        return {};
    }
    template <class Shape, class Key>
    Result<void> operator()(const Shape&, const Key&) const {
        return wrong("a part and its key are of different kinds");
    }
};

Result<void> check_halves(const QuestionPublic& shown, const QuestionKey& key) {
    if (shown.id != key.id) return wrong("the key belongs to another question");
    if (key.parts.size() > QuestionKey::parts_max)
        return wrong("a question may have at most 100 gaps: divide it into several");
    if (shown.parts.size() != key.parts.size())
        return wrong("each part of a question needs a key, and each key a part");
    if (key.points.micro < 0 || key.points.micro > 1'000'000'000'000)
        return wrong("points have to be between 0 and 1,000,000");
    if (key.least.parts > 0 || key.least < Share{-Share::whole})
        return wrong("wrong answers may cost at most the points of the question");
    if (!key.hint_rules.empty() && key.hint_rules.size() != key.hints.size())
        return wrong("each hint needs a rule, or none does");
    std::set<std::uint32_t> numbers;
    for (const PartKey& part : key.parts) {
        if (!numbers.insert(part.number).second) return wrong("two parts have the same number");
        if (part.weight < 1 || part.weight > PartKey::weight_max)
            return wrong("the weight of a gap has to be between 1 and 9");
        const Part* const shape = shown.part(part.number);
        if (shape == nullptr) return wrong("a key has no part of its number");
        // Of a question that rules mark, no part has a key of its own.
        const bool by_rules = !key.rules.empty() && std::holds_alternative<PersonKey>(part.shape);
        if (!by_rules) APPRODO_CHECK(std::visit(Fits{}, shape->shape, part.shape));
    }
    for (const TemplateVariable& variable : shown.variables) {
        if (variable.values.size() != shown.data_sets())
            return wrong("each variable needs a value for each data set");
    }
    return {};
}

}  // namespace

const Part* QuestionPublic::part(std::uint32_t number) const {
    for (const Part& one : parts) {
        if (one.number == number) return &one;
    }
    return nullptr;
}

const PartDetail* QuestionPublic::detail(std::uint32_t number) const {
    for (const PartDetail& one : details) {
        if (one.number == number) return &one;
    }
    return nullptr;
}

const PartKey* QuestionKey::part(std::uint32_t number) const {
    for (const PartKey& one : parts) {
        if (one.number == number) return &one;
    }
    return nullptr;
}

const LocalRich* QuestionKey::feedback_text(FeedbackId feedback_id) const {
    if (feedback_id == 0) return nullptr;
    for (const Feedback& one : feedback) {
        if (one.id == feedback_id) return &one.text;
    }
    return nullptr;
}

Result<QuestionHalves> split(Question question) {
    APPRODO_CHECK(check_halves(question.shown, question.key));
    for (Part& part : question.shown.parts) hide_order(part.shape);
    for (PartDetail& detail : question.shown.details) {
        std::sort(detail.groups.begin(), detail.groups.end(),
                  [](const DragGroup& a, const DragGroup& b) { return a.member < b.member; });
    }
    for (PartKey& part : question.key.parts) settle_order(part.shape);
    std::sort(question.key.feedback.begin(), question.key.feedback.end(),
              [](const Feedback& a, const Feedback& b) { return a.id < b.id; });
    return QuestionHalves{std::move(question.shown), std::move(question.key)};
}

Result<Question> join(QuestionPublic shown, QuestionKey key) {
    APPRODO_CHECK(check_halves(shown, key));
    return Question{std::move(shown), std::move(key)};
}

}  // namespace approdo::content
