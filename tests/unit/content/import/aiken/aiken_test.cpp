#include "content/import/aiken/aiken.hpp"

#include "content/import/aiken/aiken_format.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/content/import/source/support.hpp"

using namespace approdo;
using namespace approdo::import;

namespace {

struct Parsed {
    std::vector<AikenQuestion> questions;
    std::vector<std::string> findings;
};
Parsed parsed(std::string_view text) {
    Report report;
    Parsed result;
    result.questions = parse_aiken(text, "q.txt", report);
    for (const Finding& one : report.findings)
        result.findings.push_back(place_of(one) + ": " + one.message);
    return result;
}

}  // namespace

TEST_CASE("aiken: questions are read, whichever mark stands behind the letters") {
    const Parsed read = parsed(
        "\xEF\xBB\xBFQuale?\r\nA. uno\r\nB. due\r\nANSWER: B\r\nE qui?\r\nA) x\r\nB) y: z\r\n"
        "C) w\r\nANSWER: A");
    CHECK(read.findings.empty());
    REQUIRE(read.questions.size() == 2);
    CHECK(read.questions[0].text == "Quale?");
    CHECK(read.questions[0].right == 'B');
    CHECK(read.questions[1].options.size() == 3);
    CHECK(read.questions[1].options[1].text == "y: z");
    CHECK(read.questions[1].line == 5);
}

TEST_CASE("aiken: what is not Aiken is reported by line, and the rest is read") {
    const std::string good = "Buona?\nA. sì\nB. no\nANSWER: A\n\n";
    const auto finding = [&](const std::string& bad) {
        const Parsed read = parsed(good + bad + "\n\n" + good);
        CHECK(read.questions.size() == 2);
        REQUIRE(read.findings.size() == 1);
        return read.findings[0];
    };
    CHECK(finding("Q?\nA. x\nB. y\nAnswer: A") ==
          "q.txt:9: the answer is not written as Aiken demands");
    CHECK(finding("Q?\nA. x\nB. y\nANSWER: A, B") ==
          "q.txt:9: the answer is not written as Aiken demands");
    CHECK(finding("answer: a") == "q.txt:6: the answer is not written as Aiken demands");
    CHECK(finding("Q?\nA. x\nB. y\nANSWER: C") ==
          "q.txt:6: the answer names an option that is not there");
    CHECK(finding("Q?\nA. x\nA. y\nANSWER: A") == "q.txt:6: two options have the same letter");
    CHECK(finding("Q?\nA. x\nANSWER: A") == "q.txt:6: a question has fewer than two options");
    CHECK(finding("Q?\nA. x\nB. y") == "q.txt:6: a question ends without its line «ANSWER:»");
    CHECK(parsed("Prima riga\nSeconda?\n" + good.substr(7)).findings ==
          std::vector<std::string>{"q.txt:1: lines that are no Aiken were left out: 1"});
}

TEST_CASE("aiken: the files of the corpus") {
    const auto folder = corpus_folder("aiken");
    if (!folder) return;
    const Parsed strict = parsed(read_whole(*folder / "readme-example.txt"));
    CHECK(strict.findings.empty());
    REQUIRE(strict.questions.size() == 2);
    CHECK(strict.questions[0].right == 'C');
    CHECK(strict.questions[1].options.size() == 4);
    const Parsed extended = parsed(read_whole(*folder / "extended-not-strict.txt"));
    CHECK(extended.questions.size() == 2);
    CHECK(extended.findings.size() > 10);
}

TEST_CASE("aiken: a file becomes a quiz, with ids that stay") {
    CourseFolder folder;
    folder.write("q.txt",
                 "Quale?\nA. uno\nB. due\nANSWER: B\n\nQuale?\nA. uno\nB. due\nANSWER: A\n");
    const SourceFiles files(folder.name());
    const Source source{files, "q.txt", "q"};
    CHECK(aiken_format.recognises(source));
    const Import read = aiken_format.read(source);
    CHECK_FALSE(read.report.has_errors());
    REQUIRE(read.course.quizzes.size() == 1);
    const auto& questions = read.course.quizzes[0].languages.at(0).shown.questions;
    REQUIRE(questions.size() == 2);
    CHECK(questions[0].id != questions[1].id);
    CHECK(read.course.course == aiken_format.read(source).course.course);
    folder.write("empty.txt", "ANSWER: B\n");
    CHECK(aiken_format.read({files, "empty.txt", "empty"}).report.has_errors());
}
