#include "content/model/reviews.hpp"

#include <algorithm>
#include <random>

#include "tests/support/test.hpp"
#include "tests/unit/content/model/fold_story.hpp"

using namespace approdo;
using namespace approdo::content;

namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr QuestionId question{{1}};

ReviewId review_id(std::uint8_t n) {
    return ReviewId{{n, 1}};
}
Practised said(std::uint8_t review, Verdict verdict, Rating rating = Rating::by_verdict) {
    Practised payload;
    payload.question = question;
    payload.verdict = verdict;
    payload.review = review_id(review);
    payload.rating = rating;
    return payload;
}

// Reviews written on days, by logs, in a story that can be folded in any order.
struct Practice {
    Story story;
    void add(std::uint8_t log, std::int64_t day, const Practised& payload) {
        StoredFact& fact = story.add(log, payload);
        fact.header.time.wall = {day * day_ms + 1000};
    }
};

const UnitRecord& unit_of(const LearnerRecord& record) {
    return record.enrolments.begin()->second.units.begin()->second;
}
LearnerRecord folded(const std::vector<StoredFact>& facts) {
    LearnerRecord record;
    for (const StoredFact& one : facts) REQUIRE(record.apply(one.fact()).ok());
    return record;
}
CardState card_of(const LearnerRecord& record, std::int64_t today) {
    return card_state(unit_of(record).practised.at(question), Day{today}).value();
}
CardState card_of(const Practice& practice, std::int64_t today) {
    return card_of(folded(practice.story.facts), today);
}

}  // namespace

TEST_CASE("reviews: a question comes back later each time that it is known") {
    Practice practice;
    std::int64_t day = 20'000;
    std::int64_t interval = 0;
    for (std::uint8_t i = 0; i < 5; ++i) {
        practice.add(1, day, said(i, Verdict::right));
        const CardState card = card_of(practice, day);
        CHECK(card.reviews == i + 1U);
        CHECK(card.due.value - day > interval);
        interval = card.due.value - day;
        day = card.due.value;
    }
    CHECK(card_of(practice, day).first == Day{20'000});
}

TEST_CASE("reviews: what was wrong is due on the same day, and right again a day later at least") {
    Practice practice;
    practice.add(1, 20'000, said(1, Verdict::wrong));
    CHECK(card_of(practice, 20'000).due == Day{20'000});
    practice.add(1, 20'000, said(2, Verdict::right));
    practice.story.facts.back().header.lamport = {1'000};
    CHECK(card_of(practice, 20'000).due == Day{20'001});
    practice.add(1, 20'000, said(3, Verdict::wrong));
    practice.story.facts.back().header.lamport = {2'000};
    CHECK(card_of(practice, 20'000).due == Day{20'000});
}

TEST_CASE("reviews: of two devices that practised offline both count") {
    Practice both;
    both.add(1, 20'000, said(1, Verdict::right));
    both.add(2, 20'003, said(2, Verdict::right));
    both.add(1, 20'010, said(3, Verdict::right));
    Practice first;
    first.add(1, 20'000, said(1, Verdict::right));
    first.add(1, 20'010, said(3, Verdict::right));
    CHECK(card_of(both, 20'010).reviews == 3);
    CHECK(card_of(both, 20'010).memory != card_of(first, 20'010).memory);
    CHECK(card_of(both, 20'010).due > card_of(first, 20'010).due);
}

TEST_CASE("reviews: what the learner says of a review counts in its place, not once more") {
    Practice practice;
    practice.add(1, 20'000, said(1, Verdict::right));
    practice.add(1, 20'002, said(2, Verdict::right));
    const CardState before = card_of(practice, 20'002);
    const LearnerRecord record = folded(practice.story.facts);
    const auto& reviews = unit_of(record).practised.at(question);
    const Day easy = due_after(reviews, review_id(2), Rating::easy, Day{20'002});
    const Day hard = due_after(reviews, review_id(2), Rating::hard, Day{20'002});
    CHECK(hard < before.due);
    CHECK(before.due < easy);
    CHECK(due_after(reviews, review_id(2), Rating::good, Day{20'002}) == before.due);
    practice.add(1, 20'005, said(2, Verdict::right, Rating::easy));
    const CardState after = card_of(practice, 20'005);
    CHECK(after.reviews == 2);
    CHECK(after.last == Day{20'002});
    CHECK(after.due == easy);
}

TEST_CASE("reviews: one that claims to be of the far future waits for its day") {
    Practice practice;
    practice.add(1, 20'000, said(1, Verdict::right));
    practice.add(2, 46'000, said(2, Verdict::right));
    CHECK(card_of(practice, 20'001).reviews == 1);
    CHECK(card_of(practice, 20'001).due == Day{20'002});
    CHECK(card_of(practice, 45'999).reviews == 2);
    Practice future;
    future.add(2, 46'000, said(2, Verdict::right));
    const LearnerRecord record = folded(future.story.facts);
    CHECK_FALSE(card_state(unit_of(record).practised.at(question), Day{20'000}).has_value());
}

TEST_CASE("reviews: any order and any repetition of the same events give the same day") {
    const unsigned seed = Catch::rngSeed();
    INFO("seed " << seed);
    std::mt19937 draws(seed);
    for (int round = 0; round < 30; ++round) {
        Practice practice;
        for (std::uint8_t i = 0; i < 24; ++i) {
            const auto log = static_cast<std::uint8_t>(1 + draws() % 3);
            const auto id = static_cast<std::uint8_t>(draws() % 16);
            practice.add(
                log, 20'000 + draws() % 60,
                said(id, static_cast<Verdict>(2 + draws() % 3), static_cast<Rating>(draws() % 5)));
        }
        std::vector<StoredFact> facts = practice.story.facts;
        const LearnerRecord expected = folded(facts);
        for (std::size_t i = 0; i < 8; ++i) facts.push_back(facts[draws() % facts.size()]);
        std::shuffle(facts.begin(), facts.end(), draws);
        const LearnerRecord shuffled = folded(facts);
        REQUIRE(encode(shuffled) == encode(expected));
        const CardState a = card_of(expected, 20'100);
        const CardState b = card_of(decode_learner_record(encode(shuffled)).value(), 20'100);
        CHECK(a.memory == b.memory);
        CHECK(a.due == b.due);
        CHECK(a.reviews == b.reviews);
    }
}

TEST_CASE("reviews: payloads as the first programs wrote them are reviews by themselves") {
    const Bytes old = log::encode_fields(
        {log::Field{Bytes(16, 7)}, log::Field{std::uint64_t{4}}, log::Field{std::uint64_t{3}}});
    const Practised read = read_payload<Practised>(old).value();
    CHECK(read.question == QuestionId{{7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7}});
    CHECK(read.verdict == Verdict::right);
    CHECK(read.interval_days == 3);
    CHECK(read.review.is_zero());
    CHECK(read.rating == Rating::by_verdict);

    Practice practice;
    for (const std::int64_t day : {20'000, 20'003}) {
        practice.add(1, day, said(0, Verdict::right));
        Practised payload;
        payload.question = question;
        payload.verdict = Verdict::right;
        practice.story.facts.back().payload = make_payload(payload);
    }
    CHECK(card_of(practice, 20'003).reviews == 2);
}

TEST_CASE("reviews: a day is one of the calendar, before 1970 as well") {
    CHECK(day_of(UtcMs{0}) == Day{0});
    CHECK(day_of(UtcMs{day_ms - 1}) == Day{0});
    CHECK(day_of(UtcMs{-1}) == Day{-1});
    CHECK(day_of(UtcMs{-day_ms}) == Day{-1});
}
