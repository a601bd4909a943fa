#include "server/app/api_routes.hpp"
#include "server/app/json.hpp"
#include "server/app/site_json.hpp"

namespace approdo::app {

namespace json = boost::json;

namespace {

Actor actor_of(const Request& request) {
    return Actor::of(*request.caller);
}

template <class Id>
Result<std::optional<Id>> id_in_query(const Request& request, std::string_view name) {
    const auto text = request.query_value(name);
    if (!text || text->empty()) return std::optional<Id>{};
    APPRODO_TRY(const Id id, id_from<Id>(*text, name));
    return std::optional<Id>{id};
}

template <class Id>
Result<std::optional<Id>> id_if_given(const json::object& body, std::string_view name) {
    if (!body.contains(name)) return std::optional<Id>{};
    APPRODO_TRY(const Id id, id_field<Id>(body, name));
    return std::optional<Id>{id};
}

Result<Role> role_in(const json::object& body) {
    APPRODO_TRY(const std::string text, text_field(body, "role"));
    return store::role_from(text);
}

Result<json::value> add_organisation(Site& site, const Request& request) {
    APPRODO_TRY(const json::object body, json_body(request));
    NewOrganisation wish;
    APPRODO_TRY(wish.name, text_field(body, "name"));
    APPRODO_TRY(wish.parent, id_if_given<OrganisationId>(body, "parent"));
    APPRODO_TRY(const Organisation row, site.add_organisation(actor_of(request), wish));
    return json::value(to_json(row));
}

Result<json::value> organisations(Site& site, const Request& request) {
    APPRODO_TRY(const auto rows, site.organisations(actor_of(request)));
    return list_json(rows);
}

Result<json::value> add_account(Site& site, const Request& request) {
    APPRODO_TRY(const json::object body, json_body(request));
    NewAccount wish;
    APPRODO_TRY(wish.user_name, text_field(body, "user"));
    APPRODO_TRY(wish.display_name, text_field(body, "name"));
    APPRODO_TRY(wish.role, role_in(body));
    APPRODO_TRY(wish.organisation, id_field<OrganisationId>(body, "organisation"));
    APPRODO_TRY(const Account row, site.add_account(actor_of(request), wish));
    return json::value(to_json(row));
}

Result<json::value> accounts(Site& site, const Request& request) {
    APPRODO_TRY(const auto organisation, id_in_query<OrganisationId>(request, "organisation"));
    APPRODO_TRY(const auto rows, site.accounts(actor_of(request), organisation));
    return list_json(rows);
}

Result<json::value> invite(Site& site, const ApiOptions& options, const Request& request) {
    APPRODO_TRY(const json::object body, json_body(request));
    NewInvitation wish;
    APPRODO_TRY(wish.role, role_in(body));
    APPRODO_TRY(wish.organisation, id_field<OrganisationId>(body, "organisation"));
    APPRODO_TRY(wish.course, id_if_given<CourseId>(body, "course"));
    APPRODO_TRY(wish.account, id_if_given<AccountId>(body, "account"));
    APPRODO_TRY(wish.address, text_field_or(body, "address", address_for(request, options)));
    APPRODO_TRY(const InvitationLink row, site.invite(actor_of(request), wish));
    return json::value(to_json(row));
}

}  // namespace

std::string address_for(const Request& request, const ApiOptions& options) {
    if (!options.public_address.empty()) return options.public_address;
    return (options.uses_tls ? "https://" : "http://") + std::string(request.header("host"));
}

void add_people_routes(Router& router, Site& site, const ApiOptions& options) {
    router.get("/api/v1/organisations", Access::signed_in,
               json_handler([&site](const Request& r) { return organisations(site, r); }));
    router.post("/api/v1/organisations", Access::coordinator,
                json_handler([&site](const Request& r) { return add_organisation(site, r); }, 201));
    router.get("/api/v1/accounts", Access::coordinator,
               json_handler([&site](const Request& r) { return accounts(site, r); }));
    router.post("/api/v1/accounts", Access::coordinator,
                json_handler([&site](const Request& r) { return add_account(site, r); }, 201));
    router.post(
        "/api/v1/invitations", Access::coordinator,
        json_handler([&site, options](const Request& r) { return invite(site, options, r); }, 201));
}

}  // namespace approdo::app
