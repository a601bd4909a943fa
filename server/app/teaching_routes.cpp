// What trainers do at the site: marking, announcements, and how a text of theirs will look.
#include <boost/json/array.hpp>

#include "server/app/api_routes.hpp"
#include "server/app/json.hpp"
#include "server/app/site_json.hpp"
#include "server/app/teaching_json.hpp"
#include "server/app/written_text.hpp"

namespace approdo::app {

namespace json = boost::json;

namespace {

constexpr std::size_t marks_max = 200;

Actor actor_of(const Request& request) {
    return Actor::of(*request.caller);
}

bool is_set(const Request& request, std::string_view name) {
    return request.query_value(name) == "1";
}

Result<EditionId> edition_in(const Request& request) {
    return id_from<EditionId>(request.path_value("edition"), "The edition's id");
}

Result<json::value> list(Site& site, const Request& request) {
    MarkingWish wish;
    if (const auto text = request.query_value("edition"); text && !text->empty()) {
        APPRODO_TRY(wish.edition, id_from<EditionId>(*text, "edition"));
    }
    wish.marked_too = is_set(request, "marked");
    wish.nameless = is_set(request, "nameless");
    APPRODO_TRY(const MarkingList found, site.marking(actor_of(request), wish));
    return json::value(to_json(found));
}

struct Place {
    EnrolmentId enrolment;
    content::AttemptId attempt;
};
Result<Place> place_in(const Request& request) {
    Place place;
    APPRODO_TRY(place.enrolment,
                id_from<EnrolmentId>(request.path_value("enrolment"), "The enrolment's id"));
    APPRODO_TRY(place.attempt,
                id_from<content::AttemptId>(request.path_value("attempt"), "The attempt's id"));
    return place;
}

Result<json::value> sheet(Site& site, const Request& request) {
    APPRODO_TRY(const Place place, place_in(request));
    APPRODO_TRY(const MarkingSheet found,
                site.marking_sheet(actor_of(request), place.enrolment, place.attempt,
                                   is_set(request, "nameless")));
    return json::value(to_json(found));
}

Result<NewMark> mark_from(const json::value& value) {
    const auto* object = value.if_object();
    if (object == nullptr) {
        return fail(ErrorCode::invalid_input, "Each of «marks» has to be an object.");
    }
    NewMark mark;
    APPRODO_TRY(mark.question, id_field<QuestionId>(*object, "question"));
    APPRODO_TRY(mark.state, id_field<Hash>(*object, "state"));
    APPRODO_TRY(const std::string points, text_field_or(*object, "points", "0"));
    const auto read = content::points_from(points);
    if (!read.ok()) {
        return fail(ErrorCode::invalid_input, "«points» has to be a number, such as \"3.5\".");
    }
    mark.points = *read;
    APPRODO_TRY(mark.feedback, text_field_or(*object, "feedback", ""));
    if (const auto* completes = object->if_contains("completes")) {
        if (!completes->is_bool()) {
            return fail(ErrorCode::invalid_input, "«completes» has to be true or false.");
        }
        mark.completes = completes->as_bool();
    }
    return mark;
}

Result<json::value> give(Site& site, const Request& request) {
    APPRODO_TRY(const Place place, place_in(request));
    APPRODO_TRY(const json::object body, json_body(request));
    const auto* given = body.if_contains("marks");
    const auto* list = given == nullptr ? nullptr : given->if_array();
    if (list == nullptr || list->size() > marks_max) {
        return fail(ErrorCode::invalid_input, "«marks» has to be a list.");
    }
    std::vector<NewMark> marks;
    for (const json::value& value : *list) {
        APPRODO_TRY(auto mark, mark_from(value));
        marks.push_back(std::move(mark));
    }
    APPRODO_TRY(const MarkingSheet after,
                site.give_marks(actor_of(request), place.enrolment, place.attempt, marks));
    return json::value(to_json(after));
}

Result<HandedBytes> handed_file(Site& site, const Request& request) {
    APPRODO_TRY(const Place place, place_in(request));
    APPRODO_TRY(const auto file, id_from<Hash>(request.path_value("file"), "The file's hash"));
    return site.handed_file(actor_of(request), place.enrolment, place.attempt, file);
}

// RFC 6266; letters that a header cannot hold stand in the second name alone.
std::string disposition_of(const std::string& name) {
    constexpr std::string_view plain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string simple;
    std::string encoded;
    for (const char letter : name) {
        const bool is_plain = plain.find(letter) != std::string_view::npos;
        simple += is_plain ? letter : '_';
        if (is_plain) {
            encoded += letter;
            continue;
        }
        const auto value = static_cast<unsigned char>(letter);
        encoded += {'%', hex[value >> 4], hex[value & 15]};
    }
    return "attachment; filename=\"" + simple + "\"; filename*=UTF-8''" + encoded;
}

// What somebody handed in is saved and never shown: no browser takes it for a page of the site.
Response file_response(Result<HandedBytes> file) {
    if (!file.ok()) return error_response(file.error());
    Response response = bytes_response(std::move(file->bytes), "application/octet-stream");
    response.headers.emplace_back("content-disposition", disposition_of(file->name));
    response.headers.emplace_back("content-security-policy", "default-src 'none'; sandbox");
    response.headers.emplace_back("cross-origin-resource-policy", "same-origin");
    return response;
}

Result<json::value> preview(const Request& request) {
    APPRODO_TRY(const json::object body, json_body(request));
    APPRODO_TRY(const std::string text, text_field_or(body, "text", ""));
    APPRODO_TRY(const std::string html, html_of_written(text));
    return json::value({{"html", html}});
}

Result<json::value> announcements(Site& site, const Request& request) {
    APPRODO_TRY(const EditionId edition, edition_in(request));
    APPRODO_TRY(const auto rows, site.announcements(actor_of(request), edition));
    return list_json(rows);
}

Result<NewAnnouncement> wish_in(const json::object& body) {
    NewAnnouncement wish;
    APPRODO_TRY(wish.title, text_field(body, "title"));
    APPRODO_TRY(wish.text, text_field(body, "text"));
    APPRODO_TRY(wish.language, text_field_or(body, "language", "it"));
    return wish;
}

Result<json::value> announce(Site& site, const Request& request) {
    APPRODO_TRY(const EditionId edition, edition_in(request));
    APPRODO_TRY(const json::object body, json_body(request));
    APPRODO_TRY(const NewAnnouncement wish, wish_in(body));
    APPRODO_TRY(const AnnouncementRow row, site.announce(actor_of(request), edition, wish));
    return json::value(to_json(row));
}

Result<content::PostId> post_in(const Request& request) {
    return id_from<content::PostId>(request.path_value("announcement"), "The announcement's id");
}

Result<json::value> correct(Site& site, const Request& request) {
    APPRODO_TRY(const EditionId edition, edition_in(request));
    APPRODO_TRY(const auto id, post_in(request));
    APPRODO_TRY(const json::object body, json_body(request));
    APPRODO_TRY(const auto state, id_field<Hash>(body, "state"));
    APPRODO_TRY(const NewAnnouncement wish, wish_in(body));
    APPRODO_TRY(const AnnouncementRow row,
                site.correct_announcement(actor_of(request), edition, id, state, wish));
    return json::value(to_json(row));
}

Result<json::value> withdraw(Site& site, const Request& request) {
    APPRODO_TRY(const EditionId edition, edition_in(request));
    APPRODO_TRY(const auto id, post_in(request));
    APPRODO_TRY(const json::object body, json_body(request));
    APPRODO_TRY(const auto state, id_field<Hash>(body, "state"));
    APPRODO_CHECK(site.withdraw_announcement(actor_of(request), edition, id, state));
    return json::value({{"id", id.hex()}, {"withdrawn", true}});
}

}  // namespace

void add_teaching_routes(Router& router, Site& site) {
    router.get("/api/v1/marking", Access::trainer,
               json_handler([&site](const Request& r) { return list(site, r); }));
    const std::string attempt = "/api/v1/enrolments/{enrolment}/attempts/{attempt}";
    router.get(attempt, Access::trainer,
               json_handler([&site](const Request& r) { return sheet(site, r); }));
    router.post(attempt + "/marks", Access::trainer,
                json_handler([&site](const Request& r) { return give(site, r); }, 201));
    router.get(attempt + "/files/{file}", Access::trainer,
               [&site](const Request& r) { return file_response(handed_file(site, r)); });
    router.post("/api/v1/preview", Access::trainer, json_handler(preview));

    const std::string all = "/api/v1/editions/{edition}/announcements";
    router.get(all, Access::trainer,
               json_handler([&site](const Request& r) { return announcements(site, r); }));
    router.post(all, Access::trainer,
                json_handler([&site](const Request& r) { return announce(site, r); }, 201));
    router.post(all + "/{announcement}", Access::trainer,
                json_handler([&site](const Request& r) { return correct(site, r); }));
    router.post(all + "/{announcement}/withdraw", Access::trainer,
                json_handler([&site](const Request& r) { return withdraw(site, r); }));
}

}  // namespace approdo::app
