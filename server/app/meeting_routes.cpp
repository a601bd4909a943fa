// Meetings of an edition and who was there, for its trainers.
#include <boost/json/array.hpp>

#include "server/app/api_routes.hpp"
#include "server/app/json.hpp"
#include "server/app/meeting_json.hpp"
#include "server/app/site_json.hpp"

namespace approdo::app {

namespace json = boost::json;

namespace {

constexpr std::size_t marks_max = 500;

Actor actor_of(const Request& request) {
    return Actor::of(*request.caller);
}

struct Place {
    EditionId edition;
    content::MeetingId meeting;
};
Result<EditionId> edition_in(const Request& request) {
    return id_from<EditionId>(request.path_value("edition"), "The edition's id");
}
Result<Place> place_in(const Request& request) {
    Place place;
    APPRODO_TRY(place.edition, edition_in(request));
    APPRODO_TRY(place.meeting,
                id_from<content::MeetingId>(request.path_value("meeting"), "The meeting's id"));
    return place;
}

Result<std::uint32_t> minutes_in(const json::object& body) {
    APPRODO_TRY(const std::uint64_t minutes, number_field(body, "minutes"));
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(minutes, UINT32_MAX));
}

Result<NewMeeting> wish_in(const json::object& body) {
    NewMeeting wish;
    APPRODO_TRY(wish.title, text_field(body, "title"));
    APPRODO_TRY(const std::uint64_t starts, number_field(body, "starts"));
    wish.starts = UtcMs{static_cast<std::int64_t>(std::min<std::uint64_t>(starts, INT64_MAX))};
    APPRODO_TRY(wish.minutes, minutes_in(body));
    APPRODO_TRY(wish.place, text_field_or(body, "place", ""));
    APPRODO_TRY(wish.link, text_field_or(body, "link", ""));
    APPRODO_TRY(wish.notes, text_field_or(body, "notes", ""));
    APPRODO_TRY(wish.language, text_field_or(body, "language", "it"));
    return wish;
}

Result<json::value> list(Site& site, const Request& request) {
    APPRODO_TRY(const EditionId edition, edition_in(request));
    APPRODO_TRY(const auto rows, site.meetings(actor_of(request), edition));
    return list_json(rows);
}

Result<json::value> plan(Site& site, const Request& request) {
    APPRODO_TRY(const EditionId edition, edition_in(request));
    APPRODO_TRY(const json::object body, json_body(request));
    APPRODO_TRY(const NewMeeting wish, wish_in(body));
    APPRODO_TRY(const MeetingRow row, site.plan_meeting(actor_of(request), edition, wish));
    return json::value(to_json(row));
}

Result<json::value> change(Site& site, const Request& request) {
    APPRODO_TRY(const Place place, place_in(request));
    APPRODO_TRY(const json::object body, json_body(request));
    APPRODO_TRY(const auto state, id_field<Hash>(body, "state"));
    APPRODO_TRY(const NewMeeting wish, wish_in(body));
    APPRODO_TRY(const MeetingRow row,
                site.change_meeting(actor_of(request), place.edition, place.meeting, state, wish));
    return json::value(to_json(row));
}

Result<json::value> cancel(Site& site, const Request& request) {
    APPRODO_TRY(const Place place, place_in(request));
    APPRODO_TRY(const json::object body, json_body(request));
    APPRODO_TRY(const auto state, id_field<Hash>(body, "state"));
    APPRODO_TRY(const std::string reason, text_field_or(body, "reason", ""));
    APPRODO_TRY(const MeetingRow row, site.cancel_meeting(actor_of(request), place.edition,
                                                          place.meeting, state, reason));
    return json::value(to_json(row));
}

Result<json::value> attendance(Site& site, const Request& request) {
    APPRODO_TRY(const Place place, place_in(request));
    APPRODO_TRY(const auto rows, site.attendance(actor_of(request), place.edition, place.meeting));
    return list_json(rows);
}

Result<NewAttendance> mark_from(const json::value& value) {
    const auto* object = value.if_object();
    if (object == nullptr) {
        return fail(ErrorCode::invalid_input, "Each of «marks» has to be an object.");
    }
    NewAttendance mark;
    APPRODO_TRY(mark.enrolment, id_field<EnrolmentId>(*object, "enrolment"));
    APPRODO_TRY(mark.minutes, minutes_in(*object));
    APPRODO_TRY(mark.state, id_field<Hash>(*object, "state"));
    return mark;
}

Result<json::value> mark(Site& site, const Request& request) {
    APPRODO_TRY(const Place place, place_in(request));
    APPRODO_TRY(const json::object body, json_body(request));
    const auto* given = body.if_contains("marks");
    const auto* all = given == nullptr ? nullptr : given->if_array();
    if (all == nullptr) return fail(ErrorCode::invalid_input, "«marks» has to be a list.");
    if (all->size() > marks_max) {
        return fail(ErrorCode::invalid_input,
                    "At most 500 people are marked at once: mark the others after these.");
    }
    std::vector<NewAttendance> marks;
    for (const json::value& value : *all) {
        APPRODO_TRY(auto one, mark_from(value));
        marks.push_back(one);
    }
    APPRODO_TRY(const auto rows,
                site.mark_attendance(actor_of(request), place.edition, place.meeting, marks));
    return list_json(rows);
}

}  // namespace

void add_meeting_routes(Router& router, Site& site) {
    const std::string all = "/api/v1/editions/{edition}/meetings";
    const std::string one = all + "/{meeting}";
    router.get(all, Access::trainer,
               json_handler([&site](const Request& r) { return list(site, r); }));
    router.post(all, Access::trainer,
                json_handler([&site](const Request& r) { return plan(site, r); }, 201));
    router.post(one, Access::trainer,
                json_handler([&site](const Request& r) { return change(site, r); }));
    router.post(one + "/cancel", Access::trainer,
                json_handler([&site](const Request& r) { return cancel(site, r); }));
    router.get(one + "/attendance", Access::trainer,
               json_handler([&site](const Request& r) { return attendance(site, r); }));
    router.post(one + "/attendance", Access::trainer,
                json_handler([&site](const Request& r) { return mark(site, r); }));
}

}  // namespace approdo::app
