#include "content/import/gift/whole_question.hpp"

#include <algorithm>

#include "content/model/encoding.hpp"

namespace approdo::import {

namespace {

// Both halves of what stands in the lines.
template <class Shown, class Key>
std::optional<std::pair<Shown, Key>> halves_in(Directives& directives, Links& links) {
    std::string model;
    for (const Directive* const line : directives.all("model")) model += line->value;
    for (const Directive* const file : directives.all("uses")) links.asset("/" + file->value);
    const std::size_t dot = model.find('.');
    if (dot == std::string::npos) return std::nullopt;
    const auto shown_bytes = from_base64url(std::string_view(model).substr(0, dot));
    const auto key_bytes = from_base64url(std::string_view(model).substr(dot + 1));
    if (!shown_bytes || !key_bytes) return std::nullopt;
    auto shown = content::decode<Shown>(*shown_bytes);
    auto key = content::decode<Key>(*key_bytes);
    if (!shown || !key) return std::nullopt;
    return std::pair(std::move(shown).value(), std::move(key).value());
}

}  // namespace

bool has_model(const std::vector<Directive>& directives) {
    return std::any_of(directives.begin(), directives.end(),
                       [](const Directive& one) { return one.key == "model"; });
}

std::optional<content::Question> whole_question(Directives& directives, Links& links) {
    auto halves = halves_in<content::QuestionPublic, content::QuestionKey>(directives, links);
    if (!halves || halves->first.id != halves->second.id) return std::nullopt;
    return content::Question{std::move(halves->first), std::move(halves->second)};
}

std::optional<QuizModel> quiz_model(Directives& header, Links& links) {
    auto halves = halves_in<content::QuizPublic, content::QuizKey>(header, links);
    if (!halves) return std::nullopt;
    return QuizModel{std::move(halves->first.sections), std::move(halves->second.rules)};
}

}  // namespace approdo::import
