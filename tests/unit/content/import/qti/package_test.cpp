// Packages of the corpus, with the counts that its README states, and small ones of our own.
#include <algorithm>
#include <map>

#include "content/import/qti/qti.hpp"
#include "content/model/grading.hpp"
#include "tests/support/import_source.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content;
using approdo::test::ImportSource;

namespace {

std::size_t findings_with(const import::Import& read, std::string_view words) {
    return static_cast<std::size_t>(std::count_if(
        read.report.findings.begin(), read.report.findings.end(),
        [&](const auto& one) { return one.message.find(words) != std::string::npos; }));
}

std::map<QuestionKind, int> kinds_of(const import::Import& read) {
    std::map<QuestionKind, int> kinds;
    for (const AuthoredQuiz& quiz : read.course.quizzes) {
        for (const QuestionPublic& question : quiz.languages.front().shown.questions)
            ++kinds[question.kind];
    }
    return kinds;
}

std::size_t questions_of(const import::Import& read) {
    std::size_t count = 0;
    for (const AuthoredQuiz& quiz : read.course.quizzes)
        count += quiz.languages.front().shown.questions.size();
    return count;
}

approdo::import::Import from_corpus(const std::string& name) {
    ImportSource source;
    source.add_corpus("qti/packages/" + name + ".zip");
    CHECK(source.is_recognised(import::qti_format));
    approdo::import::Import read = source.read(import::qti_format, name);
    for (const auto& finding : read.report.findings)
        UNSCOPED_INFO(import::line_of(finding, import::name_of(finding.severity)));
    CHECK_FALSE(read.report.has_errors());
    return read;
}

std::string item(const std::string& inside, const std::string& attributes = {}) {
    return "<?xml version=\"1.0\"?><qti-assessment-item "
           "xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\" identifier=\"i\" title=\"T\" "
           "xml:lang=\"it\" " +
           attributes + ">" + inside + "</qti-assessment-item>";
}
const char* const score =
    "<qti-outcome-declaration identifier=\"SCORE\" cardinality=\"single\" base-type=\"float\"/>"
    "<qti-outcome-declaration identifier=\"MAXSCORE\" cardinality=\"single\" base-type=\"float\">"
    "<qti-default-value><qti-value>1</qti-value></qti-default-value></qti-outcome-declaration>";

}  // namespace

TEST_CASE("qti: a test of version 2.2 becomes a quiz with its sections") {
    if (!test::corpus()) return;
    const import::Import read = from_corpus("pie-assessment-test-qti22");
    REQUIRE(read.course.quizzes.size() == 1);
    const QuizPublic& quiz = read.course.quizzes[0].languages[0].shown;
    CHECK(quiz.title == "Sample Mathematics Assessment");
    CHECK(quiz.questions.size() == 4);
    CHECK(quiz.sections.size() == 4);  // the whole, its part, two sections
    CHECK(quiz.sections[2].title == "Basic Skills");
    auto kinds = kinds_of(read);
    CHECK(kinds[QuestionKind::choice_one] + kinds[QuestionKind::choice_many] == 3);
    CHECK(kinds[QuestionKind::short_answer] + kinds[QuestionKind::numerical] == 1);
    CHECK(plan_sitting(quiz, Seed{}).size() == 4);
}

TEST_CASE("qti: items of version 2.2 without a test become one quiz") {
    if (!test::corpus()) return;
    const import::Import basic = from_corpus("pie-basic-interactions-qti22");
    CHECK(basic.course.quizzes.size() == 1);
    CHECK(questions_of(basic) == 5);
    auto kinds = kinds_of(basic);
    CHECK(kinds[QuestionKind::matching] == 1);
    const import::Import interactive = from_corpus("pie-interactive-interactions-qti22");
    CHECK(questions_of(interactive) == 4);
    kinds = kinds_of(interactive);
    CHECK(kinds[QuestionKind::matching] == 2);  // match, associate
    CHECK(kinds[QuestionKind::drag_and_drop] == 1);
}

TEST_CASE("qti: a package of version 3.0 comes with what its items lack") {
    if (!test::corpus()) return;
    const import::Import read = from_corpus("kennisnet-no-max-score-all-items-qti30");
    CHECK(read.course.quizzes.size() == 1);
    CHECK(questions_of(read) == 10);
    CHECK(findings_with(read, "does not declare MAXSCORE") == 7);
    CHECK(findings_with(read, "MAXSCORE has no value") == 1);
    for (const char* lacks :
         {"QUE_1_1", "QUE_2_1", "QUE_2_3", "QUE_2_4", "QUE_2_5", "QUE_3_1", "QUE_4_1"}) {
        CHECK(std::any_of(read.report.findings.begin(), read.report.findings.end(),
                          [&](const auto& one) {
                              return one.file == std::string(lacks) + ".xml" &&
                                     one.message == "the item does not declare MAXSCORE";
                          }));
    }
    const QuizPublic& quiz = read.course.quizzes[0].languages[0].shown;
    CHECK(quiz.title == "Oefentoets Biologie: Ecologie - voedselwebben | HAVO 1/HAVO 2/HAVO 3");
    CHECK(quiz.settings.one_way);
}

TEST_CASE("qti: an item without response processing waits for a person") {
    if (!test::corpus()) return;
    const import::Import read = from_corpus("kennisnet-no-response-processing-qti30");
    CHECK(questions_of(read) == 1);
    CHECK(findings_with(read, "says nothing of how it is marked") == 1);
    const AuthoredQuiz& quiz = read.course.quizzes[0];
    const QuestionPublic& shown = quiz.languages[0].shown.questions[0];
    Response response;
    response.at(1).cardinality = Cardinality::multiple;
    response.at(1).values = {content::Value{DirectedPair{OptionId{{1}}, OptionId{{2}}}}};
    CHECK(grade(shown, quiz.key.questions[0], response, {}).needs_person);
}

TEST_CASE("qti: a right answer that is asked for and not declared is reported") {
    if (!test::corpus()) return;
    const import::Import read = from_corpus("kennisnet-invalid-response-processing-qti30");
    CHECK(questions_of(read) == 20);
    auto kinds = kinds_of(read);
    CHECK(kinds[QuestionKind::choice_one] + kinds[QuestionKind::choice_many] == 7);
    CHECK(kinds[QuestionKind::essay] == 13);
    CHECK(findings_with(read, "right answer for «RESPONSE» is not declared") >= 1);
    CHECK(
        std::any_of(read.report.findings.begin(), read.report.findings.end(), [](const auto& one) {
            return one.file == "QUE_1_1.xml" &&
                   one.message.find("right answer for «RESPONSE»") != std::string::npos;
        }));
}

TEST_CASE("qti: the same file gives the same ids, whatever else is in the package") {
    ImportSource one;
    const std::string choice = item(
        "<qti-response-declaration identifier=\"RESPONSE\" cardinality=\"single\" "
        "base-type=\"identifier\"><qti-correct-response><qti-value>A</qti-value>"
        "</qti-correct-response></qti-response-declaration>" +
        std::string(score) +
        "<qti-item-body><qti-choice-interaction response-identifier=\"RESPONSE\" "
        "max-choices=\"1\"><qti-prompt>Quale?</qti-prompt>"
        "<qti-simple-choice identifier=\"A\">uno</qti-simple-choice>"
        "<qti-simple-choice identifier=\"B\">due</qti-simple-choice>"
        "</qti-choice-interaction></qti-item-body><qti-response-processing "
        "template=\"https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml\"/>");
    one.add("a.xml", choice);
    ImportSource two;
    two.add("a.xml", choice).add("b.xml", choice);
    const import::Import first = one.read(import::qti_format);
    const import::Import second = two.read(import::qti_format);
    REQUIRE(first.course.quizzes.size() == 1);
    const AuthoredQuiz& quiz = first.course.quizzes[0];
    CHECK(quiz.languages[0].shown.language == "it");
    CHECK(quiz.languages[0].shown.questions[0] ==
          second.course.quizzes[0].languages[0].shown.questions[0]);
    CHECK(second.course.quizzes[0].key.questions.size() == 2);
    // Marked by a plain key: nothing of the rules is left.
    CHECK(quiz.key.questions[0].rules.empty());
    CHECK(std::holds_alternative<ChoiceKey>(quiz.key.questions[0].parts[0].shape));
    CHECK(first.report.findings.empty());
}

TEST_CASE("qti: what cannot be read is left out by name, the rest is taken") {
    ImportSource source;
    source.add("a.xml", item(std::string(score) + "<qti-item-body><p>Leggi.</p></qti-item-body>"));
    source.add("b.xml", "<assessmentItem identifier=\"b\"><itemBody>");
    const import::Import read = source.read(import::qti_format);
    CHECK(questions_of(read) == 1);
    CHECK(read.report.count(import::Severity::warning) == 1);
    CHECK(read.report.findings[0].file == "b.xml");
}

TEST_CASE("qti: a picture that is not there, and a link that leads nowhere, are losses") {
    ImportSource source;
    source.add("a.xml", item(std::string(score) +
                             "<qti-item-body><p>Leggi <a href=\"no.html\">qui</a>.</p>"
                             "<p><img src=\"no.png\" alt=\"Sportello\"/></p></qti-item-body>"));
    const import::Import read = source.read(import::qti_format);
    CHECK(questions_of(read) == 1);
    CHECK_FALSE(read.report.has_errors());
    CHECK(read.report.count(import::Severity::warning) == 2);
}

TEST_CASE("qti: limits of parts of a test are reported, each kind once, with its line") {
    const auto read_test = [](const std::string& limits) {
        ImportSource source;
        source.add("a.xml",
                   item(std::string(score) + "<qti-item-body><p>Leggi.</p></qti-item-body>"));
        source.add("test.xml",
                   "<?xml version=\"1.0\"?>\n<qti-assessment-test "
                   "xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\" identifier=\"t\" "
                   "title=\"Prova\"><qti-test-part identifier=\"p\" navigation-mode=\"nonlinear\" "
                   "submission-mode=\"simultaneous\">\n<qti-assessment-section identifier=\"s\" "
                   "title=\"S\" visible=\"true\">" +
                       limits + "<qti-assessment-item-ref identifier=\"i\" href=\"a.xml\">" +
                       limits +
                       "</qti-assessment-item-ref></qti-assessment-section></qti-test-part>"
                       "</qti-assessment-test>");
        return source.read(import::qti_format);
    };
    const auto about_limits = [](const import::Import& read) {
        REQUIRE(questions_of(read) == 1);
        std::vector<std::size_t> lines;
        for (const auto& one : read.report.findings) {
            if (one.message.find("not obeyed") == std::string::npos) continue;
            CHECK(one.severity == import::Severity::warning);
            CHECK(one.file == "test.xml");
            CHECK_FALSE(one.mend.empty());
            lines.push_back(one.line);
        }
        return lines;
    };
    CHECK(about_limits(read_test("")).empty());
    CHECK(about_limits(read_test("<qti-time-limits max-time=\"60\"/>")) ==
          std::vector<std::size_t>{3});
    CHECK(about_limits(read_test("<qti-item-session-control max-attempts=\"2\"/>"
                                 "<qti-time-limits max-time=\"60\"/>")) ==
          std::vector<std::size_t>{3, 3});
}

TEST_CASE("qti: texts that are not for candidates are reported, with their place") {
    ImportSource source;
    source.add("a.xml", item(std::string(score) + "<qti-item-body><p>Leggi.</p></qti-item-body>"));
    source.add("test.xml",
               "<?xml version=\"1.0\"?>\n<qti-assessment-test "
               "xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\" identifier=\"t\" "
               "title=\"Prova\"><qti-test-part identifier=\"p\" navigation-mode=\"nonlinear\" "
               "submission-mode=\"simultaneous\"><qti-assessment-section identifier=\"s\" "
               "title=\"S\" visible=\"true\">\n<qti-rubric-block view=\"scorer tutor\">"
               "<qti-content-body><p>Per chi corregge</p></qti-content-body></qti-rubric-block>"
               "<qti-rubric-block view=\"candidate\"><qti-content-body><p>Per chi risponde</p>"
               "</qti-content-body></qti-rubric-block><qti-assessment-item-ref identifier=\"i\" "
               "href=\"a.xml\"/></qti-assessment-section></qti-test-part></qti-assessment-test>");
    const import::Import read = source.read(import::qti_format);
    REQUIRE(questions_of(read) == 1);
    const auto& sections = read.course.quizzes[0].languages[0].shown.sections;
    REQUIRE(sections.size() == 3);
    CHECK(sections[2].introduction.html == "<p>Per chi risponde</p>");
    const auto found =
        std::find_if(read.report.findings.begin(), read.report.findings.end(), [](const auto& one) {
            return one.message.find("for «scorer tutor» is left out") != std::string::npos;
        });
    REQUIRE(found != read.report.findings.end());
    CHECK(found->severity == import::Severity::warning);
    CHECK(found->file == "test.xml");
    CHECK(found->line == 3);
    CHECK_FALSE(found->mend.empty());
}

TEST_CASE("qti: scripts, formulas and unknown interactions are reported, their text stays") {
    ImportSource source;
    source.add("a.xml", item("<qti-response-declaration identifier=\"R\" cardinality=\"single\" "
                             "base-type=\"string\"/>" +
                             std::string(score) +
                             "<qti-item-body><p onclick=\"x()\">Calcola <math alttext=\"x^2\"/></p>"
                             "<script>alert(1)</script>"
                             "<qti-portable-custom-interaction response-identifier=\"R\" "
                             "custom-interaction-type-identifier=\"urn:graph\"/></qti-item-body>"));
    const import::Import read = source.read(import::qti_format);
    REQUIRE(questions_of(read) == 1);
    const QuestionPublic& shown = read.course.quizzes[0].languages[0].shown.questions[0];
    CHECK(shown.text.html.find("script") == std::string::npos);
    CHECK(shown.text.html.find("onclick") == std::string::npos);
    CHECK(shown.text.html.find("x^2") != std::string::npos);
    REQUIRE(shown.parts.size() == 1);
    CHECK(std::get<UnknownPart>(shown.parts[0].shape).type == "urn:graph");
    CHECK(findings_with(read, "MathML") == 1);
    CHECK(findings_with(read, "portableCustomInteraction") == 1);
}

TEST_CASE("qti: of what is drawn learners get only what the text shows") {
    ImportSource source;
    const auto drawn = [](const char* name, const char* value) {
        return std::string("<qti-set-template-value identifier=\"") + name + "\">" + value +
               "</qti-set-template-value>";
    };
    source.add(
        "a.xml",
        item("<qti-response-declaration identifier=\"RESPONSE\" cardinality=\"single\" "
             "base-type=\"integer\"/>" +
             std::string(score) +
             "<qti-template-declaration identifier=\"X\" cardinality=\"single\" "
             "base-type=\"integer\"/><qti-template-declaration identifier=\"ANSWER\" "
             "cardinality=\"single\" base-type=\"integer\"/><qti-template-processing>" +
             drawn("X", "<qti-random-integer min=\"1\" max=\"999\"/>") +
             drawn("ANSWER",
                   "<qti-product><qti-variable identifier=\"X\"/>"
                   "<qti-base-value base-type=\"integer\">3</qti-base-value>"
                   "</qti-product>") +
             "<qti-set-correct-response identifier=\"RESPONSE\"><qti-variable "
             "identifier=\"ANSWER\"/></qti-set-correct-response>"
             "</qti-template-processing><qti-item-body><p>Il triplo di "
             "<qti-printed-variable identifier=\"X\"/>? <qti-text-entry-interaction "
             "response-identifier=\"RESPONSE\"/></p></qti-item-body><qti-response-processing "
             "template=\"match_correct\"/>"));
    const import::Import read = source.read(import::qti_format);
    REQUIRE(questions_of(read) == 1);
    const AuthoredQuiz& quiz = read.course.quizzes[0];
    const QuestionPublic& shown = quiz.languages[0].shown.questions[0];
    REQUIRE(shown.variables.size() == 1);
    CHECK(shown.variables[0].name == "X");
    CHECK(shown.data_sets() > 10);
    // The right answer follows the data set that the seed gives.
    for (std::uint8_t i = 0; i < 20; ++i) {
        Seed seed;
        seed.bytes[0] = i;
        const auto set = data_set_of(shown.id, shown.data_sets(), seed);
        const Decimal x = shown.variables[0].values[set];
        const auto marked = [&](std::int64_t answer) {
            return grade(shown, quiz.key.questions[0], type_text(std::to_string(answer)), seed)
                .points;
        };
        const std::int64_t triple = std::stoll(decimal_text(x)) * 3;
        CHECK(marked(triple) == quiz.key.questions[0].points);
        CHECK(marked(triple + 1) == Points{});
    }
}
