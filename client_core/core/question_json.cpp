#include "client_core/core/question_json.hpp"

#include "client_core/core/answers.hpp"
#include "client_core/core/handed_json.hpp"
#include "client_core/core/media_json.hpp"
#include "client_core/core/views_json.hpp"

namespace approdo::client {
namespace {

void write_option(JsonWriter& json, const content::Option& option) {
    json.begin_object().member("id", option.id).member("html", option.text.html).end_object();
}

std::string_view shape_name(const content::PartShape& shape) {
    constexpr std::string_view names[] = {"choice", "text", "number",  "match", "order",
                                          "essay",  "file", "hotspot", "drag",  "unknown"};
    return names[shape.index()];
}

void write_part(JsonWriter& json, const content::Part& part, const content::PlannedQuestion& plan,
                const std::optional<content::Response>& answer) {
    json.begin_object().member("number", part.number).member("kind", shape_name(part.shape));
    const auto options = shown_options(part, plan);
    if (!options.empty()) {
        json.name("options").begin_list();
        for (const content::Option& option : options) write_option(json, option);
        json.end_list();
    }
    if (const auto* choice = std::get_if<content::ChoicePart>(&part.shape)) {
        json.member("chosen_max", choice->chosen_max);
    } else if (const auto* match = std::get_if<content::MatchPart>(&part.shape)) {
        json.name("left").begin_list();
        for (const content::Option& option : match->left) write_option(json, option);
        json.end_list();
    } else if (const auto* drag = std::get_if<content::DragPart>(&part.shape)) {
        json.name("left").begin_list();
        for (const content::DragItem& item : drag->items) write_option(json, {item.id, item.text});
        json.end_list();
        if (!drag->picture.path.empty()) write_picture(json, drag->picture);
    } else if (const auto* hotspot = std::get_if<content::HotspotPart>(&part.shape)) {
        json.member("chosen_max", hotspot->chosen_max);
        write_picture(json, hotspot->picture);
    } else if (const auto* file = std::get_if<content::FilePart>(&part.shape)) {
        write_limits(json, content::limits_of(*file));
        const auto* given = answer ? answer->part(part.number) : nullptr;
        if (given != nullptr) write_files(json, content::files_in({{*given}}));
    } else if (const auto* number = std::get_if<content::NumberPart>(&part.shape)) {
        json.name("units").begin_list();
        for (const std::string& unit : number->units) json.text(unit);
        json.end_list();
    }
    if (!part.label.empty()) json.member("label", part.label);
    json.end_object();
}

}  // namespace

void write_question(JsonWriter& json, const QuestionView& view) {
    json.begin_object()
        .member("question", view.question.id)
        .member("title", view.question.title)
        .member("html", view.question.text.html);
    json.name("parts").begin_list();
    for (const content::Part& part : view.question.parts)
        write_part(json, part, view.plan, view.answer);
    json.end_list();
    json.name("answer");
    if (view.answer) {
        json.text(answer_text(view.question, view.plan, *view.answer));
    } else {
        json.null();
    }
    if (view.tries_left) json.member("tries_left", *view.tries_left);
    if (view.finished) json.member("finished", true);
    if (view.clear_wrong) json.member("clear_wrong", true);
    if (view.items_right) {
        json.member("items_right", view.items_right->first)
            .member("items", view.items_right->second);
    }
    if (!view.hints.empty()) {
        json.name("hints").begin_list();
        for (const content::RichText& text : view.hints) json.text(text.html);
        json.end_list();
    }
    if (view.outcome) json.member("verdict", name_of(view.outcome->verdict));
    if (view.points) json.member("points", content::points_text(*view.points));
    if (view.points_max) json.member("points_max", content::points_text(*view.points_max));
    if (view.by_person) json.member("by_person", true);
    if (!view.feedback.empty()) {
        json.name("feedback").begin_list();
        for (const content::RichText& text : view.feedback) json.text(text.html);
        json.end_list();
    }
    json.end_object();
}

}  // namespace approdo::client
