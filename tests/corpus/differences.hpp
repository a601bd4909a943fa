// What sets two courses apart, in words: how the round trips through every format compare what they
// wrote with what was read again. Everything of the model counts; only the numbers of feedback,
// which are a question's own business, and the order of pages and files do not.
#pragma once

#include <string>
#include <vector>

#include "content/model/authored.hpp"

namespace approdo::test {

// One line for each thing that differs; empty: the same course.
std::vector<std::string> differences(const content::AuthoredCourse& before,
                                     const content::AuthoredCourse& after);

// Of two questions alone. `language` is that of the quiz: a text that names none has that one.
std::vector<std::string> differences(content::Question before, content::Question after,
                                     const std::string& language);

}  // namespace approdo::test
