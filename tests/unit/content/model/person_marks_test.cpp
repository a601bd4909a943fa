#include "content/model/person_marks.hpp"

#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content;

namespace {

const QuestionId first{{1}};
const QuestionId second{{2}};

Outcome outcome(std::int64_t points, std::int64_t most, bool needs_person) {
    Outcome one;
    one.points = Points{points};
    one.points_max = Points{most};
    one.needs_person = needs_person;
    one.verdict = needs_person ? Verdict::waits : Verdict::right;
    return one;
}

QuizOutcome attempt() {
    QuizOutcome quiz;
    quiz.questions = {outcome(1'000'000, 1'000'000, false), outcome(0, 4'000'000, true)};
    quiz.points = Points{1'000'000};
    quiz.points_max = Points{5'000'000};
    quiz.needs_person = true;
    return quiz;
}

QuizSettings passed_at(std::int64_t percent) {
    QuizSettings settings;
    settings.pass_mark = Share::of(percent, 100);
    return settings;
}

}  // namespace

TEST_CASE("person's marks: they stand in place of what the machine found", "[unit]") {
    const auto marked =
        with_marks(attempt(), {first, second}, {{second, Points{3'000'000}}}, passed_at(80));
    CHECK(marked.points == Points{4'000'000});
    CHECK_FALSE(marked.needs_person);
    CHECK(marked.passed);
    CHECK(marked.questions[1].verdict == Verdict::partly);
    const auto all = with_marks(attempt(), {first, second},
                                {{first, Points{0}}, {second, Points{4'000'000}}}, passed_at(81));
    CHECK(all.points == Points{4'000'000});
    CHECK_FALSE(all.passed);
    CHECK(all.questions[0].verdict == Verdict::wrong);
    CHECK(all.questions[1].verdict == Verdict::right);
}

TEST_CASE("person's marks: what has none waits still, and no mark leaves its bounds", "[unit]") {
    const auto untouched = with_marks(attempt(), {first, second}, {}, passed_at(0));
    CHECK(untouched.needs_person);
    CHECK(untouched.points == Points{1'000'000});
    const auto most =
        with_marks(attempt(), {first, second}, {{second, Points{9'000'000}}}, passed_at(0));
    CHECK(most.points == Points{5'000'000});
}

TEST_CASE("person's marks: points below zero were cut off only from the sum", "[unit]") {
    QuizOutcome quiz = attempt();
    quiz.questions[0].points = Points{-1'000'000};
    quiz.points = Points{0};
    const auto marked =
        with_marks(quiz, {first, second}, {{second, Points{3'000'000}}}, passed_at(0));
    CHECK(marked.points == Points{2'000'000});
}

TEST_CASE("person's marks: of each answer the last one holds", "[unit]") {
    AttemptRecord record;
    FeedbackGiven words;
    words.question = first;
    record.feedback[first].offer({Lamport{1}, LogId{}, Hash{{1}}}, words);
    FeedbackGiven mark = words;
    mark.question = second;
    mark.marks = true;
    mark.points = Points{500'000};
    record.feedback[second].offer({Lamport{1}, LogId{}, Hash{{2}}}, mark);
    mark.points = Points{750'000};
    record.feedback[second].offer({Lamport{2}, LogId{}, Hash{{3}}}, mark);
    CHECK(marks_of(record) == PersonMarks{{second, Points{750'000}}});
}
