// Canvas's own files of QTI 1.2, where the corpus is present.
#include "content/import/qti1/qti1.hpp"
#include "tests/support/import_source.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content;
using namespace approdo::import;
using approdo::test::ImportSource;
using approdo::test::says;
using approdo::test::text_of;

namespace {

std::size_t questions_in(const Import& result) {
    std::size_t count = 0;
    for (const AuthoredQuiz& quiz : result.course.quizzes) count += quiz.key.questions.size();
    return count;
}

}  // namespace

TEST_CASE("qti 1.2 corpus: 25 items in 15 files, each as the kind that it is") {
    if (!test::corpus()) return;
    struct Expected {
        const char* file;
        std::vector<QuestionKind> kinds;
    };
    const Expected all[] = {
        {"canvas_multiple_dropdown.xml", {QuestionKind::cloze}},
        {"categorization.xml", {QuestionKind::matching}},
        {"essay.xml", {QuestionKind::essay}},
        {"fib_feedback.xml", {QuestionKind::short_answer}},
        {"formula.xml", {QuestionKind::calculated}},
        {"matching.xml", {QuestionKind::matching}},
        {"mc_feedback.xml", {QuestionKind::choice_one}},
        {"multiple_answer_canvas.xml", {QuestionKind::choice_many}},
        {"numeric_margin_error.xml", {QuestionKind::numerical}},
        {"numeric_within_range.xml", {QuestionKind::numerical}},
        {"ordering.xml", {QuestionKind::ordering}},
        {"question_group.xml", std::vector<QuestionKind>(10, QuestionKind::true_false)},
        {"stimulus_with_child_item.xml", {QuestionKind::description, QuestionKind::choice_one}},
        {"true_false.xml", {QuestionKind::true_false}},
        {"upload.xml", {QuestionKind::file}}};
    std::size_t items = 0;
    for (const Expected& one : all) {
        ImportSource source;
        source.add_corpus(std::string("qti/items-1.2/") + one.file);
        REQUIRE(source.is_recognised(qti1_format));
        const Import result = source.read(qti1_format);
        INFO(one.file << "\n" << text_of(result.report));
        REQUIRE_FALSE(result.report.has_errors());
        REQUIRE(result.course.quizzes.size() == 1);
        std::vector<QuestionKind> kinds;
        for (const QuestionPublic& question :
             result.course.quizzes[0].languages.at(0).shown.questions)
            kinds.push_back(question.kind);
        CHECK(kinds == one.kinds);
        items += kinds.size();
    }
    CHECK(items == 25);
}

TEST_CASE("qti 1.2 corpus: files that are not well-formed are refused with line and reason") {
    if (!test::corpus()) return;
    for (const char* const file : {"fib.xml", "choice_vary_points_by_answer.xml"}) {
        ImportSource source;
        source.add_corpus(std::string("qti/items-1.2/") + file);
        const Import result = source.read(qti1_format);
        INFO(file << "\n" << text_of(result.report));
        CHECK(result.report.has_errors());
        CHECK(result.course.quizzes.empty());
        CHECK(result.report.findings.at(0).file == file);
        CHECK(result.report.findings.at(0).line > 0);
    }
}

TEST_CASE("qti 1.2 corpus: Canvas's packages, and the version that is not read") {
    if (!test::corpus()) return;
    ImportSource canvas;
    canvas.add_corpus("qti/packages/instructure-test_qti_1.2_canvas.zip");
    REQUIRE(canvas.is_recognised(qti1_format));
    const Import result = canvas.read(qti1_format);
    INFO(text_of(result.report));
    CHECK(result.course.quizzes.size() == 1);
    CHECK(questions_in(result) == 4);
    CHECK(result.course.course.modules.at(0).units.at(0).variants.at(0).title == "WIJsfijdi");

    ImportSource older;
    older.add_corpus("qti/packages/instructure-unsupported_version.imsmanifest.xml");
    REQUIRE(older.is_recognised(qti1_format));
    const Import refused = older.read(qti1_format);
    CHECK(refused.report.has_errors());
    CHECK(says(refused.report, "QTI 1.1"));
}
