#include "server/app/api_routes.hpp"
#include "server/app/json.hpp"
#include "server/app/site_json.hpp"
#include "server/paper/attestato.hpp"

namespace approdo::app {

namespace json = boost::json;

namespace {

Actor actor_of(const Request& request) {
    return Actor::of(*request.caller);
}

Result<EnrolmentId> enrolment_in(const Request& request) {
    return id_from<EnrolmentId>(request.path_value("enrolment"), "The enrolment's id");
}

Result<json::value> list(Site& site, const Request& request) {
    APPRODO_TRY(const auto edition,
                id_from<EditionId>(request.path_value("edition"), "The edition's id"));
    APPRODO_TRY(const auto rows, site.attestations(actor_of(request), edition));
    return list_json(rows);
}

Result<json::value> issue(Site& site, const Request& request) {
    APPRODO_TRY(const EnrolmentId enrolment, enrolment_in(request));
    APPRODO_TRY(const auto row, site.issue_attestation(actor_of(request), enrolment));
    return json::value(to_json(row));
}

Result<json::value> revoke(Site& site, const Request& request) {
    APPRODO_TRY(const EnrolmentId enrolment, enrolment_in(request));
    APPRODO_TRY(const json::object body, json_body(request));
    APPRODO_TRY(const std::string reason, text_field(body, "reason"));
    APPRODO_TRY(const auto row, site.revoke_attestation(actor_of(request), enrolment, reason));
    return json::value(to_json(row));
}

Result<Bytes> pdf(Site& site, const ApiOptions& options, const Request& request) {
    APPRODO_TRY(const EnrolmentId enrolment, enrolment_in(request));
    APPRODO_TRY(const Attestato paper, site.attestation(actor_of(request), enrolment));
    return paper::attestato_pdf(paper.checked, paper.proof, address_for(request, options));
}

Response pdf_response(Result<Bytes> made) {
    if (!made.ok()) return error_response(made.error());
    Response response = bytes_response(std::move(made).value(), "application/pdf");
    response.headers.emplace_back("content-disposition", "attachment; filename=\"attestato.pdf\"");
    return response;
}

}  // namespace

void add_attestation_routes(Router& router, Site& site, const ApiOptions& options) {
    router.get("/api/v1/editions/{edition}/attestations", Access::trainer,
               json_handler([&site](const Request& r) { return list(site, r); }));
    router.post("/api/v1/enrolments/{enrolment}/attestation", Access::coordinator,
                json_handler([&site](const Request& r) { return issue(site, r); }, 201));
    router.post("/api/v1/enrolments/{enrolment}/attestation/revoke", Access::coordinator,
                json_handler([&site](const Request& r) { return revoke(site, r); }));
    router.get("/api/v1/enrolments/{enrolment}/attestation.pdf", Access::signed_in,
               [&site, options](const Request& r) { return pdf_response(pdf(site, options, r)); });
}

}  // namespace approdo::app
