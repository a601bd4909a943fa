// Where one sentence ends and the next begins, for somebody who reads aloud. No dictionary: stops,
// what stands before them and what comes behind; a stop that is taken for none makes a long
// sentence, which does less harm than half a one. Called by script.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace approdo::narration {

// Of one block of text on one line. Joined with blanks they are the block again.
std::vector<std::string> sentences_in(std::string_view block);

}  // namespace approdo::narration
