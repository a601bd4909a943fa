// The sentences that a source file says to people, as templates: the text of every fail(), notice()
// and of the small helpers around them, {0}, {1} … where a value is put in. What is only handed
// on (a variable) has no words and yields nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace approdo::tidy {

std::vector<std::string> sentences_of(std::string_view source);
// The same of what finds mistakes in courses: messages, and how to mend them.
std::vector<std::string> findings_of(std::string_view source);

}  // namespace approdo::tidy
