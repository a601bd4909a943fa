#include "content/import/aiken/aiken_format.hpp"

#include <map>

#include "content/import/aiken/aiken.hpp"
#include "content/import/source/derived_ids.hpp"
#include "content/import/source/file_text.hpp"
#include "content/import/source/html_text.hpp"
#include "content/import/source/language_guess.hpp"
#include "content/import/source/quiz_course.hpp"

namespace approdo::import {

using namespace content;

namespace {

constexpr std::string_view format_name = "aiken";
constexpr std::size_t looked_at_max = 64 * 1024;

RichText rich(const std::string& text, const std::string& language) {
    return {escaped_text(text), language, Direction::inherit};
}

Question question_of(const AikenQuestion& from, const QuestionId& id, const std::string& language) {
    Question question;
    question.shown.id = question.key.id = id;
    question.shown.kind = QuestionKind::choice_one;
    question.shown.text = rich(from.text, language);
    ChoicePart part;
    ChoiceKey key;
    std::map<std::string, std::size_t> seen;
    for (const AikenOption& option : from.options) {
        // Of the words alone: ids are public and must not tell which option is right.
        const std::string nth = std::to_string(seen[option.text]++);
        const auto option_id = derived_id<OptionId>(format_name, {id.hex(), option.text, nth});
        part.options.push_back({option_id, rich(option.text, language)});
        const bool right = option.letter == from.right;
        key.options.push_back({option_id, right ? Share::all() : Share::none(), 0});
    }
    question.shown.parts.push_back({1, std::move(part), {}});
    question.key.parts.push_back({1, 1, std::move(key)});
    return question;
}

bool recognises_aiken(const Source& source) {
    if (source.file.empty()) return false;
    const Bytes bytes = source.files.beginning(source.file, looked_at_max);
    const std::string_view text = text_of(bytes);
    return text.find('\0') == std::string_view::npos && looks_like_aiken(text);
}

Import read_aiken(const Source& source) {
    Import result;
    const FileText file(source, result.report);
    const std::string_view text = file.text();
    const std::string language(guess_language(text));
    QuizCourse course({format_name, source.name, source.name, language, {}, {}}, source.scratch);
    std::map<std::string, std::size_t> seen;
    for (const AikenQuestion& one : parse_aiken(text, source.file, result.report)) {
        const std::string nth = std::to_string(seen[one.text]++);
        const auto id = derived_id<QuestionId>(format_name, {source.name, one.text, nth});
        auto halves = split(question_of(one, id, language));
        if (!halves) {
            result.report.warning(source.file, one.line, halves.error().message);
            continue;
        }
        course.add({std::move(halves->shown), std::move(halves->key)});
    }
    if (course.count() == 0) {
        result.report.error(source.file, 0, "there is no question in this file",
                            "is it the right one?");
        return result;
    }
    result.course = course.finish(source.file, result.report);
    return result;
}

}  // namespace

const Format aiken_format{format_name, "Aiken", recognises_aiken, read_aiken};

}  // namespace approdo::import
