#include "content/model/quiz.hpp"

#include <algorithm>

#include "content/model/quiz_rules.hpp"

namespace approdo::content {

namespace {

Bytes purpose(std::string_view name, ByteView id, std::uint32_t part) {
    Bytes result = copy_of(bytes_of(name));
    append(result, id);
    for (int shift = 0; shift < 32; shift += 8)
        result.push_back(static_cast<std::uint8_t>(part >> shift));
    return result;
}

template <class Item>
std::vector<OptionId> ids_in_order(const std::vector<Item>& items) {
    std::vector<OptionId> ids;
    ids.reserve(items.size());
    for (const Item& item : items) ids.push_back(item.id);
    return ids;
}

PartOrder order_of(const QuestionPublic& question, const Part& part, const QuizSettings& settings,
                   const Seed& seed) {
    PartOrder result;
    result.part = part.number;
    bool shuffled = true;
    if (const auto* choice = std::get_if<ChoicePart>(&part.shape)) {
        result.options = ids_in_order(choice->options);
        shuffled = settings.shuffle_options && !choice->fixed_order;
    } else if (const auto* matching = std::get_if<MatchPart>(&part.shape)) {
        result.options = ids_in_order(matching->right);
    } else if (const auto* order = std::get_if<OrderPart>(&part.shape)) {
        result.options = ids_in_order(order->items);
    } else if (const auto* drag = std::get_if<DragPart>(&part.shape)) {
        result.options = ids_in_order(drag->items);
    }
    if (shuffled) {
        Draws draws(seed, purpose("options", question.id.view(), part.number));
        draws.shuffle(result.options);
    }
    return result;
}

}  // namespace

Behaviour behaviour_of(const QuizSettings& settings) {
    return settings.mode == QuizMode::practice ? settings.behaviour : Behaviour::deferred;
}

const QuestionPublic* QuizPublic::question(const QuestionId& question_id) const {
    for (const QuestionPublic& one : questions) {
        if (one.id == question_id) return &one;
    }
    return nullptr;
}

const QuestionKey* QuizKey::question(const QuestionId& question_id) const {
    for (const QuestionKey& one : questions) {
        if (one.id == question_id) return &one;
    }
    return nullptr;
}

std::vector<PlannedQuestion> plan_sitting(const QuizPublic& quiz, const Seed& seed) {
    std::vector<std::size_t> picked(quiz.questions.size());
    for (std::size_t i = 0; i < picked.size(); ++i) picked[i] = i;
    if (!quiz.sections.empty()) picked = drawn_from_sections(quiz, seed);
    const std::size_t shown = quiz.settings.questions_shown;
    Draws draws(seed, purpose("questions", quiz.unit.view(), 0));
    if (!quiz.sections.empty()) {
        // They have said what is drawn, and in which order.
    } else if (shown > 0 && shown < picked.size()) {
        draws.shuffle(picked);
        picked.resize(shown);
        if (!quiz.settings.shuffle_questions) std::sort(picked.begin(), picked.end());
    } else if (quiz.settings.shuffle_questions) {
        draws.shuffle(picked);
    }
    std::vector<PlannedQuestion> plan;
    plan.reserve(picked.size());
    for (const std::size_t index : picked) {
        const QuestionPublic& question = quiz.questions[index];
        PlannedQuestion& planned = plan.emplace_back();
        planned.question = question.id;
        planned.data_set = data_set_of(question.id, question.data_sets(), seed);
        for (const Part& part : question.parts) {
            PartOrder order = order_of(question, part, quiz.settings, seed);
            if (!order.options.empty()) planned.orders.push_back(std::move(order));
        }
    }
    return plan;
}

std::uint32_t data_set_of(const QuestionId& question, std::size_t data_sets, const Seed& seed) {
    if (data_sets < 2) return 0;
    Draws draws(seed, purpose("data set", question.view(), 0));
    return static_cast<std::uint32_t>(draws.below(data_sets));
}

RichText text_with_values(const QuestionPublic& question, RichText text, std::uint32_t data_set) {
    for (const TemplateVariable& variable : question.variables) {
        if (data_set >= variable.values.size()) continue;
        const std::string mark = "{" + variable.name + "}";
        const std::string value = decimal_text(variable.values[data_set]);
        for (std::size_t at = text.html.find(mark); at != std::string::npos;
             at = text.html.find(mark, at + value.size()))
            text.html.replace(at, mark.size(), value);
    }
    return text;
}

QuestionPublic with_values(QuestionPublic question, std::uint32_t data_set) {
    if (question.variables.empty()) return question;
    const auto fill = [&](RichText& text) {
        text = text_with_values(question, std::move(text), data_set);
    };
    const auto fill_all = [&](auto& options) {
        for (auto& option : options) fill(option.text);
    };
    fill(question.text);
    for (Part& part : question.parts) {
        if (auto* const choice = std::get_if<ChoicePart>(&part.shape)) fill_all(choice->options);
        if (auto* const order = std::get_if<OrderPart>(&part.shape)) fill_all(order->items);
        if (auto* const drag = std::get_if<DragPart>(&part.shape)) fill_all(drag->items);
        if (auto* const matching = std::get_if<MatchPart>(&part.shape)) {
            fill_all(matching->left);
            fill_all(matching->right);
        }
    }
    return question;
}

}  // namespace approdo::content
