#include "content/import/moodle/mbz.hpp"

#include <filesystem>
#include <map>

#include "content/import/source/unpack.hpp"
#include "content/model/grading.hpp"
#include "tests/support/corpus.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::import;
using namespace approdo::content;

namespace {

std::string words(const Report& report) {
    std::string all;
    for (const Finding& one : report.findings) all += line_of(one, name_of(one.severity)) + "\n";
    return all;
}

std::string element(const std::string& name, const std::string& content) {
    return "<" + name + ">" + content + "</" + name + ">";
}

// A backup in a folder, as it lies there once it was unpacked.
class Backup {
  public:
    Backup() : files_(folder_.path().string()) {}

    void write(const std::string& path, const std::string& text) {
        std::filesystem::create_directories((folder_.path() / path).parent_path());
        files_.write(path, text);
    }
    void activity(const std::string& type, const std::string& module, const std::string& content) {
        const std::string place = "activities/" + type + "_" + module;
        write(place + "/" + type + ".xml", "<activity id=\"1\" moduleid=\"" + module +
                                               "\" modulename=\"" + type + "\" contextid=\"5" +
                                               module + "\"><" + type + " id=\"1\">" + content +
                                               "</" + type + "></activity>");
        write(place + "/module.xml", "<module id=\"" + module + "\"><visible>1</visible></module>");
        activities_ += element("activity", element("moduleid", module) + element("sectionid", "1") +
                                               element("modulename", type) +
                                               element("title", type + " " + module) +
                                               element("directory", place));
        sequence_ = module + "," + sequence_;
    }
    Import read() {
        write("moodle_backup.xml",
              "<moodle_backup><information>" + element("moodle_release", "4.1") +
                  element("original_site_identifier_hash", "ab") +
                  element("original_course_id", "7") +
                  element("original_course_fullname", "Corso") +
                  element("original_course_contextid", "50") +
                  "<details><detail><type>course</type></detail></details><contents><activities>" +
                  activities_ +
                  "</activities><sections><section><sectionid>1</sectionid><title>0</title>"
                  "<directory>sections/section_1</directory></section></sections><course>"
                  "<directory>course</directory></course></contents></information>"
                  "</moodle_backup>");
        write("course/course.xml",
              "<course id=\"7\"><fullname>Corso &amp;amp; altro</fullname><summary>&lt;p&gt;In "
              "breve&lt;/p&gt;</summary><lang>it</lang></course>");
        write("sections/section_1/section.xml",
              "<section id=\"1\"><number>1</number><name>Prima</name><summary>&lt;b&gt;Di che si "
              "parla&lt;/b&gt;</summary><sequence>" +
                  sequence_ + "</sequence></section>");
        const Source source{files_, "", "corso"};
        REQUIRE(is_mbz(source));
        return read_mbz(source);
    }

  private:
    test::TempDir folder_;
    SourceFiles files_;
    std::string activities_;
    std::string sequence_;
};

std::string short_answer(const std::string& id, const std::string& name) {
    return "<question id=\"" + id + "\"><parent>0</parent>" + element("name", name) +
           "<questiontext>&lt;p&gt;" + name +
           "?&lt;/p&gt;</questiontext><questiontextformat>1</questiontextformat>"
           "<defaultmark>1.0000000</defaultmark><penalty>0.3333333</penalty>"
           "<qtype>shortanswer</qtype><plugin_qtype_shortanswer_question><answers>"
           "<answer id=\"9" +
           id +
           "\"><answertext>Roma</answertext><fraction>1.0000000</fraction>"
           "<feedback>$@NULL@$</feedback></answer></answers><shortanswer id=\"1\">"
           "<usecase>0</usecase></shortanswer></plugin_qtype_shortanswer_question></question>";
}

std::string entry(const std::string& id, const std::vector<std::string>& versions) {
    std::string text = "<question_bank_entry id=\"" + id + "\"><question_version>";
    int number = 0;
    for (const std::string& question : versions)
        text += "<question_versions id=\"1\"><version>" + std::to_string(++number) +
                "</version><status>ready</status><questions>" + question +
                "</questions></question_versions>";
    return text + "</question_version></question_bank_entry>";
}

std::string category(const std::string& id, const std::string& parent, const std::string& name,
                     const std::string& content) {
    return "<question_category id=\"" + id + "\">" + element("name", name) +
           element("parent", parent) + content + "</question_category>";
}

std::string instance(const std::string& points, const std::string& content) {
    return "<question_instance id=\"1\">" + element("maxmark", points) + content +
           "</question_instance>";
}

std::string reference(const std::string& entry_id, const std::string& version = "$@NULL@$") {
    return "<question_reference id=\"1\">" + element("questionbankentryid", entry_id) +
           element("version", version) + "</question_reference>";
}

const QuizPublic& shown(const Import& import, std::size_t quiz = 0) {
    return import.course.quizzes.at(quiz).languages.front().shown;
}

const Unit& unit(const Import& import, std::size_t index) {
    return import.course.course.modules.at(0).units.at(index);
}

}  // namespace

TEST_CASE("mbz: sections become modules and activities units, in the order that Moodle shows") {
    Backup backup;
    backup.activity("page", "11",
                    "<name>Pagina</name><content>&lt;p&gt;Vedi &lt;a "
                    "href=\"$@URLVIEWBYID*12@$\"&gt;qui sotto&lt;/a&gt;.&lt;/p&gt;</content>"
                    "<contentformat>1</contentformat>");
    backup.activity("url", "12",
                    "<name>Sito</name><externalurl>https://example.org/a</externalurl>");
    backup.activity("label", "13", "<name>Nota</name><intro>&lt;p&gt;Nota&lt;/p&gt;</intro>");
    backup.activity("forum", "14", "<name>Bacheca</name><intro>Parliamone</intro>");
    const Import import = backup.read();
    INFO(words(import.report));
    const Course& course = import.course.course;
    CHECK(course.title.in("it") == "Corso & altro");
    CHECK(course.summary.in("it") == "In breve");
    CHECK(course.languages == std::vector<std::string>{"it"});
    REQUIRE(course.modules.size() == 1);
    CHECK(course.modules[0].title.in("it") == "Prima");
    CHECK(course.modules[0].summary.in("it") == "Di che si parla");
    REQUIRE(course.modules[0].units.size() == 4);
    CHECK(unit(import, 0).variants[0].title == "Bacheca");
    CHECK(unit(import, 3).variants[0].title == "Pagina");
    const std::string link = "href=\"unit:" + unit(import, 2).id.hex() + "\"";
    CHECK(import.course.pages[3].page.html.find(link) != std::string::npos);
    CHECK(import.course.pages[2].page.html.find("https://example.org/a") != std::string::npos);
    CHECK(import.report.count(Severity::warning) == 1);
    CHECK(import.report.count(Severity::error) == 0);
}

TEST_CASE("mbz: a page keeps the heading that it begins with") {
    Backup backup;
    backup.activity(
        "page", "11",
        "<name>Guida</name><content>&lt;h1&gt;Risposte&lt;/h1&gt;&lt;p&gt;Come&lt;/p&gt;"
        "</content><contentformat>1</contentformat>");
    const Import import = backup.read();
    REQUIRE(import.course.pages.size() == 1);
    CHECK(import.course.pages[0].page.title == "Guida");
    const std::string& html = import.course.pages[0].page.html;
    CHECK(html.find("Risposte</h2>") != std::string::npos);
    CHECK(html.find("Guida") == std::string::npos);
    CHECK(import.course.pages[0].page.blocks == 2);
}

TEST_CASE("mbz: files lie under their hashes, rows named with a dot are folders") {
    Backup backup;
    const std::string hash(40, 'a');
    const std::string gone(40, 'b');
    const auto row = [](const std::string& content, const std::string& component,
                        const std::string& context, const std::string& name) {
        return "<file id=\"1\">" + element("contenthash", content) + element("contextid", context) +
               element("component", component) + element("filearea", "content") +
               element("itemid", "0") + element("filepath", "/") + element("filename", name) +
               "</file>";
    };
    backup.write("files/aa/" + hash, "%PDF-1.4 prova");
    backup.write("files.xml", "<files>" + row(hash, "mod_resource", "511", "Guida.pdf") +
                                  row(hash, "mod_resource", "511", ".") +
                                  row(hash, "mod_folder", "512", "a b.pdf") +
                                  row(gone, "mod_folder", "512", "manca.pdf") + "</files>");
    backup.activity("resource", "11", "<name>Guida</name>");
    backup.activity("folder", "12", "<name>Cartella</name>");
    const Import import = backup.read();
    INFO(words(import.report));
    // The same bytes under two names.
    REQUIRE(import.course.files.size() == 2);
    CHECK(import.course.files[0].size == 14);
    CHECK(import.course.files[0].bytes.empty());
    const Unit& media = unit(import, 1);
    CHECK(media.kind == UnitKind::media);
    CHECK(media.variants[0].media_type == "application/pdf");
    CHECK(media.variants[0].path.ends_with("/Guida.pdf"));
    CHECK(import.course.pages[0].page.html.find("a_b.pdf") != std::string::npos);
    CHECK(import.report.count(Severity::warning) == 1);
    CHECK(words(import.report).find("manca.pdf") != std::string::npos);
}

TEST_CASE("mbz: a quiz since 4.0 asks for entries, the newest version unless it names one") {
    Backup backup;
    backup.write(
        "questions.xml",
        "<question_categories>" + category("1", "0", "top", "") +
            category("2", "1", "Geografia",
                     "<question_bank_entries>" +
                         entry("100", {short_answer("1", "Vecchia"), short_answer("2", "Nuova")}) +
                         entry("101", {short_answer("3", "Altra")}) + "</question_bank_entries>") +
            category("3", "2", "Sotto",
                     "<question_bank_entries>" + entry("102", {short_answer("4", "Sola")}) +
                         "</question_bank_entries>") +
            "</question_categories>");
    backup.activity("quiz", "11",
                    "<name>Verifica</name><intro>Leggi bene</intro><timelimit>600</timelimit>"
                    "<preferredbehaviour>deferredfeedback</preferredbehaviour><attempts_number>2"
                    "</attempts_number><grademethod>4</grademethod><timeopen>1756684800</timeopen>"
                    "<question_instances>" +
                        instance("2.5", reference("100")) + instance("1", reference("100", "1")) +
                        "</question_instances>");
    backup.activity("quiz", "12",
                    "<name>Esercizio</name><preferredbehaviour>interactive</preferredbehaviour>"
                    "<question_instances>" +
                        instance("1",
                                 "<question_set_reference id=\"1\"><filtercondition>{\"filter\":"
                                 "{\"category\":{\"jointype\":1,\"values\":[\"2\"],"
                                 "\"filteroptions\":{\"includesubcategories\":true}}}}"
                                 "</filtercondition></question_set_reference>") +
                        "</question_instances>");
    const Import import = backup.read();
    INFO(words(import.report));
    REQUIRE(import.course.quizzes.size() == 2);
    const QuizPublic& drawn = shown(import, 0);
    CHECK(drawn.settings.mode == QuizMode::practice);
    CHECK(drawn.settings.behaviour == Behaviour::interactive);
    CHECK(drawn.questions.size() == 3);
    CHECK(drawn.settings.questions_shown == 1);
    const QuizPublic& test = shown(import, 1);
    CHECK(test.settings.mode == QuizMode::timed);
    CHECK(test.settings.time_limit_s == 600);
    CHECK(test.settings.attempts_max == 2);
    CHECK(test.settings.counts == WhichAttempt::last);
    CHECK(test.introduction.html == "Leggi bene");
    CHECK(unit(import, 1).availability.from == LocalDate{2025, 9, 1});
    REQUIRE(test.questions.size() == 2);
    CHECK(test.questions[1].title == "Vecchia");
    CHECK(test.questions[0].id != test.questions[1].id);
    CHECK(test.questions[0].title == "Nuova");
    CHECK(test.questions[0].category == "Geografia");
    CHECK(import.course.quizzes[1].key.questions[0].points == Points{2'500'000});
    CHECK(import.course.quizzes[1].key.questions[0].penalty == Share::of(1, 3));
}

TEST_CASE("mbz: a quiz before 4.0 asks for questions, and draws by questions of its own") {
    Backup backup;
    const std::string drawing =
        "<question id=\"8\"><parent>8</parent><name>Random</name><questiontext>0</questiontext>"
        "<qtype>random</qtype></question>";
    backup.write("questions.xml",
                 "<question_categories>" +
                     category("2", "0", "Geografia",
                              "<questions>" + short_answer("1", "Prima") +
                                  short_answer("2", "Seconda") + drawing + "</questions>") +
                     "</question_categories>");
    backup.activity("quiz", "11",
                    "<name>Verifica</name><question_instances>" +
                        instance("1", element("questionid", "1")) +
                        instance("3", element("questionid", "8")) + "</question_instances>");
    const Import import = backup.read();
    INFO(words(import.report));
    REQUIRE(import.course.quizzes.size() == 1);
    REQUIRE(shown(import).questions.size() == 2);
    CHECK(shown(import).questions[1].title == "Seconda");
    CHECK(import.report.count(Severity::warning) == 1);
}

TEST_CASE("mbz: embedded answers are put together from their parts") {
    Backup backup;
    const std::string part =
        "<question id=\"2\"><parent>1</parent><name>x</name><questiontext>{1:SHORTANSWER:=Roma}"
        "</questiontext><qtype>shortanswer</qtype></question>";
    const std::string whole =
        "<question id=\"1\"><parent>0</parent><name>Buchi</name><questiontext>Capitale: {#1}."
        "</questiontext><questiontextformat>1</questiontextformat><defaultmark>1.0000000"
        "</defaultmark><qtype>multianswer</qtype><plugin_qtype_multianswer_question><answers>"
        "</answers><multianswer id=\"1\"><question>1</question><sequence>2</sequence>"
        "</multianswer></plugin_qtype_multianswer_question></question>";
    backup.write("questions.xml",
                 "<question_categories>" +
                     category("2", "0", "C", "<questions>" + whole + part + "</questions>") +
                     "</question_categories>");
    backup.activity("quiz", "11",
                    "<name>Verifica</name><question_instances>" +
                        instance("1", element("questionid", "1")) + "</question_instances>");
    const Import import = backup.read();
    INFO(words(import.report));
    REQUIRE(shown(import).questions.size() == 1);
    const QuestionPublic& question = shown(import).questions[0];
    CHECK(question.text.html == "Capitale: <span data-part=\"1\"></span>.");
    const QuestionKey& key = import.course.quizzes[0].key.questions[0];
    CHECK(grade(question, key, right_response(question, key, Seed{}), Seed{}).points ==
          Points{1'000'000});
}

TEST_CASE("mbz: the backups of the corpus come out as counted") {
    const auto corpus = test::corpus();
    if (!corpus) return;
    struct Expected {
        const char* file;
        const char* title;
        std::size_t modules;
        std::size_t quizzes;
        std::size_t places;
        std::map<std::string, int> types;
    };
    const Expected all[] = {{"STACK-demo.mbz",
                             "Demonstrating STACK (v4.4.7)",
                             9,
                             74,
                             662,
                             {{"stack", 670},
                              {"description", 52},
                              {"essay", 11},
                              {"truefalse", 2},
                              {"multichoice", 1}}},
                            {"variant_matching.mbz", "Variant matching", 2, 1, 2, {{"stack", 2}}},
                            {"STACK-syntax-quiz.mbz",
                             "Stack Syntax Quiz",
                             1,
                             1,
                             14,
                             {{"stack", 9}, {"description", 5}}}};
    for (const Expected& expected : all) {
        test::TempDir folder;
        Report unpacking;
        REQUIRE(unpack((*corpus / "moodle-mbz" / expected.file).string(), folder.path().string(),
                       expected.file, unpacking)
                    .ok());
        const SourceFiles files(folder.path().string());
        const Source source{files, "", expected.file};
        REQUIRE(is_mbz(source));
        const Import import = read_mbz(source);
        INFO(words(import.report).substr(0, 3000));
        CHECK(import.report.count(Severity::error) == 0);
        CHECK(import.course.course.title.texts.at(0).text == expected.title);
        std::map<QuestionId, QuestionPublic> questions;
        std::size_t quizzes = 0;
        std::size_t places = 0;
        std::size_t banks = 0;
        for (const AuthoredQuiz& quiz : import.course.quizzes) {
            const QuizPublic& one = quiz.languages.front().shown;
            for (const QuestionPublic& question : one.questions)
                questions.emplace(question.id, question);
            const bool is_bank = one.title == "Question bank" || one.title == "Raccolta di domande";
            banks += is_bank ? 1U : 0U;
            quizzes += is_bank ? 0U : 1U;
            places += is_bank ? 0U : one.questions.size();
        }
        std::map<std::string, int> types;
        for (const auto& [id, question] : questions) {
            const std::string name = question.kind == QuestionKind::unknown
                                         ? std::get<UnknownPart>(question.parts.at(0).shape).type
                                     : question.kind == QuestionKind::description ? "description"
                                     : question.kind == QuestionKind::essay       ? "essay"
                                     : question.kind == QuestionKind::true_false  ? "truefalse"
                                                                                  : "multichoice";
            ++types[name];
        }
        CHECK(types == expected.types);
        CHECK(quizzes == expected.quizzes);
        CHECK(places == expected.places);
        CHECK(import.course.course.modules.size() - banks == expected.modules);
    }
}
