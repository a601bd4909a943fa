// Italian for what the layers below the screen say. They speak English where a thing happens, each
// sentence once, as text of an Error or in notice(); here is the catalogue from their sentences to
// Italian ones, {0}, {1} … standing for values. A sentence that is missing in it fails a test
// (tests/tidy/words_test.cpp), so that no layer has to know of languages and none is forgotten.
// Called by the shells, just before a person reads.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace approdo::client {

struct Sentence {
    std::string_view en;
    std::string_view it;
};

// The parts of the catalogue, by the modules whose sentences they hold.
std::vector<std::span<const Sentence>> catalogue();

// The sentence in the language (its first two letters count); in English if it has no Italian.
// Values that are sentences themselves are translated, too.
std::string in_language(std::string_view language, std::string_view sentence);

// Marks a sentence for a person that is no Error, so that its translation is asked for.
inline std::string notice(std::string sentence) {
    return sentence;
}

}  // namespace approdo::client
