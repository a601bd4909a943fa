#include "client_core/core/media_json.hpp"

#include "client_core/core/views_json.hpp"

namespace approdo::client {

void write_picture(JsonWriter& json, const content::Picture& picture) {
    json.name("picture")
        .begin_object()
        .member("path", picture.path)
        .member("width", picture.width)
        .member("height", picture.height)
        .member("alternative", picture.alternative)
        .end_object();
}

void write_media(JsonWriter& json, const MediaView& media) {
    json.name("media")
        .begin_object()
        .member("path", media.path)
        .member("type", media.media_type)
        .member("duration_ms", media.duration_ms)
        .member("transcript", media.transcript);
    json.name("tracks").begin_list();
    for (const content::Track& track : media.tracks) {
        json.begin_object()
            .member("kind", name_of(track.kind))
            .member("language", track.language)
            .member("path", track.path)
            .end_object();
    }
    json.end_list().end_object();
}

void write_narration(JsonWriter& json, const NarrationView& narration) {
    json.name("narration")
        .begin_object()
        .member("path", narration.path)
        .member("marks", narration.marks)
        .member("duration_ms", narration.duration_ms)
        .end_object();
}

std::string to_json(const QuizView& view) {
    JsonWriter json;
    json.begin_object()
        .member("schema", json_schema)
        .member("mode", name_of(view.settings.mode))
        .member("title", view.title)
        .member("introduction", view.introduction.html)
        .member("questions", view.questions)
        .member("time_limit_s", view.settings.time_limit_s)
        .member("one_way", view.settings.one_way)
        .member("pass_mark", content::percent_text(view.settings.pass_mark))
        .member("attempts_used", view.attempts_used)
        .member("open", view.is_open);
    if (view.attempts_left) json.member("attempts_left", *view.attempts_left);
    json.name("handed_in").begin_list();
    for (const HandedInView& one : view.handed_in) {
        json.begin_object()
            .member("attempt", one.attempt)
            .member("number", one.number)
            .member("marked", one.marked)
            .member("waits_for_person", one.waits_for_person);
        if (one.marked) {
            json.member("points", content::points_text(one.points))
                .member("points_max", content::points_text(one.points_max))
                .member("passed", one.passed);
        }
        json.end_object();
    }
    json.end_list();
    return json.end_object().take();
}

std::string to_json(const std::vector<AnnouncementView>& announcements) {
    JsonWriter json;
    json.begin_object().member("schema", json_schema);
    json.name("announcements").begin_list();
    for (const AnnouncementView& one : announcements) {
        json.begin_object()
            .member("announcement", one.announcement)
            .member("edition", one.edition)
            .member("course_title", one.course_title)
            .member("title", one.title)
            .member("html", one.html)
            .member("language", one.language)
            .member("right_to_left",
                    content::direction_of(one.language) == content::Direction::right_to_left);
        json.name("published").number_signed(one.published.value);
        json.name("written").number_signed(one.written.value);
        json.member("new", one.is_new).end_object();
    }
    return json.end_list().end_object().take();
}

}  // namespace approdo::client
