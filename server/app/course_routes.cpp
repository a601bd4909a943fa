#include "server/app/api_routes.hpp"
#include "server/app/json.hpp"
#include "server/app/site_json.hpp"

namespace approdo::app {

namespace json = boost::json;

namespace {

Actor actor_of(const Request& request) {
    return Actor::of(*request.caller);
}

Result<CourseId> course_in(const Request& request) {
    return id_from<CourseId>(request.path_value("course"), "The course's id");
}

Result<EditionId> edition_in(const Request& request) {
    return id_from<EditionId>(request.path_value("edition"), "The edition's id");
}

Result<json::value> courses(Site& site, const Request& request) {
    APPRODO_TRY(const auto rows, site.courses(actor_of(request)));
    return list_json(rows);
}

Result<json::value> assign(Site& site, const Request& request) {
    APPRODO_TRY(const CourseId course, course_in(request));
    APPRODO_TRY(const json::object body, json_body(request));
    APPRODO_TRY(const auto organisation, id_field<OrganisationId>(body, "organisation"));
    APPRODO_CHECK(site.assign_course(actor_of(request), course, organisation));
    return json::value({{"course", course.hex()}, {"organisation", organisation.hex()}});
}

Result<json::value> editions(Site& site, const Request& request) {
    APPRODO_TRY(const CourseId course, course_in(request));
    APPRODO_TRY(const auto rows, site.editions(actor_of(request), course));
    return list_json(rows);
}

Result<json::value> add_edition(Site& site, const Request& request) {
    NewEdition wish;
    APPRODO_TRY(wish.course, course_in(request));
    APPRODO_TRY(const json::object body, json_body(request));
    APPRODO_TRY(wish.organisation, id_field<OrganisationId>(body, "organisation"));
    APPRODO_TRY(wish.name, text_field(body, "name"));
    APPRODO_TRY(wish.zone, text_field_or(body, "zone", wish.zone));
    APPRODO_TRY(wish.opens, text_field_or(body, "opens", ""));
    APPRODO_TRY(wish.closes, text_field_or(body, "closes", ""));
    APPRODO_TRY(const Edition row, site.add_edition(actor_of(request), wish));
    return json::value(to_json(row));
}

Result<json::value> enrolments(Site& site, const Request& request) {
    APPRODO_TRY(const EditionId edition, edition_in(request));
    APPRODO_TRY(const auto rows, site.enrolments(actor_of(request), edition));
    return list_json(rows);
}

Result<json::value> enrol(Site& site, const Request& request) {
    APPRODO_TRY(const EditionId edition, edition_in(request));
    APPRODO_TRY(const json::object body, json_body(request));
    APPRODO_TRY(const auto account, id_field<AccountId>(body, "account"));
    APPRODO_TRY(const Enrolment row, site.enrol(actor_of(request), edition, account));
    return json::value(to_json(row));
}

Result<json::value> progress(Site& site, const Request& request) {
    APPRODO_TRY(const CourseId course, course_in(request));
    std::optional<OrganisationId> organisation;
    if (const auto text = request.query_value("organisation"); text && !text->empty()) {
        APPRODO_TRY(organisation, id_from<OrganisationId>(*text, "organisation"));
    }
    APPRODO_TRY(const auto rows, site.progress(actor_of(request), course, organisation));
    return list_json(rows);
}

}  // namespace

void add_course_routes(Router& router, Site& site) {
    router.get("/api/v1/courses", Access::signed_in,
               json_handler([&site](const Request& r) { return courses(site, r); }));
    router.post("/api/v1/courses/{course}/assignments", Access::coordinator,
                json_handler([&site](const Request& r) { return assign(site, r); }, 201));
    router.get("/api/v1/courses/{course}/editions", Access::signed_in,
               json_handler([&site](const Request& r) { return editions(site, r); }));
    router.post("/api/v1/courses/{course}/editions", Access::coordinator,
                json_handler([&site](const Request& r) { return add_edition(site, r); }, 201));
    router.get("/api/v1/courses/{course}/progress", Access::trainer,
               json_handler([&site](const Request& r) { return progress(site, r); }));
    router.get("/api/v1/editions/{edition}/enrolments", Access::trainer,
               json_handler([&site](const Request& r) { return enrolments(site, r); }));
    router.post("/api/v1/editions/{edition}/enrolments", Access::coordinator,
                json_handler([&site](const Request& r) { return enrol(site, r); }, 201));
}

}  // namespace approdo::app
