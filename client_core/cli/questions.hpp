// A question in the terminal: its text and options as they are lettered, what an answer looks like,
// and what came of one. For quizzes and for spaced repetition.
#pragma once

#include "client_core/cli/console.hpp"
#include "client_core/core/views.hpp"

namespace approdo::cli {

void print_question(const Console& console, const client::QuestionView& view, std::size_t number,
                    std::size_t total);
// What an answer looks like; an open question about words alone needs no example.
std::string answer_prompt(const content::QuestionPublic& question);
void print_feedback(const Console& console, const client::QuestionView& view);

}  // namespace approdo::cli
