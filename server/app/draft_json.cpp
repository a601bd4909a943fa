#include "server/app/draft_json.hpp"

#include <algorithm>
#include <boost/json.hpp>

namespace approdo::app {

namespace json = boost::json;
using namespace content;

namespace {

std::string_view kind_of(UnitKind kind) {
    static constexpr std::string_view names[] = {
        "", "page", "media", "quiz", "questionnaire", "assignment", "foreign"};
    return names[static_cast<std::size_t>(kind) % std::size(names)];
}

std::string_view mode_of(QuizMode mode) {
    static constexpr std::string_view names[] = {"", "practice", "graded", "timed"};
    return names[static_cast<std::size_t>(mode) % std::size(names)];
}

std::string title_of(const Unit& unit) {
    return unit.variants.empty() ? unit.slug : unit.variants.front().title;
}

json::array tree_json(const Course& course) {
    json::array modules;
    for (const Module& module : course.modules) {
        json::array units;
        for (const Unit& unit : module.units) {
            json::array languages;
            for (const Variant& one : unit.variants) languages.emplace_back(one.language);
            units.push_back({{"id", unit.id.hex()},
                             {"kind", kind_of(unit.kind)},
                             {"title", title_of(unit)},
                             {"minutes", unit.minutes},
                             {"required", unit.required},
                             {"languages", std::move(languages)}});
        }
        modules.push_back({{"id", module.id.hex()},
                           {"title", module.title.in(course.languages.front())},
                           {"units", std::move(units)}});
    }
    return modules;
}

json::object counts_json(const import::ImportCounts& counts) {
    return {{"modules", counts.modules},     {"pages", counts.pages},
            {"media", counts.media},         {"quizzes", counts.quizzes},
            {"questions", counts.questions}, {"packages", counts.foreign},
            {"other", counts.other},         {"files", counts.files}};
}

json::object report_json(const ImportedCourse& imported) {
    json::array findings;
    for (const import::Finding& one : imported.report.findings) {
        findings.push_back({{"severity", import::name_of(one.severity)},
                            {"file", one.file},
                            {"line", one.line},
                            {"message", one.message},
                            {"mend", one.mend}});
    }
    return {{"outcome", import::name_of(imported.outcome())},
            {"format", imported.format},
            {"errors", imported.report.count(import::Severity::error)},
            {"warnings", imported.report.count(import::Severity::warning)},
            {"advice", imported.report.count(import::Severity::advice)},
            {"counts", counts_json(import::counts_of(imported.course))},
            {"findings", std::move(findings)}};
}

// Texts that somebody can pick or fill, part by part; words only where there is a choice.
struct OptionsOf {
    json::array operator()(const ChoicePart& part) const { return texts(part.options); }
    json::array operator()(const OrderPart& part) const { return texts(part.items); }
    json::array operator()(const MatchPart& part) const {
        json::array all = texts(part.left);
        for (json::value& right : texts(part.right)) all.push_back(std::move(right));
        return all;
    }
    json::array operator()(const DragPart& part) const { return texts(part.items); }
    template <class Other>
    json::array operator()(const Other&) const {
        return {};
    }

    template <class List>
    static json::array texts(const List& options) {
        json::array all;
        for (const auto& option : options) all.push_back(json::string(option.text.html));
        return all;
    }
};

json::array questions_json(const QuizPublic& quiz) {
    json::array questions;
    for (const QuestionPublic& question : quiz.questions) {
        json::array parts;
        for (const Part& part : question.parts) {
            const bool truth = question.kind == QuestionKind::true_false;
            parts.push_back(
                {{"number", part.number},
                 {"true_false", truth},
                 {"options", truth ? json::array{} : std::visit(OptionsOf{}, part.shape)}});
        }
        questions.push_back(
            {{"id", question.id.hex()}, {"html", question.text.html}, {"parts", std::move(parts)}});
    }
    return questions;
}

json::array files_json(const AuthoredCourse& course, const Variant& variant) {
    json::array files;
    for (const AuthoredFile& file : course.files) {
        if (file.path == variant.path || file.path.starts_with(variant.path + "/"))
            files.push_back({{"path", file.path}, {"type", file.media_type}, {"bytes", file.size}});
    }
    return files;
}

}  // namespace

json::object to_json(const Draft& draft) {
    json::object row = {{"id", draft.id.hex()},
                        {"file", draft.file},
                        {"bytes", draft.bytes},
                        {"brought", draft.brought.value},
                        {"state", draft.is_checked ? "checked" : "checking"}};
    if (draft.published.value > 0) {
        row["state"] = "published";
        row["version"] = draft.published.value;
    }
    return row;
}

json::object to_json(const Draft& draft, const ImportedCourse& imported) {
    json::object row = to_json(draft);
    row["report"] = report_json(imported);
    const Course& course = imported.course.course;
    if (course.languages.empty()) return row;
    row["course"] = json::object{{"id", course.id.hex()},
                                 {"slug", course.slug},
                                 {"title", course.title.in(course.languages.front())},
                                 {"language", course.languages.front()},
                                 {"modules", tree_json(course)}};
    return row;
}

json::object to_json(const CourseChanges& changes) {
    json::array units;
    for (const UnitChange& one : changes.units) {
        json::object row = {{"unit", one.unit.hex()},
                            {"change", name_of(one.kind)},
                            {"title", one.title},
                            {"module", one.module},
                            {"kind", kind_of(one.what)}};
        if (one.kind == ChangeKind::renamed) row["title_before"] = one.title_before;
        if (one.questions_added + one.questions_removed + one.questions_changed > 0) {
            row["questions"] = json::object{{"added", one.questions_added},
                                            {"removed", one.questions_removed},
                                            {"changed", one.questions_changed}};
        }
        units.push_back(std::move(row));
    }
    return {{"course", changes.course.hex()},
            {"version", changes.version.value},
            {"units", std::move(units)},
            {"enrolled", changes.enrolled},
            {"under_way", changes.under_way},
            {"done", changes.done},
            {"package_bytes", changes.package_bytes},
            {"update_bytes", changes.update_bytes}};
}

Result<json::object> unit_json(const AuthoredCourse& course, const UnitId& id,
                               std::string_view language) {
    const Unit* unit = course.course.unit(id);
    if (unit == nullptr || unit->variants.empty())
        return fail(ErrorCode::not_found, "There is no such unit in this draft.");
    const Variant* shown = unit->variant(language);
    const Variant& variant = shown == nullptr ? unit->variants.front() : *shown;
    json::object row = {{"id", id.hex()},
                        {"kind", kind_of(unit->kind)},
                        {"title", variant.title},
                        {"language", variant.language},
                        {"right_to_left", variant.direction == Direction::right_to_left},
                        {"files", files_json(course, variant)}};
    for (const AuthoredPage& page : course.pages)
        if (page.path == variant.path) row["html"] = page.page.html;
    for (const AuthoredQuiz& quiz : course.quizzes) {
        if (quiz.unit != id) continue;
        const auto found = std::find_if(quiz.languages.begin(), quiz.languages.end(),
                                        [&](const auto& one) { return one.path == variant.path; });
        const QuizPublic& words =
            found == quiz.languages.end() ? quiz.languages.front().shown : found->shown;
        row["html"] = words.introduction.html;
        row["mode"] = mode_of(words.settings.mode);
        row["questions"] = questions_json(words);
    }
    return row;
}

}  // namespace approdo::app
