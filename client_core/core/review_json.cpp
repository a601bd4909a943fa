// Spaced repetition as JSON: see views_json.hpp.
#include "client_core/core/answers.hpp"
#include "client_core/core/question_json.hpp"
#include "client_core/core/views_json.hpp"

namespace approdo::client {
namespace {

void write_card(JsonWriter& json, const ReviewCard& card) {
    json.begin_object()
        .member("course", card.course_slug)
        .member("course_title", card.course_title)
        .member("module", card.module_slug)
        .member("unit", card.unit_slug)
        .member("unit_title", card.unit_title)
        .member("number", card.number)
        .member("returns", card.returns);
    json.name("question");
    write_question(json, card.question);
    json.end_object();
}

void write_choice(JsonWriter& json, const ReviewChoice& choice) {
    json.member("rating", name_of(choice.rating)).member("in_days", choice.in_days);
}

void write_reviewed(JsonWriter& json, const ReviewedView& view) {
    json.member("review", view.review);
    write_choice(json, {view.rating, view.in_days});
    json.name("choices").begin_list();
    for (const ReviewChoice& choice : view.choices) {
        json.begin_object();
        write_choice(json, choice);
        json.end_object();
    }
    json.end_list();
    json.name("question");
    write_question(json, view.question);
    if (view.right)
        json.member("right", answer_text(view.question.question, view.question.plan, *view.right));
}

}  // namespace

std::string_view name_of(content::Rating rating) {
    constexpr std::string_view names[] = {"by_verdict", "again", "hard", "good", "easy"};
    return names[static_cast<std::size_t>(rating)];
}

Result<content::Rating> rating_called(std::string_view name) {
    using enum content::Rating;
    for (const content::Rating rating : {again, hard, good, easy}) {
        if (name == name_of(rating)) return rating;
    }
    return fail(ErrorCode::invalid_input,
                "«" + std::string(name) + "» is no rating: again, hard, good or easy");
}

std::string to_json(const ReviewsView& view) {
    JsonWriter json;
    json.begin_object()
        .member("schema", json_schema)
        .member("due", view.due)
        .member("returning", view.returning)
        .member("fresh", view.fresh)
        .member("fresh_later", view.fresh_later)
        .member("done_today", view.done_today)
        .member("known", view.known);
    json.name("ahead").begin_list();
    for (const ReviewDay& day : view.ahead) {
        json.begin_object().member("in_days", day.in_days).member("count", day.count).end_object();
    }
    json.end_list();
    json.name("cards").begin_list();
    for (const ReviewCard& card : view.cards) write_card(json, card);
    return json.end_list().end_object().take();
}

std::string to_json(const ReviewedView& view) {
    JsonWriter json;
    json.begin_object().member("schema", json_schema);
    write_reviewed(json, view);
    return json.end_object().take();
}

std::string to_json(const std::vector<ReviewedView>& views) {
    JsonWriter json;
    json.begin_object().member("schema", json_schema);
    json.name("reviewed").begin_list();
    for (const ReviewedView& view : views) {
        json.begin_object();
        write_reviewed(json, view);
        json.end_object();
    }
    return json.end_list().end_object().take();
}

std::string to_json(const ReviewChoice& choice) {
    JsonWriter json;
    json.begin_object().member("schema", json_schema);
    write_choice(json, choice);
    return json.end_object().take();
}

}  // namespace approdo::client
