#include "server/app/marking.hpp"

#include "content/model/encoding.hpp"
#include "tests/unit/server/app/study.hpp"

using namespace approdo;
using namespace approdo::app;
using content::QuizMode;

namespace {

constexpr std::uint8_t quiz = 50;
constexpr std::uint8_t right = 12;  // of the options 10 to 13
constexpr std::uint8_t wrong = 10;

// What a person answers to the questions of the quiz, in their order.
std::vector<log::Event> answers(School& school, std::uint8_t attempt,
                                const std::vector<std::uint8_t>& options,
                                std::uint64_t version = 1) {
    std::vector<log::Event> events;
    for (std::size_t i = 0; i < options.size(); ++i) {
        content::Answered answered;
        answered.attempt = test::id_of<content::AttemptId>(attempt);
        answered.question = test::id_of<QuestionId>(static_cast<std::uint8_t>(quiz + i));
        content::Response response;
        response.at(1).values = {test::id_of<OptionId>(options[i])};
        answered.response = content::encode(response);
        events.push_back(school.ada.event(answered, school.enrolment, quiz, version));
    }
    return events;
}

log::Event opening(School& school, std::uint8_t attempt, QuizMode mode, std::uint64_t version = 1) {
    content::AttemptOpened opened;
    opened.attempt = test::id_of<content::AttemptId>(attempt);
    opened.number = attempt;
    opened.mode = mode;
    opened.language = "it";
    return school.ada.event(opened, school.enrolment, quiz, version);
}

log::Event submission(School& school, std::uint8_t attempt, std::uint64_t version = 1) {
    content::Submitted submitted;
    submitted.attempt = test::id_of<content::AttemptId>(attempt);
    return school.ada.event(submitted, school.enrolment, quiz, version);
}

void take(School& school, std::uint8_t attempt, QuizMode mode,
          const std::vector<std::uint8_t>& options, std::uint64_t version = 1) {
    std::vector<log::Event> events{opening(school, attempt, mode, version)};
    for (log::Event& event : answers(school, attempt, options, version))
        events.push_back(std::move(event));
    events.push_back(submission(school, attempt, version));
    school.ada.write(events);
    school.ada.sync();
}

}  // namespace

TEST_CASE("marking: graded and timed work is marked once, and the result comes back", "[unit]") {
    const QuizMode mode = GENERATE(QuizMode::graded, QuizMode::timed);
    School school(GENERATE(StoreKind::memory, StoreKind::sqlite));
    school.course.add_quiz(quiz, mode);
    school.open();
    take(school, 1, mode, {right, right, wrong});
    const auto grades = school.ada.told<content::Grade>();
    REQUIRE(grades.size() == 1);
    CHECK(grades[0].attempt == test::id_of<content::AttemptId>(1));
    CHECK(grades[0].points.micro == 2'000'000);
    CHECK(grades[0].points_max.micro == 3'000'000);
    CHECK(grades[0].by == content::MarkedBy::machine);
    CHECK_FALSE(grades[0].waits_for_person);
    CHECK_FALSE(school.line().to_check);
    school.ada.sync();
    (void)school.town.site->rebuild().value();
    school.ada.sync();
    CHECK(school.ada.told<content::Grade>().size() == 1);
}

TEST_CASE("marking: what is frozen waits, and is marked after the upgrade that knows why",
          "[unit]") {
    School school(GENERATE(StoreKind::memory, StoreKind::sqlite));
    school.course.add_quiz(quiz, QuizMode::graded);
    school.open();
    // As a program left it that did not know one of the events by then.
    const ScopeId scope = learner_scope(school.ada.account);
    school.town.store->write([&](store::Session& session) {
        auto record = content::decode_learner_record(*session.projections().record(scope)).value();
        record.enrolments[school.enrolment].units[test::id_of<UnitId>(quiz)].frozen = true;
        session.projections().put_record(scope, content::encode(record));
    });
    take(school, 1, QuizMode::graded, {right, right, wrong});
    CHECK(school.ada.told<content::Grade>().empty());
    CHECK(school.line().to_check);
    school.town.store->write([&](store::Session& session) {
        session.site_logs().put_setting("fold_version", Bytes{0});
    });
    // Folding wakes with whatever comes next.
    school.ada.write({opening(school, 2, QuizMode::graded, 1)});
    school.ada.sync();
    CHECK(school.ada.told<content::Grade>().size() == 1);
    CHECK_FALSE(school.line().to_check);
}

TEST_CASE("marking: practice and what was not handed in have no grade", "[unit]") {
    School school;
    school.course.add_quiz(quiz, QuizMode::graded);
    school.open();
    take(school, 1, QuizMode::practice, {right, right, right});
    school.ada.write({opening(school, 2, QuizMode::graded)});
    school.ada.sync();
    CHECK(school.ada.told<content::Grade>().empty());
}

TEST_CASE("marking: what only a person can judge waits for one", "[unit]") {
    School school;
    auto& exam = school.course.add_quiz(quiz, QuizMode::graded);
    auto& shown = exam.languages.front().shown.questions.back();
    shown.kind = content::QuestionKind::essay;
    shown.parts.front().shape = content::EssayPart{};
    exam.key.questions.back().parts.front().shape = content::PersonKey{};
    school.open();
    std::vector<log::Event> events{opening(school, 1, QuizMode::graded)};
    for (log::Event& event : answers(school, 1, {right, right})) events.push_back(std::move(event));
    content::Answered essay;
    essay.attempt = test::id_of<content::AttemptId>(1);
    essay.question = shown.id;
    content::Response words;
    words.at(1).values = {std::string("Ascoltare, poi spiegare.")};
    essay.response = content::encode(words);
    events.push_back(school.ada.event(essay, school.enrolment, quiz));
    events.push_back(submission(school, 1));
    school.ada.write(events);
    school.ada.sync();
    const auto grades = school.ada.told<content::Grade>();
    REQUIRE(grades.size() == 1);
    CHECK(grades[0].waits_for_person);
    CHECK(grades[0].points.micro == 2'000'000);
}

TEST_CASE("marking: answers after the attempt was handed in do not count, and a person is told",
          "[unit]") {
    School school;
    school.course.add_quiz(quiz, QuizMode::graded);
    school.open();
    take(school, 1, QuizMode::graded, {wrong, wrong, wrong});
    school.ada.write(answers(school, 1, {right, right, right}));
    school.ada.sync();
    const auto grades = school.ada.told<content::Grade>();
    REQUIRE(grades.size() == 1);
    CHECK(grades[0].points.micro == 0);
    CHECK(school.line().to_check);
}

TEST_CASE("marking: attempts over the limit are marked like others, and a person is told",
          "[unit]") {
    School school;
    school.course.add_quiz(quiz, QuizMode::graded).languages.front().shown.settings.attempts_max =
        1;
    school.open();
    take(school, 1, QuizMode::graded, {right, wrong, wrong});
    CHECK_FALSE(school.line().to_check);
    take(school, 2, QuizMode::graded, {right, right, right});
    CHECK(school.ada.told<content::Grade>().size() == 2);
    CHECK(school.line().to_check);
}

TEST_CASE("marking: an attempt is marked by the version that it was begun on", "[unit]") {
    School school;
    auto& exam = school.course.add_quiz(quiz, QuizMode::graded);
    school.open();
    auto& key = std::get<content::ChoiceKey>(exam.key.questions[0].parts[0].shape);
    std::swap(key.options[0].share, key.options[2].share);
    school.course.publish(2);
    take(school, 1, QuizMode::graded, {right, right, right}, 1);
    take(school, 2, QuizMode::graded, {right, right, right}, 2);
    // Nobody knows this version yet: the work stays, and no mark is invented for it.
    take(school, 3, QuizMode::graded, {right, right, right}, 9);
    std::map<content::AttemptId, std::int64_t> points;
    for (const auto& grade : school.ada.told<content::Grade>())
        points[grade.attempt] = grade.points.micro;
    CHECK(points == std::map<content::AttemptId, std::int64_t>{
                        {test::id_of<content::AttemptId>(1), 3'000'000},
                        {test::id_of<content::AttemptId>(2), 2'000'000}});
    CHECK(school.quarantined().empty());
}
