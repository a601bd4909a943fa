#include "content/import/moodle/moodle_course.hpp"

#include <algorithm>

#include "content/import/source/derived_ids.hpp"
#include "content/import/source/slug.hpp"

namespace approdo::import {

using namespace content;

MoodleCourse::MoodleCourse(std::string format, std::string origin, std::string language)
    : format_(std::move(format)), origin_(std::move(origin)), language_(std::move(language)) {
    authored_.course.id = derived_id<CourseId>(format_, {"course", origin_});
    authored_.course.languages = {language_};
}

void MoodleCourse::set_title(const std::string& title) {
    authored_.course.title = LocalText(language_, title);
    authored_.course.slug = slug_of(title);
    if (authored_.course.slug.empty()) authored_.course.slug = "course";
}

Module& MoodleCourse::add_module(const std::string& foreign_id, const std::string& title) {
    Module& module = authored_.course.modules.emplace_back();
    module.id = derived_id<ModuleId>(format_, {"module", origin_, foreign_id});
    module.title = LocalText(language_, title);
    module.slug = free_slug(title, "module", module_slugs_);
    unit_slugs_.clear();
    return module;
}

UnitId MoodleCourse::unit_id(const std::string& foreign_id) const {
    return derived_id<UnitId>(format_, {"unit", origin_, foreign_id});
}

Unit& MoodleCourse::add_unit(UnitKind kind, const std::string& foreign_id,
                             const std::string& title) {
    Module& module = authored_.course.modules.back();
    Unit& unit = module.units.emplace_back();
    unit.id = unit_id(foreign_id);
    unit.kind = kind;
    unit.slug = free_slug(title, "unit", unit_slugs_);
    Variant& variant = unit.variants.emplace_back();
    variant.language = language_;
    variant.direction = direction_of(language_);
    variant.title = title;
    return unit;
}

void MoodleCourse::set_page(CleanHtml html) {
    const Module& module = authored_.course.modules.back();
    Unit& unit = last_unit();
    Variant& variant = unit.variants.front();
    variant.path = module.slug + "/" + unit.slug + ".page";
    variant.media_type = "text/html";
    variant.words = html.words;
    unit.completion.kind = CompletionKind::read;
    AuthoredPage& page = authored_.pages.emplace_back();
    page.path = variant.path;
    page.module = module.id;
    page.page.unit = unit.id;
    page.page.language = language_;
    page.page.direction = variant.direction;
    page.page.title = variant.title;
    page.page.html = std::move(html.html);
    page.page.blocks = html.blocks;
    page.page.pictures = std::move(html.assets);
}

void MoodleCourse::set_file(const std::string& path, const std::string& media_type) {
    Variant& variant = last_unit().variants.front();
    variant.path = path;
    variant.media_type = media_type;
}

AuthoredQuiz& MoodleCourse::add_quiz() {
    const Module& module = authored_.course.modules.back();
    Unit& unit = last_unit();
    Variant& variant = unit.variants.front();
    variant.path = module.slug + "/" + unit.slug + ".quiz";
    variant.media_type = "application/vnd.approdo.quiz";
    unit.completion.kind = CompletionKind::submitted;
    AuthoredQuiz& quiz = authored_.quizzes.emplace_back();
    quiz.unit = unit.id;
    quiz.module = module.id;
    quiz.key.unit = unit.id;
    AuthoredQuiz::InLanguage& shown = quiz.languages.emplace_back();
    shown.path = variant.path;
    shown.shown.unit = unit.id;
    shown.shown.language = language_;
    shown.shown.direction = variant.direction;
    shown.shown.title = variant.title;
    return quiz;
}

void MoodleCourse::add_question(AuthoredQuiz& quiz, Question question) {
    quiz.languages.front().shown.questions.push_back(std::move(question.shown));
    quiz.key.questions.push_back(std::move(question.key));
}

AuthoredCourse MoodleCourse::finish(std::vector<AuthoredFile> files) {
    for (AuthoredFile& file : files) authored_.files.push_back(std::move(file));
    std::sort(authored_.files.begin(), authored_.files.end(),
              [](const AuthoredFile& a, const AuthoredFile& b) { return a.path < b.path; });
    return std::move(authored_);
}

}  // namespace approdo::import
