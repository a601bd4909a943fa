#include "content/export/moodle_xml/question_writer.hpp"

#include <algorithm>

#include "content/export/moodle_xml/embedded_files.hpp"
#include "content/export/moodle_xml/question_forms.hpp"

namespace approdo::content_export::moodle {

using namespace content;

std::string QuestionWriter::run() {
    const Form form = form_of(*this);
    unknown_ = form.unknown;
    head(form.type, form.html);
    if (form.write != nullptr) form.write(*this);
    tail();
    return out.take();
}

void QuestionWriter::lose(const std::string& what) {
    const std::string title = shown.title.empty() ? shown.id.hex() : shown.title;
    std::string line = "question «" + title + "»: " + what;
    if (std::find(dropped_.begin(), dropped_.end(), line) == dropped_.end())
        dropped_.push_back(std::move(line));
}

void QuestionWriter::add_id(const OptionId& id) {
    ids_ += (ids_.empty() ? "" : ",") + id.hex();
}

std::string QuestionWriter::html_of(const LocalRich& text) const {
    for (const RichText& one : text.texts) {
        if (one.language.empty() || one.language == language_) return one.html;
    }
    return text.texts.empty() ? std::string() : text.texts.front().html;
}

std::string QuestionWriter::feedback_of(FeedbackId id) const {
    const LocalRich* const found = key.feedback_text(id);
    return found == nullptr ? std::string() : html_of(*found);
}

void QuestionWriter::text_inside(const std::string& html) {
    const EmbeddedText embedded = with_embedded_files(html);
    if (embedded.lost_link) lose("its links to units of the course lead nowhere in Moodle");
    out.leaf("text", embedded.html);
    for (const EmbeddedFile& one : embedded.files) file(one.path);
}

void QuestionWriter::text(const std::string& element, const std::string& html) {
    out.open(element + " format=\"html\"");
    text_inside(html);
    out.close(element);
}

void QuestionWriter::file(const std::string& path) {
    const auto bytes = files_(path);
    if (!bytes) {
        lose("the file «" + path + "» could not be read");
        return;
    }
    out.open("file name=\"" + XmlOut::escaped(file_name(path)) +
             "\" path=\"/\" encoding=\"base64\"");
    out.raw(base64(*bytes));
    out.close("file");
}

void QuestionWriter::answer(const std::string& percent, const std::string& html,
                            FeedbackId feedback, const std::string& rest) {
    out.open("answer fraction=\"" + percent + "\" format=\"html\"");
    text_inside(html);
    const std::string words = feedback_of(feedback);
    if (!words.empty()) text("feedback", words);
    out.raw(rest);
    out.close("answer");
}

void QuestionWriter::head(const std::string& type, const std::string& question_html) {
    out.open("question type=\"" + type + "\"");
    out.open("name");
    // Moodle's names are HTML.
    out.leaf("text", XmlOut::escaped(shown.title));
    out.close("name");
    text("questiontext", question_html);
    text("generalfeedback", feedback_of(key.general_feedback));
    out.leaf("defaultgrade", points_text(key.points));
    out.leaf("penalty", fraction_text(key.penalty));
    out.leaf("hidden", "0");
    out.leaf("idnumber", shown.foreign_id);
}

void QuestionWriter::tail() {
    const auto by_verdict = [&](const char* element, FeedbackId id) {
        const std::string words = feedback_of(id);
        if (!words.empty()) text(element, words);
    };
    by_verdict("correctfeedback", key.right_feedback);
    by_verdict("partiallycorrectfeedback", key.partly_feedback);
    by_verdict("incorrectfeedback", key.wrong_feedback);
    if (key.show_right_count) out.empty("shownumcorrect");
    for (std::size_t i = 0; i < key.hints.size(); ++i) {
        out.open("hint format=\"html\"");
        text_inside(html_of(key.hints[i]));
        const HintRule rule = i < key.hint_rules.size() ? key.hint_rules[i] : HintRule{};
        if (rule.show_right_count) out.empty("shownumcorrect");
        if (rule.clear_wrong) out.empty("clearwrong");
        out.close("hint");
    }
    if (!shown.tags.empty()) {
        out.open("tags");
        for (const std::string& tag : shown.tags) {
            out.open("tag");
            out.leaf("text", tag);
            out.close("tag");
        }
        out.close("tags");
    }
    std::string own = "approdo id=\"" + shown.id.hex() + "\"";
    if (!ids_.empty()) own += " options=\"" + ids_ + "\"";
    if (!unknown_.empty()) own += " unknown=\"" + XmlOut::escaped(unknown_) + "\"";
    out.empty(own);
    out.close("question");
}

std::string percent_of(Share share) {
    return percent_text(share);
}

std::string words_of(const std::string& html) {
    std::string words;
    bool inside = false;
    for (const char c : html) {
        if (c == '<') inside = true;
        if (!inside) words.push_back(c);
        if (c == '>') inside = false;
    }
    constexpr std::pair<std::string_view, std::string_view> references[] = {
        {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}};
    for (const auto& [from, to] : references) {
        for (std::size_t at = words.find(from); at != std::string::npos;
             at = words.find(from, at + to.size()))
            words.replace(at, from.size(), to);
    }
    return words;
}

Middle middle_of(const DecimalRange& range) {
    const auto sum = sum_of(range.low, range.high);
    const auto width = sum_of(range.high, negated(range.low));
    const auto centre = sum ? half_of(*sum) : sum;
    const auto tolerance = width ? half_of(*width) : width;
    if (!centre || !tolerance) return {range.low, {}, false};
    const auto again = range_around(*centre, *tolerance);
    return {*centre, *tolerance, again.ok() && *again == range};
}

}  // namespace approdo::content_export::moodle
