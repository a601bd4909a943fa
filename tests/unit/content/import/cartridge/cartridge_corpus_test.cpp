// Real cartridges, where the corpus is present.
#include <set>

#include "content/import/cartridge/cartridge.hpp"
#include "content/import/cartridge/manifest.hpp"
#include "tests/support/import_source.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content;
using namespace approdo::import;
using approdo::test::ImportSource;
using approdo::test::says;
using approdo::test::text_of;

namespace {

std::size_t units_of(const Import& result, UnitKind kind) {
    std::size_t count = 0;
    for (const Module& module : result.course.course.modules) {
        for (const Unit& unit : module.units) count += unit.kind == kind ? 1 : 0;
    }
    return count;
}
std::size_t missing_in(const Import& result) {
    std::size_t count = 0;
    for (const Finding& one : result.report.findings)
        count += one.message.starts_with("the cartridge lacks the file") ? 1 : 0;
    return count;
}
// Of quizzes that are no banks.
std::vector<std::size_t> quiz_sizes(const Import& result) {
    std::vector<std::size_t> sizes;
    for (const AuthoredQuiz& quiz : result.course.quizzes) {
        if (result.course.course.unit(quiz.unit)->required)
            sizes.push_back(quiz.key.questions.size());
    }
    return sizes;
}

Import read(const char* file) {
    ImportSource source;
    source.add_corpus(std::string("common-cartridge/") + file);
    REQUIRE(source.is_recognised(cartridge_format));
    return source.read(cartridge_format);
}

}  // namespace

TEST_CASE("cartridge corpus: a quiz with all kinds of question comes once, in Canvas's own form") {
    if (!test::corpus()) return;
    const Import result = read("all-question-types.imscc");
    INFO(text_of(result.report));
    CHECK(result.course.course.title.texts.at(0).text == "XavierSchool");
    CHECK(quiz_sizes(result) == std::vector<std::size_t>{10});
    CHECK(missing_in(result) == 0);
    std::set<QuestionKind> kinds;
    for (const QuestionPublic& one : result.course.quizzes.at(0).languages.at(0).shown.questions) {
        CHECK(one.kind != QuestionKind::unknown);
        kinds.insert(one.kind);
    }
    CHECK(kinds.size() >= 9);
}

TEST_CASE("cartridge corpus: a course with modules, and four files that are missing") {
    if (!test::corpus()) return;
    const Import result = read("course-1.imscc");
    INFO(text_of(result.report));
    CHECK_FALSE(result.report.has_errors());
    CHECK(result.course.course.title.texts.at(0).text == "COURSE-for-modules-testing");
    CHECK(missing_in(result) == 4);
    CHECK(units_of(result, UnitKind::assignment) == 2);
    CHECK(units_of(result, UnitKind::quiz) == 2);  // and a question bank
    CHECK(quiz_sizes(result) == std::vector<std::size_t>{1});
    CHECK(says(result.report, "the discussion «First Module Discussion 1» became a page"));
    CHECK(says(result.report, "which is not there"));
    CHECK(says(result.report, "the heading «First Module Text Header 1»"));
    // Assignment, quiz, page, discussion, link, document, picture, assignment, page of an archive;
    // the tool's resource is not in the cartridge.
    CHECK(result.course.course.modules.at(0).units.size() == 9);
    CHECK(result.course.course.modules.at(0).title.texts.at(0).text == "First Module");
}

TEST_CASE("cartridge corpus: the other cartridges, with what their tables say") {
    if (!test::corpus()) return;
    const Import documents = read("course-with-associated-content-assignments.imscc");
    INFO(text_of(documents.report));
    CHECK(documents.course.course.title.texts.at(0).text == "DocViewer");
    CHECK(units_of(documents, UnitKind::assignment) == 2);
    CHECK(quiz_sizes(documents).size() == 2);
    CHECK(missing_in(documents) == 0);
    std::size_t tools = 0, discussions = 0;
    for (const Finding& one : documents.report.findings) {
        tools += one.message.starts_with("the tool «") ? 1 : 0;
        discussions += one.message.starts_with("the discussion «") ? 1 : 0;
    }
    CHECK(tools == 2);
    CHECK(discussions == 2);

    const Import groups = read("grouptest.imscc");
    CHECK(groups.course.course.title.texts.at(0).text == "questionGroupCourse");
    CHECK(quiz_sizes(groups).size() == 3);

    const Import latex = read("latex.imscc");
    CHECK(units_of(latex, UnitKind::page) == 2);
    CHECK(missing_in(latex) == 3);

    const Import gem = read("canvas_cc_gem_course.imscc");
    CHECK(units_of(gem, UnitKind::assignment) == 3);
    CHECK(missing_in(gem) == 1);

    CHECK(units_of(read("single-assignment.imscc"), UnitKind::assignment) == 1);
    const Import discussion = read("single-discussion.imscc");
    CHECK(units_of(discussion, UnitKind::page) == 1);
}

TEST_CASE("cartridge corpus: one with nothing to show is refused with all that is missing") {
    if (!test::corpus()) return;
    const Import result = read("course-with-no-showable-resources.imscc");
    INFO(text_of(result.report));
    CHECK(result.report.has_errors());
    CHECK(missing_in(result) == 4);
    std::size_t dangling = 0;
    for (const Finding& one : result.report.findings)
        dangling += one.message.ends_with("which is not there") ? 1 : 0;
    CHECK(dangling == 5);
}

TEST_CASE("cartridge corpus: a package of question banks keeps each, and the quiz once") {
    if (!test::corpus()) return;
    ImportSource source;
    source.add_corpus("qti/packages/instructure-with_banks.zip");
    REQUIRE(source.is_recognised(cartridge_format));
    const Import result = source.read(cartridge_format);
    INFO(text_of(result.report));
    CHECK(quiz_sizes(result) == std::vector<std::size_t>{2});
    CHECK(result.course.quizzes.size() == 4);
    std::size_t questions = 0;
    for (const AuthoredQuiz& quiz : result.course.quizzes) questions += quiz.key.questions.size();
    CHECK(questions == 8);  // ten items in the files, two of them in both forms of the quiz
}
