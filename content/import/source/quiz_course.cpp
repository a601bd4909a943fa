#include "content/import/source/quiz_course.hpp"

#include <set>

#include "content/import/source/derived_ids.hpp"
#include "content/import/source/limits.hpp"
#include "content/import/source/slug.hpp"

namespace approdo::import {

using namespace content;

ModuleId bank_module(std::string_view format, std::string_view key) {
    return derived_id<ModuleId>(format, {"module", key});
}

QuizCourse::QuizCourse(QuestionFile file, std::string scratch)
    : file_(std::move(file)), spool_(std::make_shared<QuestionSpool>(std::move(scratch))) {
    Course& course = course_.course;
    course.id = derived_id<CourseId>(file_.format, {"course", file_.key});
    course.slug = slug_of(file_.title);
    if (course.slug.empty()) course.slug = "quiz";
    course.languages = {file_.language};
    course.title = LocalText(file_.language, file_.title);
    Module& module = course.modules.emplace_back();
    module.id = bank_module(file_.format, file_.key);
    module.slug = "quiz";
    module.title = course.title;
    begin_quiz();
}

void QuizCourse::begin_quiz() {
    Module& module = course_.course.modules.front();
    const std::string number = std::to_string(module.units.size() + 1);
    const bool is_first = module.units.empty();
    Unit& unit = module.units.emplace_back();
    unit.id = is_first ? derived_id<UnitId>(file_.format, {"unit", file_.key})
                       : derived_id<UnitId>(file_.format, {"unit", file_.key, number});
    unit.kind = UnitKind::quiz;
    unit.slug = is_first ? "quiz" : "quiz-" + number;
    unit.completion.kind =
        file_.settings.pass_mark.parts > 0 ? CompletionKind::passed : CompletionKind::submitted;
    Variant& variant = unit.variants.emplace_back();
    variant.language = file_.language;
    variant.direction = direction_of(file_.language);
    variant.path = course_.course.slug + (is_first ? "" : "-" + number) + ".quiz";
    variant.title = file_.title + (is_first ? "" : " (" + number + ")");
    variant.media_type = "application/vnd.approdo.quiz";

    AuthoredQuiz& quiz = course_.quizzes.emplace_back();
    quiz.unit = quiz.key.unit = unit.id;
    quiz.module = module.id;
    AuthoredQuiz::InLanguage& shown = quiz.languages.emplace_back();
    shown.path = variant.path;
    shown.shown.unit = unit.id;
    shown.shown.language = file_.language;
    shown.shown.direction = variant.direction;
    shown.shown.title = variant.title;
    shown.shown.settings = file_.settings;
    if (is_first) shown.shown.introduction = file_.introduction;
    held_ = 0;
}

// What is drawn, and in which order, is said of all questions together.
bool QuizCourse::may_be_divided() const {
    return file_.sections.empty() && file_.rules.empty() && file_.settings.questions_shown == 0;
}

void QuizCourse::add(Question question) {
    if (held_ >= limits::quiz_bytes_max && may_be_divided()) {
        put_aside(course_.quizzes.back(), spool_);
        begin_quiz();
    }
    held_ += held_bytes(question);
    ++count_;
    AuthoredQuiz& quiz = course_.quizzes.back();
    quiz.languages.front().shown.questions.push_back(std::move(question.shown));
    quiz.key.questions.push_back(std::move(question.key));
}

AuthoredCourse QuizCourse::finish(const std::string& file, Report& report) {
    AuthoredQuiz& first = course_.quizzes.front();
    QuizPublic& shown = first.languages.front().shown;
    std::vector<QuestionId> ids;
    for (const QuestionPublic& question : shown.questions) ids.push_back(question.id);
    add_to_sections(file_.sections, ids);
    shown.sections = std::move(file_.sections);
    first.key.rules = std::move(file_.rules);
    report_several(course_.quizzes.size(), file, report);
    return std::move(course_);
}

void report_several(std::size_t quizzes, const std::string& file, Report& report) {
    if (quizzes < 2) return;
    report.advice(file, 0,
                  "these are more questions than a device opens at once: they became " +
                      std::to_string(quizzes) + " quizzes",
                  "look whether they are divided where it makes sense");
}

void add_to_sections(std::vector<QuizSection>& sections, const std::vector<QuestionId>& questions) {
    if (sections.empty()) return;
    std::set<QuestionId> placed;
    for (const QuizSection& section : sections) {
        for (const SectionMember& member : section.members) placed.insert(member.question);
    }
    for (const QuestionId& question : questions) {
        if (placed.contains(question)) continue;
        SectionMember& member = sections.front().members.emplace_back();
        member.question = question;
    }
}

void errors_to_losses(Report& report) {
    for (Finding& finding : report.findings) {
        if (finding.severity == Severity::error) finding.severity = Severity::warning;
    }
}

}  // namespace approdo::import
