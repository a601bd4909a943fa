// How fast Moodle's question files come in, how much memory a large backup takes, and how fast
// choices are marked: one core each.
#include <filesystem>
#include <fstream>

#include "content/import/moodle/moodle_xml.hpp"
#include "content/model/grading.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/program_site.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temp_dir.hpp"

namespace approdo::bench {
namespace {

constexpr const char* some_words[] = {
    "il",    "cittadino", "presenta",  "la",    "domanda",  "allo",   "sportello", "entro",
    "venti", "giorni",    "dalla",     "data",  "di",       "arrivo", "e",         "riceve",
    "una",   "ricevuta",  "con",       "il",    "numero",   "della",  "pratica",   "se",
    "manca", "un",        "documento", "viene", "avvisato", "per",    "iscritto",  "perché"};

// Text as teachers write it in Moodle's editor, and everything that Moodle writes around it.
class QuestionMaker {
  public:
    std::string words(std::size_t count) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i)
            text +=
                (i > 0 ? " " : "") + std::string(some_words[random_.below(std::size(some_words))]);
        return text;
    }
    std::string html() {
        return "<p>" + words(12) + " <strong>" + words(3) + "</strong>: " + words(10) + "?</p><p>" +
               words(25) + "</p><ul><li>" + words(5) + "</li><li>" + words(5) + "</li></ul>";
    }
    // <question> of a question file; every sixtieth comes with a picture of 40 kB.
    std::string question(std::size_t number) {
        static constexpr const char* types[] = {"multichoice", "truefalse", "shortanswer",
                                                "numerical",   "matching",  "cloze"};
        const std::string type = types[number % 6];
        std::string text = html();
        if (type == "cloze")
            text += "<p>{1:MULTICHOICE:=" + words(2) + "~" + words(2) + "#" + words(4) +
                    "} {1:SHORTANSWER:=" + words(1) + "}</p>";
        const bool picture = number % 60 == 0;
        const std::string name = "foto" + std::to_string(number) + ".png";
        if (picture) text += "<p><img src=\"@@PLUGINFILE@@/" + name + "\" alt=\"sportello\"></p>";
        std::string out = "<question type=\"" + type + "\">\n<name><text>Domanda " +
                          std::to_string(number) +
                          "</text></name>\n<questiontext format=\"html\">" + cdata(text);
        if (picture)
            out += "<file name=\"" + name + "\" path=\"/\" encoding=\"base64\">" + base64() +
                   "</file>";
        out += "</questiontext>\n<generalfeedback format=\"html\">" +
               cdata("<p>" + words(20) + "</p>") +
               "</generalfeedback>\n<defaultgrade>1.0000000</defaultgrade>"
               "<penalty>0.3333333</penalty><hidden>0</hidden><idnumber>Q" +
               std::to_string(number) + "</idnumber>\n";
        return out + answers(type) + "</question>\n";
    }

  private:
    static std::string cdata(const std::string& html) {
        return "<text><![CDATA[" + html + "]]></text>";
    }
    static std::string answer(const std::string& percent, const std::string& content) {
        return "<answer fraction=\"" + percent + "\" format=\"html\">" + content + "</answer>\n";
    }
    std::string base64() {
        static constexpr std::string_view letters =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        std::string text;
        for (int i = 0; i < 53'336; ++i) text.push_back(letters[random_.below(64)]);
        return text;
    }
    std::string answers(const std::string& type) {
        std::string out;
        if (type == "multichoice") {
            out = "<single>true</single><shuffleanswers>true</shuffleanswers>";
            for (int i = 0; i < 4; ++i)
                out += answer(i == 0 ? "100" : "0",
                              cdata("<p>" + words(6) + std::to_string(i) + "</p>") +
                                  "<feedback format=\"html\">" + cdata("<p>" + words(8) + "</p>") +
                                  "</feedback>");
        } else if (type == "truefalse") {
            out = answer("100", "<text>true</text>") + answer("0", "<text>false</text>");
        } else if (type == "shortanswer") {
            out = "<usecase>0</usecase>" + answer("100", "<text>ricevuta</text>");
        } else if (type == "numerical") {
            out = answer("100", "<text>20</text><tolerance>0.5</tolerance>");
        } else if (type == "matching") {
            for (int i = 0; i < 4; ++i)
                out += "<subquestion format=\"html\">" + cdata("<p>" + words(5) + "</p>") +
                       "<answer><text>" + words(2) + std::to_string(i) +
                       "</text></answer></subquestion>";
        }
        return out;
    }

    test::SeededRandom random_{20'261'127};
};

void write_questions(const std::string& path, std::size_t questions) {
    if (std::filesystem::exists(path)) return;
    std::ofstream out(path, std::ios::binary);
    QuestionMaker maker;
    out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n";
    for (std::size_t i = 0; i < questions; ++i) out << maker.question(i);
    out << "</quiz>\n";
}

double moodlexml_mb_per_s() {
    static const test::TempDir folder;
    static const std::string path = folder.file("domande.xml");
    constexpr std::size_t questions = 12'000;
    write_questions(path, questions);
    const import::SourceFiles files(folder.path().string());
    std::size_t read = 0;
    const double seconds = seconds_of([&] {
        const import::Import import = import::read_moodle_xml({files, "domande.xml", "domande"});
        read = 0;
        for (const content::AuthoredQuiz& quiz : import.course.quizzes)
            read += quiz.question_count();
    });
    if (read != questions) throw std::runtime_error("not every question was read");
    return static_cast<double>(std::filesystem::file_size(path)) / 1e6 / seconds;
}

// A backup of 40 quizzes with 50 questions each, in a bank that is as large again, and of a film.
class BigBackup {
  public:
    BigBackup() {
        std::filesystem::create_directories(folder_.path() / "b/files/aa");
        std::string activities;
        for (std::size_t quiz = 0; quiz < quizzes; ++quiz) activities += write_quiz(quiz);
        write(
            "moodle_backup.xml",
            "<moodle_backup><information><original_course_fullname>Corso</original_course_fullname>"
            "<details><detail><type>course</type></detail></details><contents><activities>" +
                activities + "</activities></contents></information></moodle_backup>");
        write_bank();
        std::ofstream film(folder_.path() / "b/files/aa/film", std::ios::binary);
        std::string block(1 << 20, '\0');
        for (int i = 0; i < 96; ++i) {
            random_.fill({reinterpret_cast<std::uint8_t*>(block.data()), block.size()});
            film << block;
        }
        film.close();
        run(tool("tar", "tar"), {"czf", file(), "-C", (folder_.path() / "b").string(), "."});
    }
    std::string file() const { return folder_.file("corso.mbz"); }
    std::string target() const { return folder_.file("corso"); }

  private:
    static constexpr std::size_t quizzes = 40;
    static constexpr std::size_t questions_each = 50;

    void write(const std::string& path, const std::string& text) const {
        std::filesystem::create_directories((folder_.path() / "b" / path).parent_path());
        std::ofstream(folder_.path() / "b" / path, std::ios::binary) << text;
    }
    std::string write_quiz(std::size_t quiz) const {
        const std::string id = std::to_string(quiz);
        std::string slots;
        for (std::size_t i = 0; i < questions_each; ++i)
            slots += "<question_instance id=\"1\"><maxmark>1</maxmark><questionid>" +
                     std::to_string(quiz * questions_each + i) +
                     "</questionid></question_instance>";
        write("activities/quiz_" + id + "/quiz.xml", "<activity><quiz><name>Quiz " + id +
                                                         "</name><question_instances>" + slots +
                                                         "</question_instances></quiz></activity>");
        return "<activity><moduleid>" + id +
               "</moduleid><modulename>quiz</modulename><title>Quiz " + id +
               "</title><directory>activities/quiz_" + id + "</directory></activity>";
    }
    void write_bank() {
        std::ofstream out(folder_.path() / "b/questions.xml", std::ios::binary);
        QuestionMaker maker;
        out << "<question_categories><question_category id=\"1\"><name>C</name><parent>0</parent>"
               "<questions>";
        for (std::size_t i = 0; i < quizzes * questions_each; ++i) {
            out << "<question id=\"" << i << "\"><parent>0</parent><name>Domanda " << i
                << "</name><questiontext><![CDATA[" << maker.html()
                << "]]></questiontext><questiontextformat>1</questiontextformat><qtype>shortanswer"
                   "</qtype><plugin_qtype_shortanswer_question><answers><answer id=\"1\">"
                   "<answertext>ricevuta</answertext><fraction>1</fraction></answer></answers>"
                   "</plugin_qtype_shortanswer_question><!--"
                << maker.words(4000) << "--></question>\n";
        }
        out << "</questions></question_category></question_categories>";
    }

    test::TempDir folder_;
    test::SeededRandom random_{7};
};

// Looking at a file of 30,000 questions, some 60 MB.
double moodlexml_rss_mib() {
    const test::TempDir folder;
    const std::string path = folder.file("domande.xml");
    write_questions(path, 30'000);
    const ProgramSite site;
    const Ran ran = site.run_as(trainer, {"check", path}, WatchMemory::yes);
    return static_cast<double>(ran.rss_peak_bytes) / (1024.0 * 1024.0);
}

double mbz_rss_mib() {
    const BigBackup backup;
    const ProgramSite site;
    const Ran ran =
        site.run_as(trainer, {"import", backup.file(), "--to", backup.target()}, WatchMemory::yes);
    return static_cast<double>(ran.rss_peak_bytes) / (1024.0 * 1024.0);
}

double choice_responses_per_s() {
    using namespace content;
    QuestionPublic shown;
    QuestionKey key;
    ChoicePart part;
    ChoiceKey choice;
    for (std::uint8_t n = 1; n <= 4; ++n) {
        part.options.push_back({OptionId{{n}}, {}});
        choice.options.push_back({OptionId{{n}}, n == 2 ? Share::all() : Share::none(), n});
    }
    shown.parts = {{1, part, ""}};
    key.parts = {{1, 1, choice}};
    key.right_feedback = 9;
    std::vector<Response> responses;
    for (std::uint8_t n = 1; n <= 4; ++n) responses.push_back(choose({OptionId{{n}}}));
    constexpr int rounds = 1'000'000;
    const Seed seed;
    std::int64_t points = 0;
    const double seconds = seconds_of([&] {
        for (int i = 0; i < rounds; ++i)
            points +=
                grade(shown, key, responses[static_cast<std::size_t>(i) % 4], seed).points.micro;
    });
    if (points != std::int64_t{rounds} / 4 * key.points.micro)
        throw std::runtime_error("not every response was marked");
    return rounds / seconds;
}

}  // namespace

void add_moodle(std::vector<Metric>& metrics) {
    metrics.push_back(
        {"import.moodlexml_mb_per_s", "MB/s", 100, Better::higher, moodlexml_mb_per_s, 5});
    metrics.push_back({"import.moodlexml_rss_mib", "MiB", 64, Better::lower, moodlexml_rss_mib, 1});
    metrics.push_back({"import.mbz_rss_mib", "MiB", 64, Better::lower, mbz_rss_mib, 1});
    metrics.push_back({"grade.choice_responses_per_s", "responses/s", 1'000'000, Better::higher,
                       choice_responses_per_s, 5});
}

}  // namespace approdo::bench
