// One attempt at a quiz, put together from what its events say and the version it is pinned to:
// questions in the order of its seed, answers so far, marks where they may be shown. A view; only
// client_study.cpp writes.
#pragma once

#include "client_core/core/client_parts.hpp"
#include "content/model/tries.hpp"

namespace approdo::client {

struct Attempt {
    content::AttemptId id;
    Place place;  // pinned: version and package are the attempt's own
    const content::AttemptRecord* record = nullptr;
    Hash opening_event;
    content::AttemptOpened opening;
    content::QuizPublic quiz;
    std::optional<content::QuizKey> key;  // practice only
    std::vector<content::PlannedQuestion> plan;

    bool is_submitted() const { return !record->submissions.empty(); }
    const content::QuestionPublic* question(const QuestionId& id_asked) const;
    const content::PlannedQuestion* planned(const QuestionId& id_asked) const;
    content::Behaviour behaviour() const { return content::behaviour_of(quiz.settings); }
};

// The quiz of a unit in a language; a timed one is opened with its sitting's key. locked: that key
// has not come.
Result<content::QuizPublic> quiz_of(const Place& place, std::string_view language,
                                    const log::Keyring& keyring);

Result<Attempt> load_attempt(Client::Parts& parts, const content::AttemptId& id);
// `answers` of this question, in the order in which they were given.
QuestionView view_question(const Attempt& attempt, const content::PlannedQuestion& planned,
                           const std::vector<content::Response>& answers);
AttemptView view_attempt(Client::Parts& parts, const Attempt& attempt);
// Milliseconds since it was opened: exact within one clock session, else by the calendar clock.
std::uint64_t elapsed_ms(Client::Parts& parts, const Attempt& attempt);

}  // namespace approdo::client
