#include "client_core/core/json.hpp"
#include "client_core/core/views_json.hpp"

namespace approdo::client {

std::string to_json(const std::vector<MeetingView>& meetings) {
    JsonWriter json;
    json.begin_object().member("schema", json_schema);
    json.name("meetings").begin_list();
    for (const MeetingView& one : meetings) {
        json.begin_object()
            .member("meeting", one.meeting)
            .member("edition", one.edition)
            .member("course_slug", one.course_slug)
            .member("course_title", one.course_title)
            .member("title", one.title)
            .member("starts", one.starts.value)
            .member("minutes", one.minutes)
            .member("zone", one.zone)
            .member("place", one.place)
            .member("link", one.link)
            .member("notes", one.notes)
            .member("language", one.language)
            .member("right_to_left",
                    content::direction_of(one.language) == content::Direction::right_to_left)
            .member("written", one.written.value)
            .member("change", one.change)
            .member("cancelled", one.cancelled)
            .member("reason", one.reason)
            .member("minutes_declared", one.minutes_declared)
            .member("may_declare", one.may_declare);
        if (one.minutes_attended) json.member("minutes_attended", *one.minutes_attended);
        json.end_object();
    }
    return json.end_list().end_object().take();
}

}  // namespace approdo::client
