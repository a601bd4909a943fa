#include "content/import/moodle/moodle_xml.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "content/import/moodle/build_question.hpp"
#include "content/import/moodle/moodle_course.hpp"
#include "content/import/moodle/question_xml.hpp"
#include "content/import/moodle/random_matching.hpp"
#include "content/import/source/derived_ids.hpp"
#include "content/import/source/language_guess.hpp"
#include "content/import/source/limits.hpp"
#include "content/import/source/question_spool.hpp"
#include "content/import/source/quiz_course.hpp"
#include "content/import/source/trimmed.hpp"
#include "content/import/source/xml.hpp"
#include "content/import/source/xml_encoding.hpp"

namespace approdo::import {

using namespace content;

namespace {

constexpr std::size_t beginning_max = 16 * 1024;
constexpr std::size_t sample_max = 64 * 1024;  // to tell the language by

// The one file that was given, or the only XML file of the folder.
std::string question_file(const Source& source) {
    if (!source.file.empty()) return source.file;
    std::string found;
    for (const std::string& path : source.files.all()) {
        if (extension_of(path) != ".xml") continue;
        if (!found.empty()) return {};
        found = path;
    }
    return found;
}

// The name of the first element, whatever stands before it.
std::string_view first_element(std::string_view text) {
    for (std::size_t at = text.find('<'); at != std::string_view::npos;
         at = text.find('<', at + 1)) {
        const char next = at + 1 < text.size() ? text[at + 1] : ' ';
        if (text.substr(at).starts_with("<!--")) {
            at = std::min(text.find("-->", at), text.size() - 1);
        } else if (next != '?' && next != '!') {
            return text.substr(at + 1, text.find_first_of(" \t\r\n/>", at) - at - 1);
        }
    }
    return {};
}

// Moodle's own files do not say it, ours do.
std::string language_of(const Source& source, const std::string& file) {
    const Bytes beginning = source.files.beginning(file, sample_max);
    const auto text = xml_as_utf8(text_of(beginning));
    if (!text) return guess_language({});
    const std::string_view words = text->holder.empty() ? text->text : text->holder;
    const std::size_t root = std::min(words.find("<quiz"), words.size());
    const std::string_view tag = words.substr(root, words.substr(root).find('>'));
    const std::string_view said = raw_attribute(tag, "xml:lang");
    return is_language_tag(said) ? std::string(said) : guess_language(words);
}

// A file may name ids as it likes: all of one counts, not its beginning alone.
struct WholeId {
    std::size_t operator()(const QuestionId& id) const {
        return std::hash<std::string_view>{}(text_of(id.view()));
    }
};

class FileReader {
  public:
    FileReader(const Source& source, std::string file)
        : source_(source),
          file_(std::move(file)),
          language_(language_of(source, file_)),
          course_("moodle-xml", source.name, language_),
          media_(source.scratch),
          spool_(std::make_shared<QuestionSpool>(source.scratch)),
          reading_{"moodle-xml", file_, language_, media_, import_.report} {}

    Import run() {
        course_.set_title(source_.name);
        media_.use_in({course_.add_module("questions", source_.name).id});
        begin_quiz();
        XmlCursor cursor(source_.files, file_, import_.report);
        const auto wanted = [](const std::vector<XmlOpen>& path) {
            return path.size() == 2 && path[0].name == "quiz" && path[1].name == "question";
        };
        while (cursor.next(wanted)) read_question(cursor.element());
        fill_random_matchings(course_.quizzes(), random_, spool_, reading_);
        const bool empty = course_.quizzes().front().question_count() == 0;
        if (empty && !import_.report.has_errors() && categories_ == 0)
            import_.report.error(file_, 0, "there is no question in this file",
                                 "export the questions from Moodle again, as Moodle XML");
        if (import_.report.has_errors()) return std::move(import_);
        report_several(course_.quizzes().size(), file_, import_.report);
        import_.course = course_.finish(media_.take_files());
        return std::move(import_);
    }

  private:
    void begin_quiz() {
        const std::size_t nth = course_.quizzes().size() + 1;
        const std::string number = nth == 1 ? "" : std::to_string(nth);
        course_.add_unit(UnitKind::quiz, "questions" + number,
                         source_.name + (nth == 1 ? "" : " (" + number + ")"));
        course_.add_quiz();
        held_ = 0;
    }

    void add(Question question) {
        if (held_ >= limits::quiz_bytes_max) {
            put_aside(course_.quizzes().back(), spool_);
            begin_quiz();
        }
        held_ += held_bytes(question);
        MoodleCourse::add_question(course_.quizzes().back(), std::move(question));
    }

    void read_question(const XmlDocument& element) {
        const pugi::xml_node node = element.root();
        MoodleQuestion question = read_question_xml(node);
        question.line = element.line_of(node);
        if (question.type == "category") {
            category_ = category_of(node.child("category").child("text").text().get());
            ++categories_;
            return;
        }
        const QuestionId id = id_of(question);
        if (!ids_.insert(id).second) {
            import_.report.warning(file_, question.line,
                                   "this question is in the file twice: the second was left out",
                                   "take one of the two out");
            return;
        }
        reading_.exported_here = !question.own_id.empty();
        BuiltQuestion built = build_question(question, id, category_, reading_);
        report_hidden(node, built.question, question.line);
        add(std::move(built.question));
        if (question.type == "randomsamatch")
            random_.push_back({course_.quizzes().size() - 1, id, category_,
                               trimmed(node.child("subcats").text().get()) == "1", question.line});
    }

    // Who hid a question no longer wanted it asked.
    void report_hidden(pugi::xml_node node, const Question& question, std::size_t line) {
        if (trimmed(node.child("hidden").text().get()) != "1") return;
        import_.report.warning(
            file_, line,
            "«" + question.shown.title + "» was hidden in Moodle: here it is asked like the others",
            "take it out if it is not to be asked any more");
    }

    // By what the question is called where it stands: its text and answers may change.
    QuestionId id_of(const MoodleQuestion& question) {
        if (const auto own = QuestionId::from_hex(question.own_id)) return *own;
        const bool numbered = !question.id_number.empty();
        const std::string called(numbered ? question.id_number : question.name);
        const std::string kind = numbered ? "number" : "name";
        const int nth = ++seen_[category_ + "\n" + kind + "\n" + called];
        return derived_id<QuestionId>(
            "moodle-xml", {"question", source_.name, category_, kind, called, std::to_string(nth)});
    }

    const Source& source_;
    std::string file_;
    Import import_;
    std::string language_;
    MoodleCourse course_;
    EmbeddedMedia media_;
    std::shared_ptr<QuestionSpool> spool_;
    std::size_t held_ = 0;  // of the last quiz
    MoodleReading reading_;
    std::string category_;
    std::size_t categories_ = 0;
    std::unordered_map<std::string, int> seen_;
    std::unordered_set<QuestionId, WholeId> ids_;
    std::vector<RandomMatching> random_;
};

}  // namespace

bool is_moodle_xml(const Source& source) {
    const std::string file = question_file(source);
    if (file.empty()) return false;
    const Bytes beginning = source.files.beginning(file, beginning_max);
    const auto text = xml_as_utf8(text_of(beginning));
    if (!text) return false;
    const std::string_view words = text->holder.empty() ? text->text : text->holder;
    return first_element(words) == "quiz";
}

Import read_moodle_xml(const Source& source) {
    return FileReader(source, question_file(source)).run();
}

}  // namespace approdo::import
