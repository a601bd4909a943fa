// Nothing of a question goes silently: what is not kept has its line in the report, with advice.
#include <algorithm>

#include "content/import/moodle/moodle_xml.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::import;

namespace {

// What the report says of one question, which stands in the third line.
std::vector<Finding> findings_of(const std::string& type, const std::string& rest,
                                 const std::string& text = "Testo") {
    const test::TempDir folder;
    const SourceFiles files(folder.path().string());
    files.write("domande.xml",
                "<?xml version=\"1.0\"?>\n<quiz>\n<question type=\"" + type +
                    "\"><name><text>Nome</text></name><questiontext format=\"html\"><text>"
                    "<![CDATA[" +
                    text + "]]></text></questiontext>" + rest + "</question></quiz>");
    return read_moodle_xml({files, "domande.xml", "Domande"}).report.findings;
}

void check_loss(const std::vector<Finding>& findings, const std::string& part,
                Severity severity = Severity::warning) {
    INFO(part);
    const auto found = std::find_if(findings.begin(), findings.end(), [&](const Finding& one) {
        return one.message.find(part) != std::string::npos;
    });
    REQUIRE(found != findings.end());
    CHECK(found->severity == severity);
    CHECK(found->file == "domande.xml");
    CHECK(found->line == 3);
    if (severity == Severity::warning) CHECK_FALSE(found->mend.empty());
}

std::string pair_of(const std::string& left, const std::string& right) {
    return "<subquestion format=\"html\"><text>" + left + "</text><answer><text>" + right +
           "</text></answer></subquestion>";
}

std::string ordering(const std::string& how) {
    return how + "<answer fraction=\"1\"><text>uno</text></answer>" +
           "<answer fraction=\"2\"><text>due</text></answer>" +
           "<answer fraction=\"3\"><text>tre</text></answer>";
}

const std::string picture =
    "<file name=\"p.png\" path=\"/\" encoding=\"base64\">iVBORw0KGgo=</file>";

}  // namespace

TEST_CASE("moodle losses: half a pair, and right sides that were not to be shuffled") {
    const std::string pairs = pair_of("Roma", "Lazio") + pair_of("Trapani", "Sicilia");
    CHECK(findings_of("matching", pairs).empty());
    check_loss(findings_of("matching", pairs + pair_of("Napoli", "")), "has no right side");
    check_loss(findings_of("matching", "<shuffleanswers>false</shuffleanswers>" + pairs),
               "not as they were written", Severity::advice);
}

TEST_CASE("moodle losses: an ordering that is marked otherwise, or shows a part of its things") {
    CHECK(
        findings_of("ordering", ordering("<gradingtype>ABSOLUTE_POSITION</gradingtype>")).empty());
    check_loss(
        findings_of("ordering", ordering("<gradingtype>LONGEST_ORDERED_SUBSET</gradingtype>")),
        "is marked by «LONGEST_ORDERED_SUBSET»");
    check_loss(findings_of("ordering", ordering("<selectcount>2</selectcount>")),
               "not 2 drawn from them");
}

TEST_CASE("moodle losses: choices side by side in a text") {
    check_loss(findings_of("cloze", "", "{1:MULTICHOICE_H:=a~b}"), "stand one below the other",
               Severity::advice);
    check_loss(findings_of("cloze", "", "{1:MRHS:=a~b}"), "stand one below the other",
               Severity::advice);
    CHECK(findings_of("cloze", "", "{1:MULTICHOICE_VS:=a~b} {1:MULTICHOICE:=a~b}").empty());
}

TEST_CASE("moodle losses: words to drag that fit once, and places without anything to drag") {
    check_loss(findings_of("ddwtos", "<dragbox><text>mare</text><group>1</group></dragbox>",
                           "Il [[1]] calmo"),
               "where one may be chosen twice");
    const std::string drag =
        "<drag><no>1</no><text>porta</text><draggroup>1</draggroup></drag>"
        "<drop><text></text><no>1</no><choice>1</choice><xleft>5</xleft><ytop>5</ytop></drop>";
    check_loss(findings_of("ddimageortext",
                           picture + drag +
                               "<drop><text></text><no>2</no><choice>7</choice><xleft>1</xleft>"
                               "<ytop>1</ytop></drop>"),
               "for nothing that there is to drag");
}

TEST_CASE("moodle losses: areas in shapes that nobody knows") {
    const std::string marker = "<drag><no>1</no><text>porta</text><noofdrags>1</noofdrags></drag>";
    const auto drop = [](const std::string& shape, const std::string& coordinates) {
        return "<drop><no>1</no><shape>" + shape + "</shape><coords>" + coordinates +
               "</coords><choice>1</choice></drop>";
    };
    const std::string known = picture + marker + drop("circle", "10,10;5");
    CHECK(findings_of("ddmarker", known).empty());
    check_loss(findings_of("ddmarker", known + drop("star", "1,1;2,2")), "cannot be read");
    check_loss(findings_of("ddmarker", known + drop("polygon", "1,1;2,2")), "cannot be read");
}

TEST_CASE("moodle losses: units without a multiplier, or beyond all bounds") {
    const auto unit = [](const std::string& multiplier) {
        return "<answer fraction=\"100\"><text>5</text></answer><units><unit><multiplier>" +
               multiplier + "</multiplier><unit_name>m</unit_name></unit></units>";
    };
    CHECK(findings_of("numerical", unit("1")).empty());
    check_loss(findings_of("numerical", unit("")), "has no multiplier");
    check_loss(findings_of("numerical", unit("3e40")), "beyond all bounds");
}

TEST_CASE("moodle losses: a question that was hidden is asked, and named") {
    const std::string pairs = pair_of("Roma", "Lazio") + pair_of("Trapani", "Sicilia");
    CHECK(findings_of("matching", "<hidden>0</hidden>" + pairs).empty());
    check_loss(findings_of("matching", "<hidden>1</hidden>" + pairs), "was hidden in Moodle");
}

TEST_CASE(
    "moodle: a file of more than a device opens becomes several quizzes, matchings included") {
    const test::TempDir folder;
    const SourceFiles files(folder.path().string());
    std::string text = "<?xml version=\"1.0\"?>\n<quiz>";
    const std::string words(300'000, 'x');
    text +=
        "<question type=\"randomsamatch\"><name><text>Abbina</text></name><questiontext>"
        "<text>Abbina</text></questiontext></question>";
    for (int i = 0; i < 60; ++i)
        text += "<question type=\"shortanswer\"><name><text>N" + std::to_string(i) +
                "</text></name><questiontext format=\"html\"><text>" + words +
                "</text></questiontext><answer fraction=\"100\"><text>r" + std::to_string(i) +
                "</text></answer></question>";
    files.write("domande.xml", text + "</quiz>");
    const Import read = read_moodle_xml({files, "domande.xml", "Domande"});
    CHECK_FALSE(read.report.has_errors());
    REQUIRE(read.course.quizzes.size() == 3);
    std::size_t questions = 0;
    for (const content::AuthoredQuiz& quiz : read.course.quizzes)
        questions += quiz.question_count();
    CHECK(questions == 61);
    CHECK(read.course.quizzes[0].elsewhere != nullptr);
    const content::WholeQuiz first(read.course.quizzes[0]);
    const auto& matching = first->languages[0].shown.questions.at(0);
    CHECK(std::get<content::MatchPart>(matching.parts.at(0).shape).left.size() == 60);
    CHECK(
        std::any_of(read.report.findings.begin(), read.report.findings.end(), [](const auto& one) {
            return one.severity == Severity::advice &&
                   one.message.find("they became 3 quizzes") != std::string::npos;
        }));
}
