#include "client_core/cli/answers_file.hpp"

#include <iostream>
#include <iterator>

#include "client_core/cli/home.hpp"

namespace approdo::cli {
namespace {

constexpr std::size_t answers_bytes_max = 4 * 1024 * 1024;

std::optional<std::string> text_in(const boost::json::object& object, std::string_view name) {
    const boost::json::value* value = object.if_contains(name);
    if (value == nullptr || !value->is_string()) return std::nullopt;
    return std::string(value->as_string());
}

}  // namespace

Result<boost::json::value> read_answers(const std::string& path) {
    std::string text;
    if (path == "-") {
        text.assign(std::istreambuf_iterator<char>(std::cin), {});
    } else {
        APPRODO_TRY(const Bytes bytes, read_file(path, answers_bytes_max));
        text = text_of(bytes);
    }
    boost::system::error_code failure;
    auto json = boost::json::parse(text, failure);
    if (failure) {
        return fail(ErrorCode::invalid_input, path + " is no JSON: " + failure.message());
    }
    if (json.is_object() && json.as_object().contains("answers")) {
        return json.as_object().at("answers");
    }
    return json;
}

std::optional<WrittenAnswer> answer_in(const boost::json::value& answers,
                                       const client::QuestionView& view, std::size_t index) {
    const boost::json::value* found = nullptr;
    if (answers.is_array() && index < answers.as_array().size()) {
        found = &answers.as_array()[index];
    } else if (answers.is_object()) {
        const auto& object = answers.as_object();
        found = object.if_contains(view.question.id.hex());
        if (found == nullptr) found = object.if_contains(view.question.title);
        if (found == nullptr) found = object.if_contains(std::to_string(index + 1));
    }
    if (found == nullptr) return std::nullopt;
    if (found->is_string()) return WrittenAnswer{std::string(found->as_string()), {}};
    if (!found->is_object()) return std::nullopt;
    const auto text = text_in(found->as_object(), "answer");
    if (!text) return std::nullopt;
    return WrittenAnswer{*text, text_in(found->as_object(), "rating").value_or("")};
}

}  // namespace approdo::cli
