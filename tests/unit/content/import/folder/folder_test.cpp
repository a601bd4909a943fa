#include "content/import/folder/folder.hpp"

#include <algorithm>
#include <map>

#include "content/model/encoding.hpp"
#include "content/model/grading.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/source_dir.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/content/import/source/support.hpp"

using namespace approdo;
using namespace approdo::content;
using namespace approdo::import;

namespace {

const std::string small_png =
    std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xE0\x08\x06\0\0\0", 29);

void write_small_course(const CourseFolder& folder) {
    folder.write("course.toml",
                 "title = \"Prova\"\nlanguage = \"it\"\nhours = 1.5\ntime_zone = "
                 "\"Europe/Rome\"\navailable_from = 2026-09-01\n\n"
                 "[[modules]]\ntitle = \"Primo modulo\"\n\n"
                 "[[modules.units]]\nfile = \"a/pagina.md\"\nminutes = 5\n\n"
                 "[[modules.units]]\nfile = \"a/quiz.gift\"\nafter = [\"pagina\"]\n");
    folder.write("a/pagina.md",
                 "# Titolo & altro\n\nCiao **mondo**. ![una sala](img/sala.png)\n\n## "
                 "Dove\n\n[quiz](quiz.gift) e [qua](#dove)\n");
    folder.write("a/img/sala.png", small_png);
    folder.write(
        "a/quiz.gift",
        "// approdo: mode=graded pass=60% attempts=2 shuffle=questions,options\n\n"
        "Roma e la capitale? {T#No#Si}\n\n"
        "::Scelta:: Chi firma? {=la persona#Giusto ~il vicino ~l'operatore ####Sempre.}\n\n"
        "// approdo: type=ordering\nMetti in ordine {=uno =due =tre}\n\n"
        "// approdo: type=cloze points=2\nEntro {#20} giorni in {=Comune} o {2:~A =B}.\n");
}

FolderCheck checked(const CourseFolder& folder, std::uint64_t seed = 7) {
    test::SeededRandom random(seed);
    return check(folder.name(), random);
}

std::vector<std::string> lines_of_report(const Report& report) {
    std::vector<std::string> lines;
    for (const Finding& one : report.findings) lines.push_back(line_of(one, name_of(one.severity)));
    return lines;
}

bool says(const Report& report, Severity severity, const std::string& file, std::size_t line,
          const std::string& words) {
    return std::any_of(report.findings.begin(), report.findings.end(), [&](const Finding& one) {
        return one.severity == severity && one.file == file && one.line == line &&
               one.message.find(words) != std::string::npos;
    });
}

}  // namespace

TEST_CASE("folder: the first check writes ids, the second changes nothing") {
    const CourseFolder folder;
    write_small_course(folder);
    const FolderCheck first = checked(folder);
    INFO(Catch::StringMaker<std::vector<std::string>>::convert(lines_of_report(first.report)));
    CHECK(first.report.findings.empty());
    CHECK(first.ids_written == 1 + 1 + 2 + 4 + 3);
    const std::string toml = folder.read("course.toml");
    const std::string gift = folder.read("a/quiz.gift");
    test::SeededRandom other(99);
    CHECK(check(folder.name(), other).ids_written == 0);
    CHECK(folder.read("course.toml") == toml);
    CHECK(folder.read("a/quiz.gift") == gift);
}

TEST_CASE("folder: a course loads as it was written") {
    const CourseFolder folder;
    write_small_course(folder);
    CHECK_FALSE(load(folder.name()).ok());  // no ids yet
    checked(folder);
    const AuthoredCourse authored = load(folder.name()).value();
    const Course& course = authored.course;
    CHECK(course.title.in("it") == "Prova");
    CHECK(course.minutes_recognised == 90);
    CHECK(course.availability.from == LocalDate{2026, 9, 1});
    REQUIRE(course.modules.size() == 1);
    const Module& module = course.modules[0];
    CHECK(module.slug == "primo-modulo");
    REQUIRE(module.units.size() == 2);
    CHECK(module.units[1].prerequisites.at(0).unit == module.units[0].id);
    CHECK(module.units[1].completion.kind == CompletionKind::passed);
    CHECK(course.unit_called("primo-modulo/quiz") == &module.units[1]);

    REQUIRE(authored.pages.size() == 1);
    const Page& page = authored.pages[0].page;
    CHECK(page.title == "Titolo & altro");
    CHECK(page.html ==
          "<p data-block=\"1\">Ciao <strong>mondo</strong>. <img src=\"a/img/sala.png\" "
          "width=\"640\" height=\"480\" "
          "alt=\"una sala\"></p>\n<h2 data-block=\"2\" id=\"dove\">Dove</h2>\n<p "
          "data-block=\"3\"><a href=\"unit:" +
              module.units[1].id.hex() + "\">quiz</a> e <a href=\"#dove\">qua</a></p>\n");
    CHECK(page.blocks == 3);
    REQUIRE(authored.files.size() == 1);
    CHECK(authored.files[0].part == ContentPart{PartType::picture, ""});

    REQUIRE(authored.quizzes.size() == 1);
    const AuthoredQuiz& quiz = authored.quizzes[0];
    CHECK(quiz.settings().mode == QuizMode::graded);
    CHECK(quiz.settings().shuffle_questions);
    REQUIRE(quiz.key.questions.size() == 4);
    const QuestionPublic& cloze = quiz.languages[0].shown.questions[3];
    CHECK(cloze.text.html ==
          "Entro <span data-part=\"1\"></span> giorni in <span data-part=\"2\"></span> o <span "
          "data-part=\"3\"></span>.");
    CHECK(quiz.key.questions[3].points.micro == 2'000'000);
    for (std::size_t i = 0; i < 4; ++i) {
        const QuestionPublic& shown = quiz.languages[0].shown.questions[i];
        const QuestionKey& key = quiz.key.questions[i];
        CHECK(grade(shown, key, right_response(shown, key, {}), {}).points == key.points);
    }
}

TEST_CASE("folder: what a learner may open says nothing about keys, points and feedback") {
    const CourseFolder folder;
    write_small_course(folder);
    checked(folder);
    const AuthoredCourse before = load(folder.name()).value();
    std::string gift = folder.read("a/quiz.gift");
    const auto replace = [&](const std::string& from, const std::string& to) {
        REQUIRE(gift.find(from) != std::string::npos);
        gift.replace(gift.find(from), from.size(), to);
    };
    replace("{T#No#Si}", "{F#Altro}");
    replace("=la persona#Giusto ~il vicino", "~la persona =il vicino#Ecco");
    replace("type=cloze points=2", "type=cloze points=5");
    replace("{#20}", "{#30:5}");
    replace("{2:~A =B}", "{3:=A ~B}");
    folder.write("a/quiz.gift", gift);
    CHECK(checked(folder).ids_written == 0);
    const AuthoredCourse after = load(folder.name()).value();
    CHECK(encode(after.quizzes[0].languages[0].shown) ==
          encode(before.quizzes[0].languages[0].shown));
    CHECK(encode(after.course) == encode(before.course));
    CHECK(encode(after.quizzes[0].key) != encode(before.quizzes[0].key));
}

TEST_CASE("folder: ids stay with their things when these move or change their words") {
    const CourseFolder folder;
    write_small_course(folder);
    checked(folder);
    const AuthoredCourse before = load(folder.name()).value();
    std::string gift = folder.read("a/quiz.gift");
    const std::size_t at = gift.find("=la persona#Giusto ~il vicino ~l'operatore");
    REQUIRE(at != std::string::npos);
    gift.replace(at, 42, "~l'operatore di sportello =la persona#Giusto ~il vicino ~il messo");
    folder.write("a/quiz.gift", gift);
    CHECK(checked(folder, 8).ids_written == 1);
    const AuthoredCourse after = load(folder.name()).value();
    const auto options = [](const AuthoredCourse& course) {
        std::map<std::string, OptionId> result;
        const auto& part = course.quizzes[0].languages[0].shown.questions[1].parts[0];
        for (const Option& one : std::get<ChoicePart>(part.shape).options)
            result[one.text.html] = one.id;
        return result;
    };
    auto old_ids = options(before);
    auto new_ids = options(after);
    CHECK(new_ids.size() == 4);
    CHECK(new_ids["la persona"] == old_ids["la persona"]);
    CHECK(new_ids["il vicino"] == old_ids["il vicino"]);
    CHECK(new_ids["l'operatore di sportello"] == old_ids["l'operatore"]);
    CHECK(after.quizzes[0].key.questions[1].id == before.quizzes[0].key.questions[1].id);
}

TEST_CASE("folder: mistakes are reported with file, line and how to mend them") {
    const CourseFolder folder;
    write_small_course(folder);
    folder.write("a/pagina.md",
                 "# Titolo\n\n[via](manca.md)\n\n#### Salto\n\n<script>alert(1)</script>\n\n<img "
                 "src=\"https://example.org/a.png\">\n\n"
                 "![](img/sala.PNG)\n\n[fuori](../../etc/passwd) [js](javascript:alert(1)) "
                 "[dove](pagina.md#niente) [qui](quiz.gift)\n");
    folder.write("a/quiz.gift",
                 "// approdo: mode=timed feedback=at-once colour=red\n\nVero? {~a ~b}\n\n// "
                 "approdo: points=x\nNumero {#abc}\n");
    folder.write("a/dimenticata.md", "# Sola\n");
    std::string toml = folder.read("course.toml");
    toml += "hourz = 3\n\n[[modules.units]]\nfile = \"b/nulla.mp4\"\nafter = [\"mai\"]\n";
    folder.write("course.toml", toml);
    const Report report = checked(folder).report;
    INFO(Catch::StringMaker<std::vector<std::string>>::convert(lines_of_report(report)));
    CHECK(says(report, Severity::error, "a/pagina.md", 3, "manca.md"));
    CHECK(says(report, Severity::advice, "a/pagina.md", 5, "level 4"));
    CHECK(says(report, Severity::warning, "a/pagina.md", 7, "<script>"));
    CHECK(says(report, Severity::warning, "a/pagina.md", 9, "offline"));
    CHECK(says(report, Severity::error, "a/pagina.md", 11, "sala.PNG"));
    CHECK(says(report, Severity::error, "a/pagina.md", 13, "etc/passwd"));
    CHECK(says(report, Severity::warning, "a/pagina.md", 13, "javascript"));
    CHECK(says(report, Severity::warning, "a/pagina.md", 13, "not to a place"));
    CHECK(says(report, Severity::advice, "a/pagina.md", 13, "only «qui»"));
    CHECK(says(report, Severity::error, "a/quiz.gift", 1, "no time"));
    CHECK(says(report, Severity::error, "a/quiz.gift", 1, "colour"));
    CHECK(says(report, Severity::error, "a/quiz.gift", 1, "feedback=at-once"));
    CHECK(says(report, Severity::error, "a/quiz.gift", 5, "no option is right"));
    CHECK(says(report, Severity::error, "a/quiz.gift", 9, "«abc»"));
    CHECK(says(report, Severity::advice, "a/dimenticata.md", 0, "nothing in the course"));
    CHECK(report.count(Severity::error) >= 9);
    CHECK_FALSE(load(folder.name()).ok());
}

TEST_CASE("folder: a translated quiz shares ids and keys, and other answers are refused") {
    const CourseFolder folder;
    write_small_course(folder);
    std::string toml = folder.read("course.toml");
    toml.replace(toml.find("language = \"it\""), 15, "languages = [\"it\", \"en\"]");
    folder.write("course.toml", toml);
    folder.write("a/pagina.en.md", "# Title\n\nHello.\n");
    folder.write(
        "a/quiz.en.gift",
        "// approdo: mode=graded pass=60% attempts=2 shuffle=questions,options\n\n"
        "Is Rome the capital? {T#No#Yes}\n\n::Choice:: Who signs? {=the person#Right ~the "
        "neighbour ~the clerk ####Always.}\n\n"
        "// approdo: type=ordering\nPut in order {=one =two =three}\n\n"
        "// approdo: type=cloze points=2\nWithin {#20} days at the {=Town hall} or {2:~A =B}.\n");
    const FolderCheck result = checked(folder);
    INFO(Catch::StringMaker<std::vector<std::string>>::convert(lines_of_report(result.report)));
    CHECK(result.report.findings.empty());
    const AuthoredCourse course = load(folder.name()).value();
    const AuthoredQuiz& quiz = course.quizzes[0];
    REQUIRE(quiz.languages.size() == 2);
    CHECK(quiz.languages[1].shown.questions[1].id == quiz.languages[0].shown.questions[1].id);
    CHECK(std::get<TextKey>(quiz.key.questions[3].parts[1].shape).answers.size() == 2);
    CHECK(quiz.key.questions[1].feedback_text(1)->in("en")->html == "Always.");
    CHECK(course.course.modules[0].units[0].variants[1].title == "Title");
    std::string english = folder.read("a/quiz.en.gift");
    english.replace(english.find("=the person#Right ~the neighbour"), 32,
                    "~the person#Right =the neighbour");
    folder.write("a/quiz.en.gift", english);
    CHECK_FALSE(load(folder.name()).ok());
}

TEST_CASE("folder: a question used in practice and in a graded quiz is reported") {
    const CourseFolder folder;
    write_small_course(folder);
    checked(folder);
    std::string practice = folder.read("a/quiz.gift");
    practice.replace(practice.find("mode=graded"), 11, "mode=practice");
    folder.write("a/prova.gift", practice);
    folder.write("course.toml",
                 folder.read("course.toml") + "\n[[modules.units]]\nfile = \"a/prova.gift\"\n");
    const Report report = checked(folder, 8).report;
    CHECK(report.count(Severity::warning) == 8);
    CHECK(report.count(Severity::error) == 0);
}

TEST_CASE("folder: the sample course has no errors and no warnings") {
    const CourseFolder folder;
    const std::filesystem::path sample = test::source_dir() / "content/samples/accoglienza";
    std::filesystem::copy(sample, folder.path(), std::filesystem::copy_options::recursive);
    const Report report = checked(folder).report;
    INFO(Catch::StringMaker<std::vector<std::string>>::convert(lines_of_report(report)));
    CHECK(report.count(Severity::error) == 0);
    CHECK(report.count(Severity::warning) == 0);
    CHECK(load(folder.name()).ok());
}

TEST_CASE("folder: a real course in four languages, one of them from right to left, loads") {
    const auto corpus = corpus_folder("markdown-course/opensource-guide");
    if (!corpus) return;
    const CourseFolder folder;
    std::filesystem::copy(*corpus, folder.path(), std::filesystem::copy_options::recursive);
    std::string toml =
        "title = \"Open source\"\nlanguages = [\"it\", \"en\", \"ar\", \"ja\"]\n[[modules]]\ntitle "
        "= \"Guida\"\n";
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path() / "it"))
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    for (const std::string& name : names)
        toml += "[[modules.units]]\nfile = \"{lang}/" + name + "\"\n";
    folder.write("course.toml", toml);
    const FolderCheck result = checked(folder);
    CHECK(result.ids_written == 2 + names.size());
    const FolderReading reading = read_folder(folder.name());
    CHECK(reading.course.pages.size() == 12 * 4);
    std::size_t words = 0;
    for (const AuthoredPage& page : reading.course.pages) {
        CHECK(page.page.html.find("<script") == std::string::npos);
        CHECK_FALSE(page.page.html.empty());
        CHECK((page.page.direction == Direction::right_to_left) == (page.page.language == "ar"));
    }
    for (const Unit& unit : reading.course.course.modules[0].units) words += unit.variants[0].words;
    CHECK(words > 28'000);
    // Its pictures are not there and are reported; everything else of it is sound.
    for (const Finding& one : reading.report.findings) {
        INFO(line_of(one, name_of(one.severity)));
        const bool known = one.message.find("is not in the course") != std::string::npos ||
                           one.message.find("leads nowhere") != std::string::npos;
        CHECK((one.severity != Severity::error || known));
    }
}

namespace {

// As an archive that was brought: a copy to write in, whose ids come from what things are called.
Import brought(const CourseFolder& folder, std::string_view owner = "teresa") {
    const SourceFiles files(folder.name());
    return read_with_ids({files, {}, "prova"}, owner);
}

void add_translation(const CourseFolder& folder) {
    std::string toml = folder.read("course.toml");
    toml.replace(toml.find("language = \"it\""), 15, "languages = [\"it\", \"en\"]");
    folder.write("course.toml", toml);
    folder.write("a/pagina.en.md", "# Title\n\nHello\n");
    folder.write("a/quiz.en.gift",
                 "// approdo: mode=graded pass=60% attempts=2 shuffle=questions,options\n\n"
                 "Is Rome the capital? {T#No#Yes}\n\n"
                 "::Choice:: Who signs? {=the person#Right ~the neighbour ~the officer "
                 "####Always.}\n\n"
                 "// approdo: type=ordering\nPut in order {=one =two =three}\n\n"
                 "// approdo: type=cloze points=2\nWithin {#20} days in {=Comune} or {2:~A =B}.\n");
}

}  // namespace

TEST_CASE("folder: brought without ids it gets them, and brought again the same ones") {
    const CourseFolder one;
    const CourseFolder two;
    const CourseFolder of_another;
    for (const CourseFolder* folder : {&one, &two, &of_another}) {
        write_small_course(*folder);
        add_translation(*folder);
    }
    const Import first = brought(one);
    INFO(Catch::StringMaker<std::vector<std::string>>::convert(lines_of_report(first.report)));
    CHECK_FALSE(first.report.has_errors());
    CHECK(says(first.report, Severity::advice, "course.toml", 0, "was given one"));
    const Import second = brought(two);
    CHECK(encode(first.course.course) == encode(second.course.course));
    REQUIRE(first.course.quizzes.size() == 1);
    CHECK(encode(first.course.quizzes[0].key) == encode(second.course.quizzes[0].key));
    // Another person's course of the same name is another course.
    CHECK(brought(of_another, "bruno").course.course.id != first.course.course.id);
    // What has its ids keeps them, and nothing is said of it.
    const Import again = brought(one);
    CHECK(encode(again.course.course) == encode(first.course.course));
    CHECK_FALSE(says(again.report, Severity::advice, "course.toml", 0, "was given one"));
}

TEST_CASE("folder: a corrected copy without ids keeps those of whatever stayed") {
    const CourseFolder one;
    const CourseFolder two;
    write_small_course(one);
    write_small_course(two);
    two.write("a/prima.md", "# Prima di tutto\n\nUna pagina in più.\n");
    std::string toml = two.read("course.toml");
    toml.insert(toml.find("[[modules.units]]"), "[[modules.units]]\nfile = \"a/prima.md\"\n\n");
    two.write("course.toml", toml);
    std::string gift = two.read("a/quiz.gift");
    gift.insert(gift.find("Roma e la"), "Due più due? {#4}\n\n");
    gift.insert(gift.find("~il vicino"), "~nessuno ");
    two.write("a/quiz.gift", gift);

    const auto before = brought(one).course;
    const auto after = brought(two).course;
    CHECK(before.course.id == after.course.id);
    const auto& units = before.course.modules.at(0).units;
    const auto& later = after.course.modules.at(0).units;
    CHECK(before.course.modules[0].id == after.course.modules[0].id);
    REQUIRE(later.size() == units.size() + 1);
    for (std::size_t i = 0; i < units.size(); ++i) CHECK(later[i + 1].id == units[i].id);
    const auto& questions = before.quizzes.at(0).key.questions;
    const auto& more = after.quizzes.at(0).key.questions;
    REQUIRE(more.size() == questions.size() + 1);
    for (std::size_t i = 0; i < questions.size(); ++i) CHECK(more[i + 1].id == questions[i].id);
    const auto options = [](const content::AuthoredCourse& course, std::size_t question) {
        std::map<std::string, OptionId> ids;
        const auto& shown = course.quizzes[0].languages[0].shown.questions[question];
        for (const auto& option : std::get<ChoicePart>(shown.parts.at(0).shape).options)
            ids[option.text.html] = option.id;
        return ids;
    };
    const auto few = options(before, 1);
    const auto many = options(after, 2);
    CHECK(few.size() == 3);
    CHECK(many.size() == 4);
    for (const auto& [words, id] : few) CHECK(many.at(words) == id);
}

TEST_CASE("folder: what is found in a brought copy has the lines of its author's files") {
    const CourseFolder folder;
    write_small_course(folder);
    folder.write("a/quiz.gift", folder.read("a/quiz.gift") + "\nNessuna giusta {~uno ~due}\n");
    const CourseFolder same;
    write_small_course(same);
    same.write("a/quiz.gift", folder.read("a/quiz.gift"));
    const FolderCheck as_read = {read_folder(same.name()).report, 0};
    const Import import = brought(folder);
    CHECK(import.report.has_errors());
    CHECK(import.course.course.modules.empty());
    const std::string text = same.read("a/quiz.gift");
    const auto line = static_cast<std::size_t>(
        1 + std::count(text.begin(),
                       text.begin() + static_cast<std::ptrdiff_t>(text.find("Nessuna")), '\n'));
    CHECK(says(import.report, Severity::error, "a/quiz.gift", line, ""));
    CHECK_FALSE(says(import.report, Severity::error, "a/quiz.gift", 0, "no id yet"));
    CHECK(as_read.report.has_errors());
}

TEST_CASE("folder: a given id is never one that something else has by now") {
    const CourseFolder folder;
    write_small_course(folder);
    REQUIRE_FALSE(brought(folder).report.has_errors());
    // The page was renamed and kept its id; a new one has its old name.
    std::string toml = folder.read("course.toml");
    toml.replace(toml.find("a/pagina.md"), 11, "a/altra.md");
    toml.replace(toml.find("\"pagina\""), 8, "\"altra\"");
    toml += "\n[[modules.units]]\nfile = \"a/pagina.md\"\n";
    folder.write("course.toml", toml);
    folder.write("a/altra.md", folder.read("a/pagina.md"));
    const Import import = brought(folder);
    INFO(Catch::StringMaker<std::vector<std::string>>::convert(lines_of_report(import.report)));
    CHECK_FALSE(import.report.has_errors());
    REQUIRE(import.course.course.modules.at(0).units.size() == 3);
}
