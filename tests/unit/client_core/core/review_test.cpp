#include "client_core/core/answers.hpp"
#include "client_core/core/views_json.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/client_core/core/test_course.hpp"

namespace {

using namespace approdo;
using namespace approdo::client;
using content::Rating;
using content::Verdict;

constexpr std::uint64_t day_ms = 86'400'000;

// A learner with the course on the device, whose clock a test turns on.
struct Room {
    test::SeededRandom random{test::seed_of_run()};
    test::ManualClock clock;
    test::TestSite site{random};
    test::TempDir folder;
    test::TestClient learner{folder.path().string(), random, clock};
    test::TestCourse course{site, random};

    Room() {
        REQUIRE(learner.join(site).ok());
        course.enrol();
        course.publish("Prima versione");
        REQUIRE(learner.sync(site).ok());
        course.download(*learner);
        REQUIRE(learner->begin_download("prova", {}).ok());
        course.download(*learner);
    }
    AttemptView open(const char* quiz) { return learner->open_quiz(quiz).value(); }
    void hand_in(const char* quiz) { REQUIRE(learner->submit(open(quiz).attempt).ok()); }
    ReviewsView reviews() { return learner->reviews(10).value(); }
    ReviewedView say(const ReviewCard& card, const char* words) {
        const QuestionView& shown = card.question;
        const auto response = read_answer(shown.question, shown.plan, words).value();
        return learner->answer_review(shown.question.id, card.number, response).value();
    }
    void days_later(std::uint64_t days) { clock.advance_ms(days * day_ms); }
};

}  // namespace

TEST_CASE("review: questions come once they were met in their quiz, and graded ones never") {
    Room room;
    CHECK(room.reviews().cards.empty());
    CHECK(room.reviews().fresh == 0);
    room.hand_in("prova/verifica");
    CHECK(room.reviews().cards.empty());

    const AttemptView attempt = room.open("prova/esercizio");
    CHECK(room.reviews().cards.empty());
    const QuestionView& first = attempt.questions.front();
    const auto truth = read_answer(first.question, first.plan, "vero").value();
    REQUIRE(room.learner->answer(attempt.attempt, first.question.id, truth, 0).ok());
    REQUIRE(room.reviews().cards.size() == 1);
    CHECK(room.reviews().cards.front().question.question.id == first.question.id);
    CHECK_FALSE(room.reviews().cards.front().question.outcome.has_value());

    REQUIRE(room.learner->submit(attempt.attempt).ok());
    const ReviewsView view = room.reviews();
    CHECK(view.due == 2);
    CHECK(view.fresh == 2);
    CHECK(view.known == 0);
    CHECK(view.cards.front().course_slug == "prova");
    CHECK(view.cards.front().unit_slug == "esercizio");
}

TEST_CASE("review: what is right comes back after days, what is wrong the same day") {
    Room room;
    room.hand_in("prova/esercizio");
    const ReviewsView view = room.reviews();
    const ReviewedView right = room.say(view.cards[0], "vero");
    CHECK(right.question.outcome->verdict == Verdict::right);
    CHECK(right.question.feedback.size() == 1);
    CHECK(right.rating == Rating::good);
    CHECK(right.in_days == 2);
    CHECK_FALSE(right.right.has_value());
    REQUIRE(right.choices.size() == 3);
    CHECK(right.choices[0].in_days == 1);
    CHECK(right.choices[1].in_days == 2);
    CHECK(right.choices[2].in_days == 8);

    const ReviewedView wrong = room.say(view.cards[1], "falso");
    CHECK(wrong.rating == Rating::again);
    CHECK(wrong.in_days == 0);
    CHECK(wrong.choices.empty());
    REQUIRE(wrong.right.has_value());
    const QuestionView& shown = wrong.question;
    const auto truth = read_answer(shown.question, shown.plan, "vero").value();
    CHECK(answer_text(shown.question, shown.plan, *wrong.right) ==
          answer_text(shown.question, shown.plan, truth));

    const ReviewsView after = room.reviews();
    CHECK(after.due == 1);
    CHECK(after.returning == 1);
    CHECK(after.done_today == 1);
    REQUIRE(after.ahead.size() == 1);
    CHECK(after.ahead.front().in_days == 2);
    REQUIRE(after.cards.size() == 1);
    CHECK(after.cards.front().returns);
    CHECK(room.say(after.cards.front(), "vero").in_days == 1);
    CHECK(room.reviews().cards.empty());

    room.learner.reopen();
    room.days_later(1);
    CHECK(room.reviews().due == 1);
    room.days_later(1);
    CHECK(room.reviews().due == 2);
    REQUIRE(room.learner.sync(room.site).ok());
    CHECK(room.site.count(content::event_type::practised) == 3);
}

TEST_CASE("review: who does not know is shown the answer, and is asked again") {
    Room room;
    room.hand_in("prova/esercizio");
    const ReviewedView view = room.say(room.reviews().cards.front(), "");
    CHECK(view.rating == Rating::again);
    CHECK(view.right.has_value());
    CHECK(room.reviews().returning == 1);
}

TEST_CASE("review: what the learner says moves the day and is no second review") {
    Room room;
    room.hand_in("prova/esercizio");
    const ReviewsView view = room.reviews();
    const ReviewedView right = room.say(view.cards[0], "vero");
    const auto easy = room.learner->rate_review(right.review, Rating::easy).value();
    CHECK(easy.in_days == 8);
    CHECK(room.learner->rate_review(right.review, Rating::hard)->in_days == 1);
    CHECK(room.learner->review(right.question.question.id)->number == 1);
    CHECK(room.learner->rate_review(right.review, Rating::again)->in_days == 0);

    const ReviewedView wrong = room.say(view.cards[1], "falso");
    CHECK(room.learner->rate_review(wrong.review, Rating::easy).error().code ==
          ErrorCode::invalid_input);
    CHECK(room.learner->rate_review(content::ReviewId{{1}}, Rating::easy).error().code ==
          ErrorCode::not_found);
}

TEST_CASE("review: an answer to what was repeated meanwhile is refused, and nothing is lost") {
    Room room;
    room.hand_in("prova/esercizio");
    const ReviewCard card = room.reviews().cards.front();
    room.say(card, "vero");
    const QuestionView& shown = card.question;
    const auto response = read_answer(shown.question, shown.plan, "vero").value();
    const auto second = room.learner->answer_review(shown.question.id, card.number, response);
    CHECK(second.error().code == ErrorCode::conflict);
    CHECK(room.learner->answer_review(QuestionId{{9}}, 0, response).error().code ==
          ErrorCode::not_found);
    CHECK(room.learner->review(shown.question.id)->number == 1);
}

TEST_CASE("review: ratings are called by their names") {
    CHECK(rating_called("easy").value() == Rating::easy);
    CHECK(rating_called("by_verdict").error().code == ErrorCode::invalid_input);
    CHECK(name_of(Rating::again) == "again");
}
