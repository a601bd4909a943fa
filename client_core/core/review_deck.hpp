// The questions of a course from which spaced repetition draws: those of practice quizzes that a
// program can mark, in the version that is in use. What a graded quiz asks as well is never among
// them. client_review.cpp asks for it and keeps it while the version stays.
#pragma once

#include <string>
#include <vector>

#include "client_core/core/package_shelf.hpp"

namespace approdo::client {

struct DeckQuestion {
    UnitId unit;
    QuestionId question;
};

struct Deck {
    ContentVersion version;
    std::string language;
    std::vector<DeckQuestion> questions;  // in the course's order, each once
};

Deck deck_of(const OpenPackage& package, std::string_view language);

}  // namespace approdo::client
