// Answers that a program wrote down, as a JSON file:
// {"answers": {"1": "b", "QUESTION-ID": "…", "TITLE": "…"}}, or a list in the order shown. What is
// repeated may also be rated: {"answer": "b", "rating": "easy"}.
#pragma once

#include <boost/json.hpp>
#include <optional>

#include "client_core/core/views.hpp"

namespace approdo::cli {

// "-": standard input.
Result<boost::json::value> read_answers(const std::string& path);
struct WrittenAnswer {
    std::string text;
    std::string rating;  // empty: none is given
};
std::optional<WrittenAnswer> answer_in(const boost::json::value& answers,
                                       const client::QuestionView& view, std::size_t index);

}  // namespace approdo::cli
