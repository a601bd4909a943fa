#include "content/import/web/web_formats.hpp"

#include <algorithm>

#include "content/import/web/markdown_dialects.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/content/import/source/support.hpp"

using namespace approdo;
using namespace approdo::content;
using namespace approdo::import;

namespace {

Import read_folder_as(const Format& format, const std::string& folder) {
    const SourceFiles files(folder);
    return format.read({files, "", "sito"});
}

std::size_t count_of(std::string_view text, std::string_view what) {
    std::size_t count = 0;
    for (std::size_t at = text.find(what); at != std::string_view::npos;
         at = text.find(what, at + 1))
        ++count;
    return count;
}

std::size_t count_in(const AuthoredCourse& course, const std::string& language,
                     std::string_view what) {
    std::size_t count = 0;
    for (const AuthoredPage& page : course.pages)
        if (page.page.language == language) count += count_of(page.page.html, what);
    return count;
}

std::size_t missing_pictures(const Report& report, const std::string& folder) {
    return static_cast<std::size_t>(
        std::count_if(report.findings.begin(), report.findings.end(), [&](const Finding& one) {
            return one.file.starts_with(folder) && one.severity == Severity::warning &&
                   one.message.starts_with("the picture «") &&
                   (one.message.ends_with("» is not in the course") ||
                    one.message.find("» comes from the network") != std::string::npos);
        }));
}

}  // namespace

TEST_CASE("web: a site begins with its start page and goes on as its links lead") {
    CourseFolder folder;
    folder.write("index.html",
                 "<!DOCTYPE html><html lang=\"it\"><head><title>Il sito</title><style>x</style>"
                 "</head><body><h1>Inizio</h1><p>Vai a <a href=\"zeta.html#fine\">zeta</a>. "
                 "<a href=\"doc.pdf\">carta</a> <img src=\"img/a.png\" alt=\"una A\"></p>"
                 "<script>alert(1)</script></body></html>");
    folder.write("alfa.html", "<html><body><p>Non collegata</p></body></html>");
    folder.write("zeta.html", "<html><body><h1>Zeta</h1><h2 id=\"fine\">Fine</h2></body></html>");
    folder.write("due/beta.htm",
                 "<body><h1>Beta</h1><p><a href=\"../index.html\">su</a></p></body>");
    folder.write("img/a.png", "\x89PNG");
    folder.write("doc.pdf", "%PDF");
    const Import read = read_folder_as(html_format, folder.name());
    const Course& course = read.course.course;
    CHECK(course.title.in("it") == "Il sito");
    CHECK(course.languages == std::vector<std::string>{"it"});
    REQUIRE(course.modules.size() == 2);
    std::vector<std::string> titles;
    for (const Unit& unit : course.modules[0].units) titles.push_back(unit.variants[0].title);
    CHECK(titles == std::vector<std::string>{"Inizio", "Zeta", "alfa"});
    CHECK(course.modules[1].title.in("it") == "due");
    const std::string& html = read.course.pages.at(0).page.html;
    CHECK(html.find("unit:" + course.modules[0].units[1].id.hex() + "#fine") != std::string::npos);
    CHECK(html.find("alert") == std::string::npos);
    CHECK(html.find("Il sito") == std::string::npos);
    REQUIRE(read.course.files.size() == 2);
    CHECK(read.course.files[0].path == "doc.pdf");
    CHECK(read.course.files[1].path == "img/a.png");
    CHECK_FALSE(read.report.has_errors());
    CHECK(read.report.count(Severity::warning) == 1);  // the script
}

TEST_CASE("web: what a dot hides stays behind, and is named, but not what systems leave behind") {
    CourseFolder folder;
    folder.write("uno.md", "# Uno\n\nTesto.\n");
    folder.write(".bozze/due.md", "# Due\n\nTesto.\n");
    folder.write(".DS_Store", "x");
    folder.write("._uno.md", "x");
    const Import read = read_folder_as(markdown_format, folder.name());
    CHECK(read.course.pages.size() == 1);
    REQUIRE(read.report.count(Severity::warning) == 1);
    const auto found =
        std::find_if(read.report.findings.begin(), read.report.findings.end(),
                     [](const Finding& one) { return one.severity == Severity::warning; });
    CHECK(found->file == ".bozze");
    CHECK_FALSE(found->mend.empty());
}

TEST_CASE("web: folders called like languages are one course; pages stand in their order") {
    CourseFolder folder;
    folder.write("it/b.md", "---\ntitle: Prima\norder: 1\n---\nUno. [poi](a.md)\n");
    folder.write("it/a.md", "---\ntitle: Seconda\norder: 2\n---\nDue.\n");
    folder.write("en/a.md", "---\ntitle: Second\norder: 2\n---\nTwo.\n");
    folder.write("README.md", "# Not a page\n");
    const Import read = read_folder_as(markdown_format, folder.name());
    const Course& course = read.course.course;
    CHECK(course.languages == std::vector<std::string>{"it", "en"});
    REQUIRE(course.modules.size() == 1);
    REQUIRE(course.modules[0].units.size() == 2);
    CHECK(course.modules[0].units[0].variants.size() == 1);
    REQUIRE(course.modules[0].units[1].variants.size() == 2);
    CHECK(course.modules[0].units[1].variants[1].title == "Second");
    CHECK(read.course.pages[0].page.html.find("unit:" + course.modules[0].units[1].id.hex()) !=
          std::string::npos);
    CHECK(read.report.count(Severity::warning) == 0);
}

TEST_CASE("web: numbers in names are compared as numbers") {
    CourseFolder folder;
    for (const char* name : {"step_1.md", "step_2.md", "step_10.md"})
        folder.write(name, std::string("# ") + name + "\n\nil testo della pagina\n");
    const Import read = read_folder_as(markdown_format, folder.name());
    std::vector<std::string> slugs;
    for (const Unit& unit : read.course.course.modules.at(0).units) slugs.push_back(unit.slug);
    CHECK(slugs == std::vector<std::string>{"step-1", "step-2", "step-10"});
    CHECK(read.course.course.languages == std::vector<std::string>{"it"});
}

TEST_CASE("web: the open source guides of the corpus, in four languages") {
    const auto folder = corpus_folder("markdown-course/opensource-guide");
    if (!folder) return;
    const Import read = read_folder_as(markdown_format, folder->string());
    const Course& course = read.course.course;
    CHECK(course.languages == std::vector<std::string>{"en", "it", "ar", "ja"});
    REQUIRE(course.modules.size() == 1);
    CHECK(course.modules[0].units.size() == 13);
    CHECK(read.course.pages.size() == 13 + 12 * 3);
    struct Expected {
        const char* language;
        std::size_t asides;
        std::size_t pictures;
    };
    for (const Expected& one : {Expected{"it", 68, 59 + 13},
                                {"en", 69, 60 + 14},
                                {"ar", 68, 59 + 14},
                                {"ja", 68, 59 + 14}}) {
        INFO(one.language);
        CHECK(count_in(read.course, one.language, "<aside") == one.asides);
        // One of them stands twice in its page, and is said once.
        CHECK(missing_pictures(read.report, std::string(one.language) + "/") == one.pictures - 1);
    }
    const auto arabic =
        std::find_if(read.course.pages.begin(), read.course.pages.end(),
                     [](const AuthoredPage& page) { return page.page.language == "ar"; });
    REQUIRE(arabic != read.course.pages.end());
    CHECK(arabic->page.direction == Direction::right_to_left);
}

TEST_CASE("web: a course of the corpus whose languages do not line up, with its pictures missing") {
    const auto folder = corpus_folder("markdown-course/rock-paper-scissors");
    if (!folder) return;
    const Import read = read_folder_as(markdown_format, folder->string());
    const Course& course = read.course.course;
    CHECK(course.languages == std::vector<std::string>{"it-IT", "en", "ar-SA"});
    CHECK(course.title.in("it-IT") == "Sasso, Carta, Forbici");
    REQUIRE(course.modules.size() == 1);
    REQUIRE(course.modules[0].units.size() == 6);
    for (const Unit& unit : course.modules[0].units) CHECK(unit.variants.size() == 3);
    CHECK(course.modules[0].units[4].variants[0].title == "Sfida: Disegni ASCII");
    CHECK(missing_pictures(read.report, "it-IT/") == 19 + 1);
    CHECK(missing_pictures(read.report, "ar-SA/") == 19 + 1);
    CHECK(missing_pictures(read.report, "en/") == 0);
}

TEST_CASE("web: Markdown within HTML, and the marks of other tools, are read as they are meant") {
    CHECK(common_markdown("a\n```\n--- task ---\n{:x}\n```\nb") ==
          "a\n```\n--- task ---\n{:x}\n```\nb\n");
    // What is no mark, and what a program holds, stays.
    for (const char* const whole :
         {"a\n--- fine ---\nb\n", "    --- task ---\n    --- /task ---\n", "```a``` {:x}\n",
          "~~~~\n```\n--- task ---\n~~~\n--- /task ---\n~~~~\n", "f(x){:y}\n", "- a\n    - b  \n"})
        CHECK(common_markdown(whole) == whole);
    CHECK(common_markdown("--- code ---\n````\n--- /code ---\n") == "\n`````\n````\n`````\n\n");
    CHECK(common_markdown("<aside markdown=\"1\">\n  - a\n    - b  \n</aside>\n") ==
          "<aside>\n\n- a\n  - b  \n\n</aside>\n\n");
    CHECK(common_markdown("[a](b){:target=\"_blank\"} {: it is } {:") == "[a](b) {: it is } {:\n");
    CourseFolder folder;
    folder.write(
        "a.md",
        "# Uno\n\n<aside markdown=\"1\" class=\"quote\">\n  <img src=\"x.png\" alt=\"io\">\n"
        "  Detto *bene*.\n  <p markdown=\"1\">\n— [chi](https://example.org/chi)\n  </p>\n"
        "</aside>\n\nDopo.\n\n--- collapse ---\n---\ntitle: Note\n---\nDentro.\n"
        "--- /collapse ---\n\n--- code ---\n---\nlanguage: python\nfilename: a.py\n---\n"
        "print('<b>')\n--- /code ---\n");
    const Import read = read_folder_as(markdown_format, folder.name());
    REQUIRE(read.course.pages.size() == 1);
    const std::string& html = read.course.pages[0].page.html;
    INFO(html);
    CHECK(html.find("<em>bene</em>") != std::string::npos);
    CHECK(html.find("<a href=\"https://example.org/chi\"") != std::string::npos);
    CHECK(html.find("<strong>Note</strong>") != std::string::npos);
    CHECK(html.find("print('&lt;b&gt;')") != std::string::npos);
    for (const char* const mark : {"---", "language:", "title:", "](", "<h2", "markdown="})
        CHECK(html.find(mark) == std::string::npos);
}
