#include "content/model/record_view.hpp"

#include "tests/support/test.hpp"
#include "tests/unit/content/model/fold_story.hpp"

using namespace approdo;
using namespace approdo::content;

TEST_CASE("record view: answers to one question stand in their order, late ones left out") {
    Story story;
    story.add(9, Enrolled{}, 0);
    AttemptOpened opened;
    opened.attempt = attempt(1);
    story.add(1, opened, 3);
    for (std::uint8_t option = 1; option <= 3; ++option) {
        const auto later = static_cast<std::uint8_t>(option + 10);
        story.add(1, answer(1, 7, option), 3).header.lamport = {20U + option};
        story.add(1, answer(1, 8, later), 3).header.lamport = {30U + option};
    }
    story.add(1, Submitted{attempt(1), 2, 1000, false, {}, {}, false, false, {}}, 3)
        .header.lamport = {50};
    story.add(1, answer(1, 7, 9), 3).header.lamport = {99};
    LearnerRecord record;
    for (const StoredFact& one : story.facts) REQUIRE(record.apply(one.fact()).ok());
    const AttemptRecord& attempted =
        record.enrolments[EnrolmentId{{5}}].units[UnitId{{3}}].attempts[attempt(1)];

    const auto chosen = [](std::initializer_list<std::uint8_t> options) {
        std::vector<Response> responses;
        for (const std::uint8_t option : options) responses.push_back(choose({OptionId{{option}}}));
        return responses;
    };
    CHECK(answers_to(attempted, QuestionId{{7}}) == chosen({1, 2, 3}));
    CHECK(answers_to(attempted, QuestionId{{8}}) == chosen({11, 12, 13}));
    CHECK(answers_to(attempted, QuestionId{{6}}).empty());
    std::vector<Response> all;
    for (const Answer& one : all_answers(attempted)) all.push_back(one.response);
    CHECK(all == chosen({1, 2, 3, 11, 12, 13}));
}
