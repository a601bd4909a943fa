// Comparing what a learner typed with what an author expects. Blanks at the ends and runs of blanks
// do not count, typographic apostrophes and quotes equal plain ones, a letter with a combining
// accent equals the letter that has it; case counts only where the author says so.
#pragma once

#include <string>
#include <string_view>

namespace approdo::content {

enum class Case : bool { matters, folded };

// The form in which texts are compared. Bytes that are not UTF-8 become U+FFFD, one each.
std::u32string comparable(std::string_view utf8, Case letter_case);

// The code points as they stand, in lower case when folded; for comparisons that forgive nothing
// else.
std::u32string code_points(std::string_view utf8, Case letter_case);
char32_t lower_case(char32_t character);

// In `pattern` a star stands for any run of characters, \* for a star.
bool fits(std::string_view pattern, std::string_view typed, Case letter_case);

}  // namespace approdo::content
