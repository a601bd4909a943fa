#include "content/import/qti1/quiz_unit.hpp"

#include "content/import/qti1/canvas_settings.hpp"

namespace approdo::import::qti1 {

using namespace content;

QuizUnit quiz_unit(Assessment assessment, const UnitId& id, const ModuleId& module,
                   const std::string& slug, const std::string& path, const Reading& reading) {
    settle_mode(assessment.settings);
    if (assessment.is_survey) assessment.settings.mode = QuizMode::practice;
    QuizUnit result;
    Unit& unit = result.unit;
    unit.id = id;
    unit.slug = slug;
    unit.kind = assessment.is_survey ? UnitKind::questionnaire : UnitKind::quiz;
    unit.completion.kind = CompletionKind::submitted;
    // A bank is there to choose from, not to be worked through.
    unit.required = !assessment.is_bank;
    Variant variant;
    variant.language = reading.language;
    variant.direction = direction_of(reading.language);
    variant.path = path;
    variant.title = assessment.title;
    variant.media_type = "application/vnd.approdo.quiz";
    unit.variants.push_back(variant);

    AuthoredQuiz& quiz = result.quiz;
    quiz.unit = id;
    quiz.module = module;
    quiz.key.unit = id;
    QuizPublic shown;
    shown.unit = id;
    shown.language = reading.language;
    shown.direction = variant.direction;
    shown.title = assessment.title;
    if (!assessment.introduction.empty())
        shown.introduction = clean_text(assessment.introduction, assessment.line, reading);
    shown.settings = assessment.settings;
    shown.sections = std::move(assessment.sections);
    for (Question& one : assessment.questions) {
        shown.questions.push_back(std::move(one.shown));
        quiz.key.questions.push_back(std::move(one.key));
    }
    quiz.languages.push_back({path, std::move(shown)});
    return result;
}

}  // namespace approdo::import::qti1
