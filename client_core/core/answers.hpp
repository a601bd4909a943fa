// Answers as people type them and programs write them, for every kind of question: letters of the
// shown options («b», «a,c»), pairs («1-b 2-a»), an order («c,a,b»), numbers and words as they are;
// instead of a letter always the option's id in hex, and a file by the hash that choosing it gave.
// And back: a response in those words. The terminal, the answers file and the C interface share it.
#pragma once

#include <string>

#include "client_core/core/views.hpp"

namespace approdo::client {

// `text` answers all parts of the question: one part, or several apart by «|» in the order of the
// parts. An empty text takes the answer back. invalid_input says what was expected.
Result<content::Response> read_answer(const content::QuestionPublic& question,
                                      const content::PlannedQuestion& plan, std::string_view text);
std::string answer_text(const content::QuestionPublic& question,
                        const content::PlannedQuestion& plan, const content::Response& response);

// The options of a part in the order of this sitting, as they are lettered a, b, c …
std::vector<content::Option> shown_options(const content::Part& part,
                                           const content::PlannedQuestion& plan);
std::string letter_of(std::size_t index);

}  // namespace approdo::client
