#include "content/import/source/quiz_course.hpp"

#include <algorithm>

#include "content/import/source/derived_ids.hpp"
#include "content/import/source/slug.hpp"
#include "sync/base/text_encoding.hpp"

namespace approdo::import {

using namespace content;

namespace {

Unit unit_of(const QuestionFile& bank, const std::string& path) {
    Unit unit;
    unit.id = derived_id<UnitId>(bank.format, {"unit", bank.key});
    unit.kind = UnitKind::quiz;
    unit.slug = "quiz";
    unit.completion.kind =
        bank.settings.pass_mark.parts > 0 ? CompletionKind::passed : CompletionKind::submitted;
    Variant variant;
    variant.language = bank.language;
    variant.direction = direction_of(bank.language);
    variant.path = path;
    variant.title = bank.title;
    variant.media_type = "application/vnd.approdo.quiz";
    unit.variants.push_back(std::move(variant));
    return unit;
}

}  // namespace

ModuleId bank_module(std::string_view format, std::string_view key) {
    return derived_id<ModuleId>(format, {"module", key});
}

AuthoredCourse course_of(QuestionFile bank) {
    AuthoredCourse authored;
    Course& course = authored.course;
    course.id = derived_id<CourseId>(bank.format, {"course", bank.key});
    course.slug = slug_of(bank.title);
    if (course.slug.empty()) course.slug = "quiz";
    course.languages = {bank.language};
    course.title = LocalText(bank.language, bank.title);
    Module module;
    module.id = bank_module(bank.format, bank.key);
    module.slug = "quiz";
    module.title = course.title;
    const std::string path = course.slug + ".quiz";
    module.units.push_back(unit_of(bank, path));

    AuthoredQuiz quiz;
    quiz.unit = quiz.key.unit = module.units[0].id;
    quiz.module = module.id;
    AuthoredQuiz::InLanguage shown;
    shown.path = path;
    shown.shown.unit = quiz.unit;
    shown.shown.language = bank.language;
    shown.shown.direction = direction_of(bank.language);
    shown.shown.title = bank.title;
    shown.shown.introduction = std::move(bank.introduction);
    shown.shown.settings = bank.settings;
    shown.shown.sections = std::move(bank.sections);
    quiz.key.rules = std::move(bank.rules);
    for (Question& question : bank.questions) {
        shown.shown.questions.push_back(std::move(question.shown));
        quiz.key.questions.push_back(std::move(question.key));
    }
    quiz.languages.push_back(std::move(shown));
    authored.quizzes.push_back(std::move(quiz));
    course.modules.push_back(std::move(module));
    return authored;
}

std::string read_text(const Source& source, Report& report) {
    std::string text = source.files.read(source.file).value_or("");
    if (is_utf8(text)) return text;
    report.advice(source.file, 0, "this file is not saved as UTF-8; it was read as Windows-1252",
                  "save it as UTF-8, and look at its letters with accents");
    return from_windows_1252(text);
}

void errors_to_losses(Report& report) {
    for (Finding& finding : report.findings) {
        if (finding.severity == Severity::error) finding.severity = Severity::warning;
    }
}

}  // namespace approdo::import
