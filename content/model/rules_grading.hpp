// Marking by rules (content/model/processing): what grade() and grade_tries() hand on when a
// question's key has some. The outcome SCORE is the points, between 0 and the key's; feedback is
// what the outcomes show. Rules that gave up, and those that set no SCORE, leave it to a person.
#pragma once

#include <vector>

#include "content/model/grading.hpp"
#include "content/model/processing/item.hpp"

namespace approdo::content {

// Of all tries of one question; only adaptive ones look further back than the last.
Outcome grade_by_rules(const QuestionPublic& shown, const QuestionKey& key,
                       const std::vector<Response>& tries, const Seed& seed);
// All outcomes, for a test's own rules.
processing::ItemOutcome outcomes_by_rules(const QuestionPublic& shown, const QuestionKey& key,
                                          const std::vector<Response>& tries, const Seed& seed);
Response right_response_by_rules(const QuestionPublic& shown, const QuestionKey& key,
                                 const Seed& seed);

}  // namespace approdo::content
