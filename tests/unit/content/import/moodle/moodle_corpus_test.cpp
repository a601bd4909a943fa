// Files of real courses, where they are at hand.
#include <map>

#include "content/import/moodle/moodle_xml.hpp"
#include "tests/support/corpus.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::import;
using namespace approdo::content;

namespace {

const QuizPublic& shown(const Import& import) {
    return import.course.quizzes.front().languages.front().shown;
}

std::size_t warnings(const Import& import) {
    return import.report.count(Severity::warning);
}

}  // namespace

TEST_CASE("moodle xml: the files of the corpus come out as counted") {
    const auto corpus = test::corpus();
    if (!corpus) return;
    const SourceFiles files((*corpus / "moodle-xml").string());
    const auto read = [&](const std::string& name) {
        const Source source{files, name, name};
        REQUIRE(is_moodle_xml(source));
        return read_moodle_xml(source);
    };
    const Import mixed = read("mixed-types.xml");
    std::map<QuestionKind, int> kinds;
    for (const QuestionPublic& one : shown(mixed).questions) ++kinds[one.kind];
    CHECK(kinds == std::map<QuestionKind, int>{{QuestionKind::choice_one, 3},
                                               {QuestionKind::cloze, 1},
                                               {QuestionKind::description, 1},
                                               {QuestionKind::essay, 1},
                                               {QuestionKind::matching, 1},
                                               {QuestionKind::numerical, 1},
                                               {QuestionKind::short_answer, 1},
                                               {QuestionKind::true_false, 1},
                                               {QuestionKind::unknown, 1}});
    CHECK(shown(mixed).questions[0].category == "__Category Name__");
    for (const char* const name : {"stack-Instructions_1.xml", "stack-Style_check-proof.xml"}) {
        const Import one = read(name);
        CHECK(shown(one).questions.size() == 1);
        CHECK(shown(one).questions[0].kind == QuestionKind::description);
    }
    for (const char* const name :
         {"stack-Syntax-inequalities.xml", "stack-Syntax-trigonometry.xml"}) {
        const Import one = read(name);
        CHECK(shown(one).questions.size() == 1);
        CHECK(shown(one).questions[0].kind == QuestionKind::unknown);
        CHECK(warnings(one) >= 1);
    }
    const Import category = read("stack-gitsync_category.xml");
    CHECK_FALSE(category.report.has_errors());
    CHECK(shown(category).questions.empty());
}
