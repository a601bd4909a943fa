// A test of QTI: its parts, sections and references to items as the structure of a quiz, its
// outcome processing, conditions, branches, weights and feedback as the quiz's rules.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "content/import/qti/item.hpp"
#include "content/model/quiz.hpp"

namespace approdo::import::qti {

struct ReadTest {
    std::string identifier;
    std::string title;
    std::string language;  // empty: not said
    content::QuizSettings settings;
    std::vector<content::QuizSection> sections;
    content::QuizRules rules;
    std::vector<std::string> items;  // paths, in order, each once
    std::set<std::string> assets;
};

// The question at a path of the source; nothing when it could not be read.
using FindItem = std::function<const ReadItem*(const std::string& path)>;

std::optional<ReadTest> read_test(const Place& place, const FindItem& find_item);

}  // namespace approdo::import::qti
