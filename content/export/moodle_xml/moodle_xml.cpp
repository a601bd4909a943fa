#include "content/export/moodle_xml/moodle_xml.hpp"

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
