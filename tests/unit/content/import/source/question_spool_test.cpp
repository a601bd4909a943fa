#include "content/import/source/question_spool.hpp"

#include <filesystem>

#include "content/import/source/limits.hpp"
#include "content/import/source/quiz_course.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content;
using namespace approdo::import;

namespace {

Question question(std::uint8_t number, std::size_t words) {
    Question question;
    question.shown.id = question.key.id = QuestionId{{number}};
    question.shown.kind = QuestionKind::essay;
    question.shown.title = "Domanda " + std::to_string(number);
    question.shown.text.html = std::string(words, 'x');
    question.shown.parts = {{1, EssayPart{}, ""}};
    question.key.parts = {{1, 1, PersonKey{}}};
    return question;
}

}  // namespace

TEST_CASE("question spool: what is put aside comes back as it was, in the order asked for") {
    const test::TempDir folder;
    const auto spool = std::make_shared<QuestionSpool>(folder.path().string());
    const auto first = spool->add(question(1, 10));
    const auto second = spool->add(question(2, 100'000));
    CHECK(spool->read(first) == question(1, 10));
    CHECK(spool->read(second) == question(2, 100'000));
    const auto store = store_of(spool, {second, first});
    CHECK(store->count() == 2);
    const auto read = store->read();
    REQUIRE(read.size() == 2);
    CHECK(read[0] == question(2, 100'000));
    CHECK(read[1] == question(1, 10));
    // Nothing to clean up, whatever happens.
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("question spool: a quiz put aside holds nothing, and is whole again when it is read") {
    AuthoredQuiz quiz;
    quiz.languages.emplace_back().shown.title = "Verifica";
    for (std::uint8_t i = 1; i <= 3; ++i) {
        Question one = question(i, 10);
        quiz.languages[0].shown.questions.push_back(one.shown);
        quiz.key.questions.push_back(one.key);
    }
    const AuthoredQuiz before = quiz;
    put_aside(quiz, std::make_shared<QuestionSpool>(""));
    CHECK(quiz.question_count() == 3);
    CHECK(quiz.key.questions.empty());
    CHECK(quiz.languages[0].shown.questions.empty());
    const WholeQuiz whole(quiz);
    CHECK(whole->languages[0].shown == before.languages[0].shown);
    CHECK(whole->key == before.key);
}

TEST_CASE("quiz course: what is too much for one quiz becomes several, which is told") {
    constexpr std::size_t words = limits::mib;
    const auto read = [](QuizSettings settings) {
        QuizCourse course({"gift", "k", "Raccolta", "it", {}, settings}, "");
        for (std::uint8_t i = 1; i <= 20; ++i) course.add(question(i, words));
        Report report;
        AuthoredCourse authored = course.finish("raccolta.gift", report);
        CHECK(report.findings.size() == (authored.quizzes.size() > 1 ? 1 : 0));
        return authored;
    };
    const AuthoredCourse authored = read({});
    REQUIRE(authored.quizzes.size() == 3);
    const auto& units = authored.course.modules.at(0).units;
    REQUIRE(units.size() == 3);
    CHECK(units[0].slug == "quiz");
    CHECK(units[2].slug == "quiz-3");
    CHECK(units[2].variants[0].title == "Raccolta (3)");
    CHECK(units[0].id != units[1].id);
    std::uint8_t next = 0;
    for (const AuthoredQuiz& listed : authored.quizzes) {
        const WholeQuiz quiz(listed);
        for (const QuestionKey& key : quiz->key.questions) CHECK(key.id == QuestionId{{++next}});
    }
    CHECK(next == 20);
    CHECK(authored.quizzes[0].elsewhere != nullptr);
    CHECK(authored.quizzes[2].elsewhere == nullptr);
    // What is drawn is drawn from all of them.
    QuizSettings drawn;
    drawn.questions_shown = 5;
    CHECK(read(drawn).quizzes.size() == 1);
}
