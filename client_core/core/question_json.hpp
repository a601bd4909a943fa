// One question with its parts, options in the order shown, and what came of an answer, as JSON: of
// an attempt (views_json.cpp) and of spaced repetition (review_json.cpp).
#pragma once

#include "client_core/core/json.hpp"
#include "client_core/core/views.hpp"

namespace approdo::client {

void write_question(JsonWriter& json, const QuestionView& view);

}  // namespace approdo::client
