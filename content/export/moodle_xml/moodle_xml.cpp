#include "content/export/moodle_xml/moodle_xml.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "content/export/moodle_xml/question_writer.hpp"
#include "content/export/moodle_xml/xml_out.hpp"

namespace approdo::content_export {

using namespace content;
using moodle::QuestionWriter;
using moodle::XmlOut;

namespace {

// What a question file has no place for: everything that is the quiz's and not its questions'.
bool has_rules(const QuizSettings& settings) {
    QuizSettings plain;
    plain.mode = settings.mode;
    return settings.mode != QuizMode::practice || !(settings == plain);
}

std::optional<Bytes> bytes_in(const AuthoredCourse& authored, const std::string& path) {
    const auto file = std::find_if(authored.files.begin(), authored.files.end(),
                                   [&](const AuthoredFile& one) { return one.path == path; });
    if (file == authored.files.end()) return std::nullopt;
    if (file->source.empty()) return copy_of(file->bytes);
    std::ifstream in(file->source, std::ios::binary);
    if (!in) return std::nullopt;
    return Bytes(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

std::string category_question(const std::string& category) {
    XmlOut out;
    out.open("question type=\"category\"");
    out.open("category");
    out.leaf("text", "$course$/top" + (category.empty() ? "" : "/" + category));
    out.close("category");
    out.close("question");
    return out.take();
}

}  // namespace

Result<void> begin_moodle_xml(const TextSink& sink, const std::string& language) {
    XmlOut out;
    out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.open(language.empty() ? "quiz" : "quiz xml:lang=\"" + XmlOut::escaped(language) + "\"");
    out.raw("\n");
    return sink(out.take());
}

Result<void> end_moodle_xml(const TextSink& sink) {
    return sink("</quiz>\n");
}

Result<MoodleXmlExport> write_questions(const QuizPublic& quiz, const QuizKey& key,
                                        const FileBytes& files, const TextSink& sink) {
    MoodleXmlExport result;
    if (has_rules(quiz.settings) || !quiz.introduction.empty())
        result.dropped.push_back("quiz «" + quiz.title +
                                 "»: Moodle's question files hold questions alone; set its rules "
                                 "and its introduction in Moodle");
    if (!quiz.sections.empty() || !key.rules.empty())
        result.dropped.push_back("quiz «" + quiz.title +
                                 "»: its sections, and the rules for all of it");
    std::string category;
    for (const QuestionPublic& shown : quiz.questions) {
        const QuestionKey* const its_key = key.question(shown.id);
        if (its_key == nullptr) {
            result.dropped.push_back("question «" + shown.title + "»: its key is not here");
            continue;
        }
        if (shown.category != category) APPRODO_CHECK(sink(category_question(shown.category)));
        category = shown.category;
        QuestionWriter writer(shown, *its_key, quiz.language, files, result.dropped);
        APPRODO_CHECK(sink(writer.run()));
        ++result.questions;
    }
    return result;
}

Result<MoodleXmlExport> write_moodle_xml(const AuthoredCourse& authored, const TextSink& sink) {
    MoodleXmlExport result;
    for (const Module& module : authored.course.modules) {
        for (const Unit& unit : module.units) {
            if (unit.kind != UnitKind::quiz)
                result.dropped.push_back(module.slug + "/" + unit.slug + ": not a quiz");
        }
    }
    APPRODO_CHECK(begin_moodle_xml(sink, authored.course.languages.front()));
    const FileBytes files = [&](const std::string& path) { return bytes_in(authored, path); };
    for (const AuthoredQuiz& listed : authored.quizzes) {
        const Unit* const unit = authored.course.unit(listed.unit);
        if (unit != nullptr && unit->kind != UnitKind::quiz) continue;
        const WholeQuiz quiz(listed);
        const QuizPublic& shown = quiz->languages.front().shown;
        if (quiz->languages.size() > 1)
            result.dropped.push_back("quiz «" + shown.title + "»: its languages other than «" +
                                     shown.language + "»");
        APPRODO_TRY(auto written, write_questions(shown, quiz->key, files, sink));
        result.questions += written.questions;
        result.dropped.insert(result.dropped.end(), written.dropped.begin(), written.dropped.end());
    }
    APPRODO_CHECK(end_moodle_xml(sink));
    return result;
}

MoodleXmlText moodle_xml_of(const QuizPublic& quiz, const QuizKey& key, const FileBytes& files) {
    MoodleXmlText result;
    const TextSink sink = [&](std::string_view text) -> Result<void> {
        result.text += text;
        return {};
    };
    (void)begin_moodle_xml(sink, quiz.language);
    if (auto written = write_questions(quiz, key, files, sink))
        result.dropped = std::move(written->dropped);
    (void)end_moodle_xml(sink);
    return result;
}

}  // namespace approdo::content_export
