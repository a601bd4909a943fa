#include "client_core/core/answers.hpp"

#include <algorithm>

namespace approdo::client {
namespace {

using content::Option;
using content::Part;
using content::PartResponse;
using content::PlannedQuestion;

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    const auto last = text.find_last_not_of(" \t\r\n");
    return std::string(text.substr(first, last - first + 1));
}

std::vector<std::string> split(std::string_view text, std::string_view separators) {
    std::vector<std::string> pieces;
    std::size_t start = 0;
    while (start <= text.size()) {
        const auto end = std::min(text.find_first_of(separators, start), text.size());
        const auto piece = trimmed(text.substr(start, end - start));
        if (!piece.empty()) pieces.push_back(piece);
        start = end + 1;
    }
    return pieces;
}

// Keeps empty pieces: they are parts left empty.
std::vector<std::string> split_parts(std::string_view text) {
    std::vector<std::string> pieces;
    std::size_t start = 0;
    while (start <= text.size()) {
        const auto end = std::min(text.find('|', start), text.size());
        pieces.push_back(trimmed(text.substr(start, end - start)));
        start = end + 1;
    }
    return pieces;
}

std::vector<Option> in_order(const std::vector<Option>& options, const Part& part,
                             const PlannedQuestion& plan) {
    for (const content::PartOrder& order : plan.orders) {
        if (order.part != part.number) continue;
        std::vector<Option> sorted;
        for (const OptionId& id : order.options) {
            for (const Option& option : options) {
                if (option.id == id) sorted.push_back(option);
            }
        }
        if (sorted.size() == options.size()) return sorted;
    }
    return options;
}

std::vector<Option> named(const std::vector<content::NamedPlace>& places) {
    std::vector<Option> options;
    for (const auto& place : places) options.push_back({place.id, {place.label, {}, {}}});
    return options;
}

std::vector<Option> items_of(const std::vector<content::DragItem>& items) {
    std::vector<Option> options;
    for (const auto& item : items) options.push_back({item.id, item.text});
    return options;
}

// A letter, an id in hex, or for true and false their words.
Result<OptionId> option_called(const std::vector<Option>& options, const std::string& name) {
    if (name.size() == 2 * OptionId::size) {
        const auto id = OptionId::from_hex(name);
        const auto known = [&](const Option& option) { return id.ok() && option.id == *id; };
        if (std::any_of(options.begin(), options.end(), known)) return *id;
    }
    for (std::size_t i = 0; i < options.size(); ++i) {
        std::string lower = name;
        for (char& letter : lower) {
            if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
        }
        if (lower == letter_of(i)) return options[i].id;
    }
    const bool says_true = name == "true" || name == "vero" || name == "V" || name == "T";
    const bool says_false = name == "false" || name == "falso" || name == "F";
    for (const Option& option : options) {
        if (says_true && option.id == content::option_true) return option.id;
        if (says_false && option.id == content::option_false) return option.id;
    }
    return fail(ErrorCode::invalid_input, "«" + name +
                                              "» is none of the answers: give a letter, a to " +
                                              letter_of(options.empty() ? 0 : options.size() - 1));
}

// What an option says, without its markup.
std::string words_of(const Option& option) {
    std::string words;
    bool in_tag = false;
    for (const char letter : option.text.html) {
        if (letter == '<') in_tag = true;
        if (!in_tag) words += letter;
        if (letter == '>') in_tag = false;
    }
    return trimmed(words);
}

Result<std::vector<OptionId>> options_called(const std::vector<Option>& options,
                                             std::string_view text) {
    std::vector<OptionId> chosen;
    for (const Option& option : options) {
        if (words_of(option) == trimmed(text)) return std::vector<OptionId>{option.id};
    }
    for (const std::string& name : split(text, ", ;")) {
        APPRODO_TRY(const OptionId id, option_called(options, name));
        chosen.push_back(id);
    }
    return chosen;
}

Result<std::size_t> number_called(const std::string& text, std::size_t count) {
    std::size_t number = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9' || number > count) number = count + 1;
        if (number <= count) number = number * 10 + static_cast<std::size_t>(digit - '0');
    }
    if (text.empty() || number == 0 || number > count) {
        return fail(ErrorCode::invalid_input,
                    "«" + text + "» is none of the lines 1 to " + std::to_string(count));
    }
    return number - 1;
}

// «1-b 2-a»: the left column by number or id, the right by letter or id.
Result<std::vector<content::DirectedPair>> pairs_called(const std::vector<Option>& left,
                                                        const std::vector<Option>& right,
                                                        std::string_view text) {
    std::vector<content::DirectedPair> pairs;
    for (const std::string& piece : split(text, ", ;")) {
        const auto dash = piece.find('-');
        if (dash == std::string::npos) {
            return fail(ErrorCode::invalid_input,
                        "«" + piece + "» is no pair: write them like 1-b 2-a");
        }
        const std::string from = piece.substr(0, dash);
        content::DirectedPair pair;
        if (from.size() == 2 * OptionId::size) {
            APPRODO_TRY(pair.from, option_called(left, from));
        } else {
            APPRODO_TRY(const std::size_t index, number_called(from, left.size()));
            pair.from = left[index].id;
        }
        APPRODO_TRY(pair.to, option_called(right, piece.substr(dash + 1)));
        pairs.push_back(pair);
    }
    return pairs;
}

struct PartReader {
    const Part& part;
    const PlannedQuestion& plan;
    const std::string& text;
    PartResponse response;

    Result<void> operator()(const content::ChoicePart& shape) {
        APPRODO_TRY(const auto chosen, options_called(shown_options(part, plan), text));
        if (shape.chosen_max > 0 && chosen.size() > shape.chosen_max) {
            return fail(
                ErrorCode::invalid_input,
                "choose at most " + std::to_string(shape.chosen_max) + ": give fewer letters");
        }
        response.cardinality =
            shape.chosen_max == 1 ? content::Cardinality::single : content::Cardinality::multiple;
        for (const OptionId& id : chosen) response.values.emplace_back(id);
        return {};
    }
    Result<void> operator()(const content::OrderPart& shape) {
        APPRODO_TRY(const auto order, options_called(shown_options(part, plan), text));
        if (order.size() != shape.items.size()) {
            return fail(ErrorCode::invalid_input, "give all " + std::to_string(shape.items.size()) +
                                                      " letters, in the right order");
        }
        response.cardinality = content::Cardinality::ordered;
        for (const OptionId& id : order) response.values.emplace_back(id);
        return {};
    }
    Result<void> operator()(const content::MatchPart& shape) {
        return take_pairs(shape.left, shown_options(part, plan));
    }
    Result<void> operator()(const content::DragPart& shape) {
        return take_pairs(items_of(shape.items), named(shape.targets));
    }
    Result<void> operator()(const content::HotspotPart& shape) {
        APPRODO_TRY(const auto chosen, options_called(named(shape.places), text));
        response.cardinality = content::Cardinality::multiple;
        for (const OptionId& id : chosen) response.values.emplace_back(id);
        return {};
    }
    Result<void> operator()(const content::FilePart&) {
        response.cardinality = content::Cardinality::ordered;
        for (const std::string& name : split(text, ", ;")) {
            const auto hash = Hash::from_hex(name);
            if (!hash.ok()) {
                return fail(ErrorCode::invalid_input,
                            "«" + name + "» is no file that was chosen: choose it again");
            }
            response.values.emplace_back(content::FileValue{*hash, {}, {}, 0});
        }
        return {};
    }
    template <class Words>
    Result<void> operator()(const Words&) {
        response.values.emplace_back(text);
        return {};
    }

    Result<void> take_pairs(const std::vector<Option>& left, const std::vector<Option>& right) {
        APPRODO_TRY(const auto pairs, pairs_called(left, right, text));
        response.cardinality = content::Cardinality::multiple;
        for (const auto& pair : pairs) response.values.emplace_back(pair);
        return {};
    }
};

std::string letter_called(const std::vector<Option>& options, const OptionId& id) {
    for (std::size_t i = 0; i < options.size(); ++i) {
        if (options[i].id == id) return letter_of(i);
    }
    return id.hex();
}

std::vector<Option> left_of(const Part& part) {
    if (const auto* match = std::get_if<content::MatchPart>(&part.shape)) return match->left;
    if (const auto* drag = std::get_if<content::DragPart>(&part.shape)) {
        return items_of(drag->items);
    }
    return {};
}

std::string value_text(const content::Value& value, const Part& part,
                       const std::vector<Option>& options) {
    if (const auto* id = std::get_if<OptionId>(&value)) return letter_called(options, *id);
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    if (const auto* decimal = std::get_if<content::Decimal>(&value)) {
        return content::decimal_text(*decimal);
    }
    if (const auto* file = std::get_if<content::FileValue>(&value)) return file->content.hex();
    if (const auto* pair = std::get_if<content::DirectedPair>(&value)) {
        const auto left = left_of(part);
        for (std::size_t i = 0; i < left.size(); ++i) {
            if (left[i].id != pair->from) continue;
            return std::to_string(i + 1) + "-" + letter_called(options, pair->to);
        }
    }
    return "?";
}

}  // namespace

std::string letter_of(std::size_t index) {
    if (index < 26) return std::string(1, static_cast<char>('a' + index));
    return letter_of(index / 26 - 1) + letter_of(index % 26);
}

std::vector<Option> shown_options(const Part& part, const PlannedQuestion& plan) {
    if (const auto* choice = std::get_if<content::ChoicePart>(&part.shape)) {
        return in_order(choice->options, part, plan);
    }
    if (const auto* order = std::get_if<content::OrderPart>(&part.shape)) {
        return in_order(order->items, part, plan);
    }
    if (const auto* match = std::get_if<content::MatchPart>(&part.shape)) {
        return in_order(match->right, part, plan);
    }
    if (const auto* hotspot = std::get_if<content::HotspotPart>(&part.shape)) {
        return named(hotspot->places);
    }
    if (const auto* drag = std::get_if<content::DragPart>(&part.shape)) return named(drag->targets);
    return {};
}

Result<content::Response> read_answer(const content::QuestionPublic& question,
                                      const PlannedQuestion& plan, std::string_view text) {
    content::Response response;
    std::vector<std::string> pieces{trimmed(text)};
    if (question.parts.size() > 1) pieces = split_parts(text);
    if (pieces.size() > question.parts.size()) {
        return fail(ErrorCode::invalid_input, "this question has " +
                                                  std::to_string(question.parts.size()) +
                                                  " parts: give that many answers, apart by |");
    }
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (pieces[i].empty()) continue;
        const Part& part = question.parts[i];
        PartReader reader{part, plan, pieces[i], {}};
        reader.response.part = part.number;
        APPRODO_CHECK(std::visit(reader, part.shape));
        response.parts.push_back(std::move(reader.response));
    }
    return content::canonical(std::move(response));
}

std::string answer_text(const content::QuestionPublic& question, const PlannedQuestion& plan,
                        const content::Response& response) {
    std::string text;
    for (const Part& part : question.parts) {
        if (&part != &question.parts.front()) text += " | ";
        const PartResponse* given = response.part(part.number);
        if (given == nullptr) continue;
        const auto options = shown_options(part, plan);
        for (std::size_t i = 0; i < given->values.size(); ++i) {
            if (i > 0) text += ", ";
            text += value_text(given->values[i], part, options);
        }
    }
    return text;
}

}  // namespace approdo::client
