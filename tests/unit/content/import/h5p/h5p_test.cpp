#include "content/import/h5p/h5p.hpp"

#include "content/import/h5p/json.hpp"
#include "content/model/encoding.hpp"
#include "tests/support/import_source.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content;
using namespace approdo::import;
using approdo::test::ImportSource;
using approdo::test::says;
using approdo::test::text_of;

namespace {

constexpr std::string_view definition = R"({"title":"Prova","language":"it",
 "mainLibrary":"H5P.Quiz","embedTypes":["div"],"license":"CC BY",
 "authors":[{"name":"Ufficio","role":"Author"}],
 "preloadedDependencies":[{"machineName":"H5P.Quiz","majorVersion":"1","minorVersion":2}]})";
constexpr std::string_view library = R"({"machineName":"H5P.Quiz","title":"Quiz",
 "majorVersion":1,"minorVersion":2,"patchVersion":7,"runnable":1,
 "preloadedJs":[{"path":"js/a.js"}],"preloadedCss":[{"path":"a.css"}]})";
constexpr std::string_view semantics = R"([
 {"name":"question","type":"text"},
 {"name":"score","type":"number","min":0,"max":10,"default":1},
 {"name":"kind","type":"select","options":[{"value":"a"},{"value":"b"}],"default":"a"},
 {"name":"flag","type":"boolean","optional":true},
 {"name":"media","type":"group","fields":[{"name":"type","type":"library","optional":true}]},
 {"name":"list","type":"list","max":2,"optional":true,
  "field":{"type":"group","fields":[{"name":"a","type":"text"},
                                    {"name":"b","type":"text","optional":true}]}}])";

Import read(std::string_view content, std::string_view h5p = definition) {
    ImportSource source;
    source.add("h5p.json", h5p)
        .add("content/content.json", content)
        .add("H5P.Quiz-1.2/library.json", library)
        .add("H5P.Quiz-1.2/semantics.json", semantics)
        .add("H5P.Quiz-1.2/js/a.js", "1")
        .add("H5P.Quiz-1.2/a.css", "");
    CHECK(source.is_recognised(h5p_format));
    return source.read(h5p_format);
}

const H5pPackage& h5p_of(const Import& result) {
    return std::get<H5pPackage>(result.course.foreign.at(0).package.shape);
}

}  // namespace

TEST_CASE("h5p: a package becomes a unit with its libraries and its words") {
    const Import result = read(R"({"question":"Perch\u00e9?","score":3,"kind":"b",
        "list":[{"a":"x"}]})");
    INFO(text_of(result.report));
    CHECK(result.report.findings.empty());
    const H5pPackage& h5p = h5p_of(result);
    CHECK(h5p.main_library == H5pVersion{"H5P.Quiz", 1, 2});
    REQUIRE(h5p.libraries.size() == 1);
    CHECK(h5p.libraries[0].patch == 7);
    CHECK(h5p.libraries[0].runnable);
    CHECK(h5p.libraries[0].scripts == std::vector<std::string>{"js/a.js"});
    const Course& course = result.course.course;
    CHECK(course.title.in("it") == "Prova");
    CHECK(course.licence == "CC BY");
    CHECK(course.authors == std::vector<std::string>{"Ufficio"});
    CHECK(course.modules.at(0).units.at(0).foreign_format == "h5p");
    CHECK(result.course.files.size() == 6);
}

TEST_CASE("h5p: parameters that do not fit the library's semantics are named by their place") {
    const auto finds = [](std::string_view content, std::string_view words) {
        const Import result = read(content);
        INFO(text_of(result.report));
        CHECK_FALSE(result.report.has_errors());
        return says(result.report, words);
    };
    CHECK(finds(R"({"score":1})", "at «question»: the library asks for this"));
    CHECK(finds(R"({"question":5})", "at «question»: the library expects words"));
    CHECK(finds(R"({"question":"a","score":11})", "outside of what the library allows"));
    CHECK(finds(R"({"question":"a","kind":"c"})", "the library has no option «c»"));
    CHECK(finds(R"({"question":"a","flag":"yes"})", "expects yes or no"));
    CHECK(finds(R"({"question":"a","list":[{"a":"1"},{"a":"2"},{"a":"3"}]})",
                "allows 2 entries at most"));
    CHECK(finds(R"({"question":"a","list":[{"b":"1"}]})", "at «list[1].a»"));
    CHECK(finds(R"({"question":"a","list":5})", "expects a list"));
}

TEST_CASE("h5p: libraries named within are followed, absent ones reported") {
    const Import result =
        read(R"({"question":"a","media":{"library":"H5P.Image 1.1","params":{}}})");
    CHECK(h5p_of(result).in_content == std::vector<H5pVersion>{{"H5P.Image", 1, 1}});
    CHECK(says(result.report, "does not bring the library «H5P.Image 1.1»"));
    const Import nested =
        read(R"({"question":"a","media":{"library":"H5P.Quiz 1.2","params":{"score":20}}})");
    CHECK(says(nested.report, "at «media.score»"));
}

TEST_CASE("h5p: files of kinds that are not allowed are left out and named") {
    ImportSource source;
    source.add("h5p.json", definition)
        .add("content/content.json", R"({"file":{"path":"images/gone.png","mime":"image/png"}})")
        .add("content/page.html", "x")
        .add("content/run.js", "x")
        .add("content/images/a.png", "x")
        .add("H5P.Quiz-1.2/library.json", library)
        .add("H5P.Quiz-1.2/js/a.js", "1")
        .add("H5P.Quiz-1.2/run.php", "x");
    const Import result = source.read(h5p_format);
    INFO(text_of(result.report));
    std::size_t left_out = 0;
    for (const Finding& one : result.report.findings)
        left_out += one.message.find("no file of this kind") != std::string::npos ? 1 : 0;
    CHECK(left_out == 3);
    CHECK(result.course.files.size() == 5);
    CHECK(says(result.report, "lacks its file «images/gone.png»"));
    CHECK(says(result.report, "lacks its file «a.css»"));
}

TEST_CASE("h5p: what cannot be a package is refused with the file") {
    const auto refused = [](const Import& result, std::string_view words) {
        INFO(text_of(result.report));
        return result.report.has_errors() && result.course.course.modules.empty() &&
               says(result.report, words);
    };
    CHECK(refused(read("{\n\"a\":\n}"), "no JSON"));
    CHECK(refused(read("{}", R"({"mainLibrary":""})"), "does not name its main library"));
    CHECK(refused(read("{}", R"({"mainLibrary":"H5P.X","preloadedDependencies":[]})"),
                  "is not among the dependencies"));
    ImportSource empty;
    empty.add("h5p.json", definition);
    CHECK(refused(empty.read(h5p_format), "this file is not in the package"));
    CHECK(read("{\n\"a\":\n}").report.findings.at(0).line == 3);
}

TEST_CASE("h5p: JSON that is nested without end is refused, not followed") {
    CHECK(read(std::string(100'000, '[')).report.has_errors());
}

TEST_CASE("h5p corpus: both packages, with their libraries and dependencies") {
    if (!test::corpus()) return;
    struct Expected {
        const char* file;
        const char* title;
        H5pVersion main;
        std::size_t files, dependencies, libraries;
    };
    const Expected all[] = {
        {"h5p/h5p-test-truefalse.h5p", "Hello World", {"H5P.TrueFalse", 1, 6}, 107, 8, 10},
        {"h5p/arithmetic-quiz.h5p", "Arithmetic Quiz", {"H5P.ArithmeticQuiz", 1, 1}, 125, 9, 10}};
    for (const Expected& one : all) {
        ImportSource source;
        source.add_corpus(one.file);
        REQUIRE(source.is_recognised(h5p_format));
        const Import result = source.read(h5p_format);
        INFO(one.file << "\n" << text_of(result.report));
        CHECK(result.report.count(Severity::warning) == 0);
        CHECK(result.course.files.size() == one.files);
        CHECK(result.course.course.title.texts.at(0).text == one.title);
        const H5pPackage& h5p = h5p_of(result);
        CHECK(h5p.main_library == one.main);
        CHECK(h5p.needs.size() == one.dependencies);
        CHECK(h5p.libraries.size() == one.libraries);
        const ForeignPackage& package = result.course.foreign.at(0).package;
        CHECK(decode<ForeignPackage>(encode(package)).value() == package);
    }
}
