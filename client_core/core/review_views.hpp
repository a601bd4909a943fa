// What the facade tells of spaced repetition: what is due today, the next questions, what came of
// an answer and when the question returns. Plain values, like all of views.hpp.
#pragma once

#include "client_core/core/views.hpp"
#include "content/model/reviews.hpp"

namespace approdo::client {

struct ReviewCard {
    std::string course_title;
    std::string course_slug;
    std::string module_slug;
    std::string unit_slug;
    std::string unit_title;
    std::uint32_t number = 0;  // of reviews before; an answer names it: it is to what was shown
    bool returns = false;      // was wrong today
    QuestionView question;
};

// How many questions come so many days from today.
struct ReviewDay {
    std::uint32_t in_days = 0;
    std::uint32_t count = 0;
};

struct ReviewsView {
    std::uint32_t due = 0;          // today, with those that return and the new ones
    std::uint32_t returning = 0;    // of these
    std::uint32_t fresh = 0;        // of these: never reviewed, and within the day's limit
    std::uint32_t fresh_later = 0;  // wait for another day
    std::uint32_t done_today = 0;   // questions that were reviewed today and are known
    std::uint32_t known = 0;        // that were reviewed at least once
    std::vector<ReviewDay> ahead;   // from tomorrow on
    std::vector<ReviewCard> cards;  // the next ones, in the order in which they are asked
};

// After how many days a question returns, as the learner says it was.
struct ReviewChoice {
    content::Rating rating{};
    std::uint32_t in_days = 0;
};
struct ReviewedView {
    content::ReviewId review;
    content::Rating rating{};  // as it counts now
    std::uint32_t in_days = 0;
    std::vector<ReviewChoice> choices;       // none: it was wrong and comes again today
    QuestionView question;                   // with verdict and feedback
    std::optional<content::Response> right;  // where the answer was not, if it may be told
};
std::string_view name_of(content::Rating rating);
Result<content::Rating> rating_called(std::string_view name);

}  // namespace approdo::client
