// Spaced repetition: which questions come today, over all courses of the learner, and what an
// answer does. content/model/reviews.hpp says when a question is due; here is what is asked.
#include <algorithm>
#include <map>
#include <set>

#include "client_core/core/attempt.hpp"
#include "content/model/encoding.hpp"

namespace approdo::client {
namespace {

using content::CardState;
using content::Day;
using content::Rating;
using content::ReviewId;

// New questions a day, over all courses; each costs some more minutes on the days to come.
constexpr std::uint32_t fresh_a_day = 10;
constexpr std::uint32_t days_ahead_max = 30;

// A question that may be asked, and how it stands; nothing: it was never reviewed.
struct Known {
    Place place;
    QuestionId question;
    const content::Reviews* reviews = nullptr;
    std::optional<CardState> state;

    std::uint32_t number() const { return state ? state->reviews : 0; }
};

Day today(const Client::Parts& parts) {
    return content::day_of(parts.host.clock->now().wall);
}

// Who has met it in its quiz: answered it, or handed the quiz in.
bool was_met(const content::UnitRecord& record, const QuestionId& question) {
    return std::any_of(record.attempts.begin(), record.attempts.end(), [&](const auto& one) {
        const content::AttemptRecord& attempt = one.second;
        return !attempt.submissions.empty() || attempt.answers.contains(question);
    });
}

std::optional<Known> known_question(const Place& course, const DeckQuestion& one, Day day) {
    const content::UnitRecord* record = course.record->unit(one.unit);
    if (record == nullptr || record->frozen) return std::nullopt;
    Known known{course, one.question, nullptr, std::nullopt};
    known.place.unit = course.package->course.unit(one.unit);
    known.place.module = course.package->course.module_of(one.unit);
    const auto reviews = record->practised.find(one.question);
    if (reviews != record->practised.end()) {
        known.reviews = &reviews->second;
        known.state = content::card_state(reviews->second, day);
    }
    if (!known.state && !was_met(*record, one.question)) return std::nullopt;
    return known;
}

const Deck& deck_for(Client::Parts& parts, const ChannelId& channel, const OpenPackage& package) {
    const auto& language = parts.host.language;
    Deck& deck = parts.decks[channel];
    if (deck.version != package.reader->head().version || deck.language != language)
        deck = deck_of(package, language);
    return deck;
}

// All that may be asked, course by course; where two editions have a question, the newest one asks.
std::vector<std::vector<Known>> known_questions(Client::Parts& parts) {
    const Day day = today(parts);
    std::set<QuestionId> seen;
    std::vector<std::vector<Known>> courses;
    for (const EnrolledCourse& enrolled : parts.enrolled_courses()) {
        const ChannelId& channel = enrolled.enrolled().channel;
        if (enrolled.frozen || parts.shelf.installed(channel).value == 0) continue;
        const OpenPackage* package = parts.shelf.described(channel);
        if (package == nullptr) continue;
        Place place{enrolled.id,     channel, package->reader->head().version,
                    enrolled.record, package, nullptr,
                    nullptr,         false};
        std::vector<Known>& questions = courses.emplace_back();
        for (const DeckQuestion& one : deck_for(parts, channel, *package).questions) {
            if (seen.contains(one.question)) continue;
            auto known = known_question(place, one, day);
            if (!known) continue;
            seen.insert(one.question);
            questions.push_back(std::move(*known));
        }
    }
    return courses;
}

// One of each course in turn: what is mixed is remembered better than what comes in a row.
std::vector<const Known*> interleaved(const std::vector<std::vector<const Known*>>& courses) {
    std::vector<const Known*> all;
    for (std::size_t round = 0;; ++round) {
        const std::size_t before = all.size();
        for (const auto& course : courses) {
            if (round < course.size()) all.push_back(course[round]);
        }
        if (all.size() == before) return all;
    }
}

struct Queue {
    std::vector<const Known*> asked;  // in this order
    ReviewsView counts;
};

void count_ahead(ReviewsView& counts, std::map<std::uint32_t, std::uint32_t>& ahead,
                 const CardState& state, Day day) {
    if (state.last == day) ++counts.done_today;
    const auto in_days = static_cast<std::uint32_t>(state.due.value - day.value);
    if (in_days <= days_ahead_max) ++ahead[in_days];
}

// First what is due, longest overdue first, then new ones, then what was wrong a while ago.
Queue queue_of(const std::vector<std::vector<Known>>& courses, Day day) {
    Queue queue;
    std::vector<std::vector<const Known*>> due;
    std::vector<std::vector<const Known*>> fresh;
    std::vector<const Known*> returning;
    std::map<std::uint32_t, std::uint32_t> ahead;
    std::uint32_t begun_today = 0;
    for (const auto& questions : courses) {
        auto& due_here = due.emplace_back();
        auto& fresh_here = fresh.emplace_back();
        for (const Known& one : questions) {
            if (!one.state) {
                fresh_here.push_back(&one);
                continue;
            }
            const CardState& state = *one.state;
            ++queue.counts.known;
            if (state.first == day) ++begun_today;
            if (state.due > day) {
                count_ahead(queue.counts, ahead, state, day);
            } else if (state.last == day) {
                returning.push_back(&one);
            } else {
                due_here.push_back(&one);
            }
        }
        std::stable_sort(due_here.begin(), due_here.end(), [](const Known* a, const Known* b) {
            return a->state->due < b->state->due;
        });
    }
    std::stable_sort(returning.begin(), returning.end(), [](const Known* a, const Known* b) {
        return a->state->last_wall < b->state->last_wall;
    });
    queue.asked = interleaved(due);
    std::vector<const Known*> begun = interleaved(fresh);
    const std::size_t allowed = fresh_a_day - std::min(fresh_a_day, begun_today);
    queue.counts.fresh = static_cast<std::uint32_t>(std::min(begun.size(), allowed));
    queue.counts.fresh_later = static_cast<std::uint32_t>(begun.size()) - queue.counts.fresh;
    begun.resize(queue.counts.fresh);
    queue.asked.insert(queue.asked.end(), begun.begin(), begun.end());
    queue.asked.insert(queue.asked.end(), returning.begin(), returning.end());
    queue.counts.due = static_cast<std::uint32_t>(queue.asked.size());
    queue.counts.returning = static_cast<std::uint32_t>(returning.size());
    for (const auto& [in_days, count] : ahead) queue.counts.ahead.push_back({in_days, count});
    return queue;
}

// The question as a quiz of its own: the order of its options and its values are other ones at each
// review, and the same on every device.
Result<Attempt> sitting_of(Client::Parts& parts, const Known& known) {
    static const content::AttemptRecord nothing_yet;
    const Place& place = known.place;
    Attempt sitting;
    sitting.place = place;
    sitting.record = &nothing_yet;
    APPRODO_TRY(sitting.quiz, quiz_of(place, parts.host.language, parts.progress.keyring()));
    APPRODO_TRY(sitting.key, place.package->reader->practice_key(place.unit->id));
    content::QuizPublic& quiz = sitting.quiz;
    std::erase_if(quiz.questions, [&](const auto& one) { return one.id != known.question; });
    if (quiz.questions.empty())
        return fail(ErrorCode::not_found, "this question is not in the course any more");
    quiz.sections.clear();
    quiz.settings.questions_shown = 0;
    quiz.settings.behaviour = content::Behaviour::immediate;
    const Bytes input = content::seed_input(place.enrolment, place.unit->id, place.version,
                                            known.number(), known.question.view());
    sitting.opening.seed.bytes = crypto::hash(crypto::domain::seed, {input}).bytes;
    sitting.opening.language = quiz.language;
    sitting.plan = content::plan_sitting(quiz, sitting.opening.seed);
    return sitting;
}

ReviewCard card_of(const Client::Parts& parts, const Known& known, const Attempt& sitting) {
    const content::Course& course = known.place.package->course;
    ReviewCard card;
    card.course_title = course.title.in(parts.host.language);
    card.course_slug = course.slug;
    card.module_slug = known.place.module->slug;
    card.unit_slug = known.place.unit->slug;
    card.unit_title = sitting.quiz.title;
    card.number = known.number();
    card.returns = known.state && known.state->last == today(parts);
    card.question = view_question(sitting, sitting.plan.front(), {});
    return card;
}

Result<Known> find_known(Client::Parts& parts, const QuestionId& question) {
    for (auto& questions : known_questions(parts)) {
        for (Known& known : questions) {
            if (known.question == question) return std::move(known);
        }
    }
    return fail(ErrorCode::not_found,
                "this question is not among those to be repeated: look at the list again");
}

std::uint32_t days_until(Day due, Day day) {
    return static_cast<std::uint32_t>(std::max<std::int64_t>(0, due.value - day.value));
}

// A review as it stands among the events, and what it is of.
struct Review {
    Known known;
    content::Practised said;
};
Result<Review> find_review(Client::Parts& parts, const ReviewId& id) {
    for (auto& questions : known_questions(parts)) {
        for (Known& known : questions) {
            if (known.reviews == nullptr) continue;
            for (const auto& [stamp, event] : *known.reviews) {
                if (event.value.review == id) return Review{std::move(known), event.value};
            }
        }
    }
    return fail(ErrorCode::not_found, "there is no such review on this device");
}

// As this device sees it: another one may know of reviews that have not come here.
std::uint32_t interval_after(const Known& known, Rating rating, Day day) {
    if (!known.state) return content::interval_days(content::memory_after({}, 0, rating));
    const std::uint32_t days = days_until(day, known.state->last);
    return content::interval_days(content::memory_after(known.state->memory, days, rating));
}

std::optional<content::Response> right_answer(const Attempt& sitting) {
    if (!sitting.quiz.settings.feedback.show_right_answers) return std::nullopt;
    const QuestionId& question = sitting.plan.front().question;
    auto right = content::right_response(*sitting.question(question),
                                         *sitting.key->question(question), sitting.opening.seed);
    if (right.is_empty()) return std::nullopt;
    return right;
}

// When the question returns, and when it would, had the learner found it easier or harder.
void tell_when(const Known& known, Day day, ReviewedView& view) {
    view.in_days = known.state ? days_until(known.state->due, day) : 0;
    if (view.rating == Rating::again) return;
    for (const Rating rating : {Rating::hard, Rating::good, Rating::easy}) {
        const Day due = content::due_after(*known.reviews, view.review, rating, day);
        view.choices.push_back({rating, days_until(due, day)});
    }
}

void append(Client::Parts& parts, const Place& place, const content::Practised& said) {
    const NewEvent event = parts.event_on(place, said.type, content::make_payload(said));
    parts.progress.append(log::LogKind::record, {&event, 1});
    parts.folding.refresh();
}

}  // namespace

Result<ReviewsView> Client::reviews(std::size_t cards_max) {
    APPRODO_CHECK(parts_->need_joined());
    const auto courses = known_questions(*parts_);
    Queue queue = queue_of(courses, today(*parts_));
    for (const Known* known : queue.asked) {
        if (queue.counts.cards.size() == cards_max) break;
        APPRODO_TRY(const Attempt sitting, sitting_of(*parts_, *known));
        queue.counts.cards.push_back(card_of(*parts_, *known, sitting));
    }
    return std::move(queue.counts);
}

Result<ReviewCard> Client::review(const QuestionId& question) {
    APPRODO_CHECK(parts_->need_joined());
    APPRODO_TRY(const Known known, find_known(*parts_, question));
    APPRODO_TRY(const Attempt sitting, sitting_of(*parts_, known));
    return card_of(*parts_, known, sitting);
}

Result<ReviewedView> Client::answer_review(const QuestionId& question, std::uint32_t number,
                                           const content::Response& response) {
    APPRODO_CHECK(parts_->need_joined());
    APPRODO_TRY(const Known known, find_known(*parts_, question));
    if (known.number() != number) {
        return fail(ErrorCode::conflict,
                    "this question was repeated meanwhile: go on with the next one");
    }
    APPRODO_TRY(const Attempt sitting, sitting_of(*parts_, known));
    const content::PlannedQuestion& plan = sitting.plan.front();
    ReviewedView view;
    view.question = view_question(sitting, plan, {content::canonical(response)});
    if (!view.question.outcome)
        return fail(ErrorCode::not_found, "this question is not in the course any more");
    const content::Verdict verdict = view.question.outcome->verdict;

    content::Practised said;
    said.question = question;
    said.verdict = verdict;
    said.review = parts_->host.random->id<ReviewId>();
    said.rating = content::rating_of(verdict);
    said.interval_days = interval_after(known, said.rating, today(*parts_));
    append(*parts_, known.place, said);

    view.review = said.review;
    view.rating = said.rating;
    if (verdict != content::Verdict::right) view.right = right_answer(sitting);
    APPRODO_TRY(const Review made, find_review(*parts_, said.review));
    tell_when(made.known, today(*parts_), view);
    return view;
}

Result<ReviewChoice> Client::rate_review(const ReviewId& id, Rating rating) {
    APPRODO_CHECK(parts_->need_joined());
    APPRODO_TRY(Review review, find_review(*parts_, id));
    const bool was_known = content::rating_of(review.said.verdict) != Rating::again;
    if (!was_known && rating != Rating::again) {
        return fail(ErrorCode::invalid_input,
                    "this answer was wrong: the question comes again today");
    }
    const Day day = today(*parts_);
    review.said.rating = rating;
    append(*parts_, review.known.place, review.said);
    APPRODO_TRY(const Review after, find_review(*parts_, id));
    return ReviewChoice{rating, days_until(after.known.state ? after.known.state->due : day, day)};
}

}  // namespace approdo::client
