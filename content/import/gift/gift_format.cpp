#include "content/import/gift/gift_format.hpp"

#include "content/import/gift/gift_questions.hpp"
#include "content/import/source/course_files.hpp"
#include "content/import/source/file_text.hpp"
#include "content/import/source/language_guess.hpp"
#include "content/import/source/quiz_course.hpp"
#include "content/import/source/trimmed.hpp"

namespace approdo::import {
namespace {

constexpr std::string_view format_name = "gift";
constexpr std::size_t looked_at_max = 64 * 1024;

// What no other text has at the beginning of a line.
bool begins_gift(std::string_view line) {
    for (const std::string_view format : {"[markdown]", "[html]", "[moodle]", "[plain]"}) {
        if (line.starts_with(format)) return true;
    }
    return line.starts_with("$CATEGORY:") || line.starts_with("// approdo:") ||
           (line.starts_with("::") && line.find("::", 2) != std::string_view::npos);
}

// A pair of braces that answers could stand in: closed, and empty or begun as answers begin.
bool has_answers(std::string_view text) {
    for (std::size_t open = text.find('{'); open != std::string_view::npos;
         open = text.find('{', open + 1)) {
        if (open > 0 && text[open - 1] == '\\') continue;
        const std::size_t close = text.find('}', open);
        if (close == std::string_view::npos) return false;
        const std::string_view inside = trimmed(text.substr(open + 1, close - open - 1));
        const bool word = inside == "T" || inside == "F" || inside == "TRUE" || inside == "FALSE" ||
                          inside.starts_with("T#") || inside.starts_with("F#") ||
                          inside.starts_with("TRUE#") || inside.starts_with("FALSE#");
        if (inside.empty() || word || inside[0] == '=' || inside[0] == '~' || inside[0] == '#')
            return true;
    }
    return false;
}

bool recognises_gift(const Source& source) {
    if (source.file.empty()) return false;
    const Bytes bytes = source.files.beginning(source.file, looked_at_max);
    const std::string_view text = text_of(bytes);
    if (text.find('\0') != std::string_view::npos || trimmed(text).starts_with('<')) return false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        if (begins_gift(trimmed(text.substr(at, end - at)))) return true;
        at = end + 1;
    }
    return has_answers(text);
}

// Files of other programs do not say it, ours do.
std::string language_of(const GiftReader& gift, std::string_view text) {
    for (const Directive& one : gift.header()) {
        if (one.key == "language" && content::is_language_tag(one.value)) return one.value;
    }
    return guess_language(text);
}

Import read_gift(const Source& source) {
    Import result;
    FileText file(source, result.report);
    GiftReader gift(file.text(), source.file, result.report);
    const std::string language = language_of(gift, file.text());
    CourseFiles files(source.files);
    SourceLinks links(files, source.file, bank_module(format_name, source.name), language);
    const QuizReading reading{language, source.file, links, result.report, false, false};
    QuizReader reader(gift.header(), reading);
    QuizSource& quiz = reader.quiz();
    QuizCourse course({format_name, source.name, quiz.title.empty() ? source.name : quiz.title,
                       language, std::move(quiz.introduction), quiz.settings,
                       std::move(quiz.sections), std::move(quiz.rules)},
                      source.scratch);
    while (const auto item = gift.next()) {
        if (auto question = reader.take(*item)) course.add(std::move(*question));
        file.give_back(gift.position());
    }
    errors_to_losses(result.report);
    if (course.count() == 0) {
        result.report.error(source.file, 0, "there is no question in this file",
                            "is it the right one?");
        return result;
    }
    result.course = course.finish(source.file, result.report);
    result.course.files = files.take();
    return result;
}

}  // namespace

const Format gift_format{format_name, "GIFT", recognises_gift, read_gift};

}  // namespace approdo::import
