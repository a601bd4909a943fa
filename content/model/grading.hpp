// Marking: pure and exact. The same question, key, response and seed give the same points and the
// same feedback on the site, on a laptop and in a browser. What only a person can judge comes back
// with needs_person, and the points that the rest has earned so far. Malformed responses earn
// nothing and never fail: the response itself is kept by whoever holds the event.
#pragma once

#include <cstdint>
#include <vector>

#include "content/model/quiz.hpp"

namespace approdo::content {

enum class Verdict : std::uint8_t { unanswered = 1, wrong = 2, partly = 3, right = 4, waits = 5 };

struct PartOutcome {
    std::uint32_t part = 1;
    Share share;  // of the part's points, at most the whole; below 0 where wrong answers cost
    Verdict verdict = Verdict::unanswered;
    bool operator==(const PartOutcome&) const = default;
};

struct Outcome {
    Points points;
    Points points_max;
    Verdict verdict = Verdict::unanswered;
    std::vector<FeedbackId> feedback;  // in the order in which they are shown, each once
    std::vector<PartOutcome> parts;
    bool needs_person = false;
    bool operator==(const Outcome&) const = default;
};

Outcome grade(const QuestionPublic& shown, const QuestionKey& key, const Response& response,
              const Seed& seed);

// A whole attempt: what was answered to each planned question, in the order in which it was. Under
// the deferred behaviour the last answer counts (tries.hpp has the others).
struct Answer {
    QuestionId question;
    Response response;
};
struct QuizOutcome {
    Points points;
    Points points_max;
    bool needs_person = false;
    bool passed = false;               // the pass mark is reached; without one, always
    std::vector<Outcome> questions;    // as planned
    std::vector<FeedbackId> feedback;  // on the quiz as a whole: QuizRules::feedback_texts
};
QuizOutcome grade_attempt(const QuizPublic& quiz, const QuizKey& key,
                          const std::vector<Answer>& answers, const Seed& seed);

// What a learner may be shown as the right answer, where the policy allows it.
Response right_response(const QuestionPublic& shown, const QuestionKey& key, const Seed& seed);

}  // namespace approdo::content
