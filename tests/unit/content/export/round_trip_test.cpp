#include <algorithm>

#include "content/export/course_folder.hpp"
#include "content/export/gift_writer.hpp"
#include "content/export/whole_question.hpp"
#include "content/import/folder/folder.hpp"
#include "content/model/encoding.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/source_dir.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/content/import/source/support.hpp"

using namespace approdo;
using namespace approdo::content;

namespace {

class DiskSink : public content_export::FolderSink {
  public:
    explicit DiskSink(const CourseFolder& folder) : folder_(folder) {}
    Result<void> write(const std::string& path, ByteView bytes) override {
        folder_.write(path, std::string(text_of(bytes)));
        return {};
    }
    Result<void> copy(const std::string& path, const AuthoredFile& file) override {
        folder_.write(path, read_whole(file.source));
        return {};
    }

  private:
    const CourseFolder& folder_;
};

AuthoredCourse loaded(const CourseFolder& folder) {
    test::SeededRandom random(3);
    const import::FolderCheck result = import::check(folder.name(), random);
    for (const import::Finding& one : result.report.findings) {
        INFO(import::line_of(one, import::name_of(one.severity)));
        CHECK(one.severity != import::Severity::error);
    }
    auto course = import::load(folder.name());
    REQUIRE(course.ok());
    return std::move(course).value();
}

void check_same(const AuthoredCourse& again, const AuthoredCourse& course) {
    CHECK(again.course == course.course);
    CHECK(encode(again.course) == encode(course.course));
    REQUIRE(again.pages.size() == course.pages.size());
    for (std::size_t i = 0; i < course.pages.size(); ++i) {
        INFO(course.pages[i].path);
        CHECK(again.pages[i].path == course.pages[i].path);
        CHECK(again.pages[i].page.html == course.pages[i].page.html);
        CHECK(again.pages[i].page == course.pages[i].page);
    }
    REQUIRE(again.quizzes.size() == course.quizzes.size());
    for (std::size_t i = 0; i < course.quizzes.size(); ++i) {
        const AuthoredQuiz& left = again.quizzes[i];
        const AuthoredQuiz& right = course.quizzes[i];
        REQUIRE(left.languages.size() == right.languages.size());
        for (std::size_t n = 0; n < left.languages.size(); ++n) {
            const QuizPublic& a = left.languages[n].shown;
            const QuizPublic& b = right.languages[n].shown;
            CHECK(a.settings == b.settings);
            CHECK(a.introduction == b.introduction);
            REQUIRE(a.questions.size() == b.questions.size());
            for (std::size_t q = 0; q < a.questions.size(); ++q) {
                INFO(b.questions[q].title << ": " << b.questions[q].text.html << " / "
                                          << a.questions[q].text.html);
                CHECK(a.questions[q] == b.questions[q]);
                CHECK(left.key.questions[q] == right.key.questions[q]);
            }
            CHECK(encode(a) == encode(b));
        }
        CHECK(encode(left.key) == encode(right.key));
    }
    CHECK(again.files.size() == course.files.size());
}

void check_round_trip(const CourseFolder& folder) {
    const AuthoredCourse course = loaded(folder);
    const CourseFolder copy;
    DiskSink sink(copy);
    const auto exported = content_export::write_folder(course, sink);
    REQUIRE(exported.ok());
    CHECK(exported->dropped.empty());
    check_same(loaded(copy), course);
}

}  // namespace

TEST_CASE("export: a course folder written and read again is the same course") {
    const CourseFolder folder;
    folder.write("course.toml",
                 "title = { it = \"Prova \\\"uno\\\"\", en = \"Trial\" }\nlanguages = [\"it\", "
                 "\"en\"]\nhours = 2.25\n"
                 "time_zone = \"Europe/Rome\"\navailable_from = "
                 "2026-09-01\n[rules]\nunits_completed = 66.66667\npass_mark = 60\n"
                 "attended_minutes_min = 90\n"
                 "[[modules]]\ntitle = \"Uno\"\n[[modules.units]]\nfile = "
                 "\"a/pagina.md\"\nminutes_min = 2\nto_be_done_again = 1\n"
                 "[[modules]]\ntitle = \"Due\"\nafter = [\"uno\"]\n[[modules.units]]\nfile = "
                 "\"a/quiz.gift\"\nafter = [\"uno/pagina\"]\n"
                 "[[modules.units]]\nfile = \"b/suono.ogg\"\nduration = \"1:05\"\ncaptions = "
                 "\"b/suono.vtt\"\ntranscript = \"b/testo.md\"\n");
    folder.write("a/pagina.md",
                 "# Titolo & altro\n\nUn *testo* con [link](#sotto), [quiz](quiz.gift), "
                 "[fuori](https://example.org/?a=1&b=2).\n\n## Sotto\n\n"
                 "| a | b |\n|---|---|\n| 1 | \"2\" |\n\n```\n\nriga\n```\n\n- [x] "
                 "fatto\n\n![due](img/p%201.svg)\n");
    folder.write(
        "a/pagina.en.md",
        "# Title\n\n<p lang=\"ar\" dir=\"rtl\">\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7</p>\n");
    folder.write("a/pagina.narration.ogg", "OggS");
    folder.write("a/pagina.narration.vtt",
                 "WEBVTT\n\n00:00.000 --> 00:01.500\nUn testo con link, quiz, fuori.\n");
    folder.write("a/img/p 1.svg",
                 "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30 20\"></svg>");
    folder.write("b/suono.ogg", "OggS");
    folder.write("b/suono.vtt", "WEBVTT\n");
    folder.write("b/testo.md", "# Trascrizione\n\nParole.\n");
    const std::string quiz =
        "// approdo: mode=timed time=90s pass=60% attempts=2 shuffle=questions pick=5 "
        "feedback=after-closing,no-answers counts=last one-way=yes invigilated=yes\n"
        "// approdo: introduction=\"Ciao <b>a \\\"tutti\\\"</b>\"\n\n$CATEGORY: uno/due\n\n"
        "Vero? {F#No\\: \\{2\\} \\= 3#}\n\n"
        "// approdo: order=fixed points=1.5 penalty=25% hint=\"Pensa \\\"bene\\\"\" "
        "scoring=all-or-nothing\n::Una \\: due:: [markdown]Quale **di**\\n\\nqueste "
        "![due](img/p%201.svg) {\n=a \\{x\\}#giusto\n~%50%b\n~%-50%c#no\n####Sempre.}\n\n"
        "Molte {~%33.33333%a ~%33.33333%b ~%33.33333%c ~%-100%d}\n\n"
        "La parola {=Comune*#si =%50%comun\\=e =\\\\*} manca.\n\n"
        "// approdo: units=m:1,cm:0.01 unit-required=yes unit-penalty=25%\nNumero {#=5:0.1#bene "
        "=%50%4..6 =%0%*#altro}\n\n"
        "// approdo: scoring=all-or-nothing\nUnisci {=uno -> one =due -> two =tre -> two = -> "
        "four}\n\n"
        "// approdo: type=ordering scoring=neighbours\nOrdina {=primo =secondo =terzo}\n\n"
        "// approdo: type=cloze\nEntro {#20} giorni in {3:=Comune#si}; o {~A =B}. {T}\n\n"
        "// approdo: lines=10 words=50-300\nRacconta {####Una guida.}\n\n"
        "// approdo: type=file media=application/pdf,image/png size=5MB files=2\nConsegna {}\n\n"
        "// [tag:x]\nSolo un testo.\n";
    folder.write("a/quiz.gift", quiz);
    folder.write("a/quiz.en.gift", quiz);
    check_round_trip(folder);
}

TEST_CASE("export: the sample course, written and read again, is the same course") {
    const CourseFolder folder;
    const std::filesystem::path sample = test::source_dir() / "content/samples/accoglienza";
    std::filesystem::copy(sample, folder.path(), std::filesystem::copy_options::recursive);
    check_round_trip(folder);
}

namespace {

AuthoredCourse course_with_quiz(const CourseFolder& folder, const std::string& gift) {
    folder.write("course.toml",
                 "title = \"Prova\"\nlanguage = \"it\"\n[[modules]]\ntitle = \"Uno\"\n"
                 "[[modules.units]]\nfile = \"quiz.gift\"\n");
    folder.write("quiz.gift", gift);
    return loaded(folder);
}

// What is read of the course once it is written.
AuthoredCourse again(const AuthoredCourse& course) {
    const CourseFolder copy;
    DiskSink sink(copy);
    const auto written = content_export::write_folder(course, sink);
    REQUIRE(written.ok());
    CHECK(written->dropped.empty());
    return loaded(copy);
}

}  // namespace

TEST_CASE("export: blanks, line breaks, paragraphs and gaps at an edge come back as they were") {
    const CourseFolder folder;
    AuthoredCourse course = course_with_quiz(
        folder, "::Uno:: Chi {=qui ~là} va?\n\n// approdo: hint=\"a\"\nVero? {T####Sempre}\n");
    QuizPublic& quiz = course.quizzes[0].languages[0].shown;
    quiz.introduction = {"<p>Prima  riga\n  rientrata</p>", "it", Direction::inherit};
    quiz.questions[0].text.html =
        "<h1>Chi</h1><p>va<span data-part=\"1\"></span></p> <p>Due\n  blanks,\tun tab</p>";
    std::get<ChoicePart>(quiz.questions[0].parts[0].shape).options[0].text.html = "<p>qui</p>";
    quiz.questions[1].text.html = "<p>Vero?</p>";
    QuestionKey& key = course.quizzes[0].key.questions[1];
    key.hints[0].texts[0].html = "<pre>\n\na\n  b</pre>";
    key.feedback[0].text.texts[0].html = "<p>Sempre  e\n dovunque</p>";
    check_same(again(course), course);
}

TEST_CASE("export: sections and rules of a quiz are kept, and a question without a word") {
    const CourseFolder folder;
    AuthoredCourse course =
        course_with_quiz(folder, "::Uno:: Chi? {=qui ~là}\n\n::Due:: Solo testo.\n");
    QuizPublic& quiz = course.quizzes[0].languages[0].shown;
    quiz.questions[1].text = {};
    QuizSection section;
    section.name = "S1";
    section.title = "Prima parte";
    section.drawn = 1;
    for (const QuestionPublic& question : quiz.questions)
        section.members.emplace_back().question = question.id;
    quiz.sections = {section};
    QuizRules& rules = course.quizzes[0].key.rules;
    rules.roles.push_back({"uno", quiz.questions[0].id, {"facili"}, {{"W", 2.0}}, {}, {}});
    rules.points_max = {3'000'000};
    check_same(again(course), course);
    quiz.questions[1].title.clear();
    check_same(again(course), course);
    // What an author adds belongs to the quiz as well.
    const CourseFolder copy;
    DiskSink sink(copy);
    REQUIRE(content_export::write_folder(course, sink).ok());
    copy.write("quiz.gift", copy.read("quiz.gift") + "Una in più? {T}\n");
    const AuthoredCourse more = loaded(copy);
    const QuizPublic& shown = more.quizzes[0].languages[0].shown;
    REQUIRE(shown.questions.size() == 3);
    REQUIRE(shown.sections.at(0).members.size() == 3);
    CHECK(shown.sections[0].members[2].question == shown.questions[2].id);
}

TEST_CASE("export: a quiz without questions can be read again, where nobody has to do it") {
    const CourseFolder folder;
    AuthoredCourse course = course_with_quiz(folder, "Vero? {T}\n");
    course.quizzes[0].languages[0].shown.questions.clear();
    course.quizzes[0].key.questions.clear();
    course.course.modules[0].units[0].required = false;
    check_same(again(course), course);
    course.course.modules[0].units[0].required = true;
    const CourseFolder copy;
    DiskSink sink(copy);
    REQUIRE(content_export::write_folder(course, sink).ok());
    CHECK(import::read_folder(copy.name()).report.has_errors());
}

TEST_CASE("export: what GIFT cannot say is kept as text and listed") {
    QuizPublic quiz;
    quiz.language = "it";
    QuestionPublic question;
    question.id = QuestionId{{1}};
    question.title = "Pianta";
    question.text = {"Dove?", "it", Direction::inherit};
    question.parts = {{1, HotspotPart{}, ""}};
    quiz.questions = {question};
    QuizKey key;
    QuestionKey question_key;
    question_key.id = question.id;
    question_key.parts = {{1, 1, HotspotKey{}}};
    key.questions = {question_key};
    const content_export::GiftExport exported = content_export::write_gift(quiz, key);
    REQUIRE(exported.dropped.size() == 1);
    CHECK(exported.dropped[0].find("Pianta") != std::string::npos);
    CHECK(exported.text.find("Dove?") != std::string::npos);
}

TEST_CASE("export: a question that GIFT has no words for is kept whole, with its files") {
    const CourseFolder folder;
    folder.write("course.toml",
                 "title = \"Prova\"\nlanguage = \"it\"\n[[modules]]\ntitle = \"Uno\"\n"
                 "[[modules.units]]\nfile = \"quiz.gift\"\n");
    folder.write("quiz.gift", "::Uno:: Dove? {=qui ~là}\n");
    folder.write("img/mappa.svg",
                 "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30 20\"></svg>");
    AuthoredCourse course = loaded(folder);
    QuestionPublic& shown = course.quizzes[0].languages[0].shown.questions[0];
    QuestionKey& key = course.quizzes[0].key.questions[0];
    shown.kind = QuestionKind::hotspot;
    HotspotPart part;
    part.picture = {"img/mappa.svg", 30, 20, "una mappa"};
    shown.parts = {{1, part, {}}};
    HotspotKey right;
    right.areas.push_back({{AreaShape::circle, {10, 10, 5}}, Share::all(), 0});
    key.parts = {{1, 1, right}};
    key.feedback.clear();
    course.files.push_back({"img/mappa.svg",
                            folder.name() + "/img/mappa.svg",
                            {},
                            std::filesystem::file_size(folder.path() / "img/mappa.svg"),
                            "image/svg+xml",
                            {PartType::picture, ""},
                            course.course.modules[0].id});
    CHECK_FALSE(content_export::gift_says_all(shown, key));
    const CourseFolder copy;
    DiskSink sink(copy);
    REQUIRE(content_export::write_folder(course, sink).ok());
    check_same(loaded(copy), course);
    // Damaged lines are an error, not another question.
    std::string gift = copy.read("quiz.gift");
    const std::size_t at = gift.find("model=");
    REQUIRE(at != std::string::npos);
    gift[at + 40] = gift[at + 40] == 'A' ? 'B' : 'A';
    gift[at + 20] = '!';
    copy.write("quiz.gift", gift);
    const import::Report report = import::read_folder(copy.name()).report;
    REQUIRE(report.has_errors());
    CHECK(std::any_of(report.findings.begin(), report.findings.end(), [](const auto& finding) {
        return finding.message == "the lines model=… of this question are damaged";
    }));
}
