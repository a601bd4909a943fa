#include "server/app/answer_words.hpp"

#include "content/import/source/html_text.hpp"

namespace approdo::app {
namespace {

using content::Option;

void collect(const std::vector<Option>& from, std::vector<Option>& into) {
    into.insert(into.end(), from.begin(), from.end());
}

// Everything in a part that an answer may name.
std::vector<Option> options_of(const content::PartShape& shape) {
    std::vector<Option> options;
    if (const auto* choice = std::get_if<content::ChoicePart>(&shape)) {
        collect(choice->options, options);
    } else if (const auto* match = std::get_if<content::MatchPart>(&shape)) {
        collect(match->left, options);
        collect(match->right, options);
    } else if (const auto* order = std::get_if<content::OrderPart>(&shape)) {
        collect(order->items, options);
    } else if (const auto* hotspot = std::get_if<content::HotspotPart>(&shape)) {
        for (const auto& place : hotspot->places) {
            options.push_back({place.id, {import::escaped_text(place.label), {}, {}}});
        }
    } else if (const auto* drag = std::get_if<content::DragPart>(&shape)) {
        for (const auto& item : drag->items) options.push_back({item.id, item.text});
        for (const auto& target : drag->targets) {
            options.push_back({target.id, {import::escaped_text(target.label), {}, {}}});
        }
    }
    return options;
}

struct InWords {
    const std::vector<Option>& options;

    std::string operator()(const OptionId& id) const {
        for (const Option& option : options) {
            if (option.id != id) continue;
            const std::string words = import::plain_text(option.text.html);
            if (!words.empty()) return words;
        }
        if (id == content::option_true) return "✓";
        if (id == content::option_false) return "✗";
        return id.hex();
    }
    std::string operator()(bool value) const { return value ? "✓" : "✗"; }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(const content::Decimal& value) const {
        return content::decimal_text(value);
    }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const content::Point& point) const {
        return std::to_string(point.x) + ", " + std::to_string(point.y);
    }
    std::string operator()(const content::Pair& pair) const {
        return (*this)(pair.first) + " — " + (*this)(pair.second);
    }
    std::string operator()(const content::DirectedPair& pair) const {
        return (*this)(pair.from) + " → " + (*this)(pair.to);
    }
    std::string operator()(const content::DurationMs& duration) const {
        return std::to_string(duration.value / 1000) + " s";
    }
    std::string operator()(const content::FileValue& file) const {
        return file.name + " (" + file.media_type + ", " + std::to_string(file.size) + " B)";
    }
    std::string operator()(const content::Uri& uri) const { return uri.text; }
    // Of a newer program: it is there, and cannot be read here.
    std::string operator()(const content::UnknownValue&) const { return "…"; }
};

}  // namespace

std::string answer_words(const content::QuestionPublic& question,
                         const content::Response& response) {
    std::string words;
    for (const content::PartResponse& given : response.parts) {
        const content::Part* part = question.part(given.part);
        if (!words.empty()) words += "\n\n";
        if (question.parts.size() > 1) words += "[" + std::to_string(given.part) + "] ";
        const auto options = part == nullptr ? std::vector<Option>() : options_of(part->shape);
        for (std::size_t i = 0; i < given.values.size(); ++i) {
            if (i > 0) words += "\n";
            words += std::visit(InWords{options}, given.values[i]);
        }
    }
    return words;
}

}  // namespace approdo::app
