// Aiken, the plainest format of questions: a line of text, options «A. …» or «A) …», a line
// «ANSWER: B». Read as strictly as it is defined; every line that is something else is reported,
// and the questions around it are read all the same.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "content/import/source/report.hpp"

namespace approdo::import {

struct AikenOption {
    char letter = 'A';
    std::string text;
};
struct AikenQuestion {
    std::string text;
    std::vector<AikenOption> options;
    char right = 'A';  // the letter of one of them
    std::size_t line = 0;
};

std::vector<AikenQuestion> parse_aiken(std::string_view text, const std::string& file,
                                       Report& report);
// Whether there is something of Aiken in it.
bool looks_like_aiken(std::string_view text);

}  // namespace approdo::import
