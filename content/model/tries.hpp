// Several answers to one question, as a quiz's behaviour counts them: what they come to with
// penalties taken off, whether another try is left, which hints have been earned. Pure, like
// grade(): the same question, seed and answers give the same outcome everywhere. Answers that
// repeat the one before, and empty ones, are no tries.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "content/model/grading.hpp"

namespace approdo::content {

struct TriesOutcome {
    static constexpr std::uint32_t any_number = std::numeric_limits<std::uint32_t>::max();

    Outcome outcome;  // of the answer that counts; its points after penalties
    std::uint32_t tries = 0;
    std::uint32_t tries_left = any_number;
    std::uint32_t hints = 0;  // the first so many of the key's hints are shown
    // By the rules of the last hint, or the key's own once finished.
    bool show_right_count = false;
    bool clear_wrong = false;
    std::uint32_t items_right = 0;  // gaps, pairs or right options, of the last try
    std::uint32_t items = 0;

    bool finished() const { return tries_left == 0; }
    bool operator==(const TriesOutcome&) const = default;
};

TriesOutcome grade_tries(const QuestionPublic& shown, const QuestionKey& key, Behaviour behaviour,
                         const std::vector<Response>& answers, const Seed& seed);

// How many tries a question has from the start.
std::uint32_t tries_allowed(const QuestionKey& key, Behaviour behaviour);

}  // namespace approdo::content
