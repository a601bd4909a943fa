#include "content/import/gift/whole_question.hpp"

#include <algorithm>

#include "content/model/encoding.hpp"

namespace approdo::import {

bool has_whole_question(const std::vector<Directive>& directives) {
    return std::any_of(directives.begin(), directives.end(),
                       [](const Directive& one) { return one.key == "model"; });
}

std::optional<content::Question> whole_question(Directives& directives, Links& links) {
    std::string model;
    for (const Directive* const line : directives.all("model")) model += line->value;
    for (const Directive* const file : directives.all("uses")) links.asset("/" + file->value);
    const std::size_t dot = model.find('.');
    if (dot == std::string::npos) return std::nullopt;
    const auto shown_bytes = from_base64url(std::string_view(model).substr(0, dot));
    const auto key_bytes = from_base64url(std::string_view(model).substr(dot + 1));
    if (!shown_bytes || !key_bytes) return std::nullopt;
    auto shown = content::decode<content::QuestionPublic>(*shown_bytes);
    auto key = content::decode<content::QuestionKey>(*key_bytes);
    if (!shown || !key || shown->id != key->id) return std::nullopt;
    return content::Question{std::move(shown).value(), std::move(key).value()};
}

}  // namespace approdo::import
