#include "server/app/api_routes.hpp"
#include "server/app/dispatcher.hpp"
#include "server/app/json.hpp"
#include "server/app/site_json.hpp"

namespace approdo::app {

namespace json = boost::json;

namespace {

json::value descriptor(const Site& site) {
    const Site::Described known = site.descriptor();
    json::array roots;
    for (const auto& record : known.roots.records())
        roots.emplace_back(to_base64url(record.bytes()));
    return {{"descriptor", to_base64url(known.site.bytes())}, {"roots", std::move(roots)}};
}

Response limited(const Error& error) {
    Response response = error_response(error);
    if (error.code == ErrorCode::busy) {
        response.status = 429;
        response.headers.emplace_back("retry-after", "60");
    }
    return response;
}

Response salt(Site& site, const Request& request) {
    const auto user = request.query_value("user");
    if (!user || user->empty())
        return error_response(400, "malformed", "Say whose salt: ?user=NAME.");
    const auto answer = site.salt(*user, request.peer);
    return answer.ok() ? json_response(to_json(answer.value())) : limited(answer.error());
}

// Browsers keep a __Host- cookie only when it is Secure; on plain loopback they get none, and the
// token goes in the header.
std::string cookie_of(const std::string& token, bool ends) {
    std::string cookie(session_cookie_name);
    cookie += "=" + token + "; Path=/; HttpOnly; SameSite=Strict; Secure";
    if (ends) cookie += "; Max-Age=0";
    return cookie;
}

Result<Session> sign_in(Site& site, const Request& request) {
    APPRODO_TRY(const json::object body, json_body(request));
    APPRODO_TRY(const std::string user, text_field(body, "user"));
    APPRODO_TRY(const std::string text, text_field(body, "secret"));
    APPRODO_TRY(const Bytes secret, from_base64url(text));
    return site.sign_in(user, secret, request.peer);
}

Response begin_session(Site& site, const Request& request) {
    const auto session = sign_in(site, request);
    if (!session.ok()) return limited(session.error());
    Response response = json_response(to_json(session.value()), 201);
    response.headers.emplace_back("set-cookie", cookie_of(session.value().token, false));
    return response;
}

Result<void> change_passphrase(Site& site, const Request& request) {
    APPRODO_TRY(const json::object body, json_body(request));
    APPRODO_TRY(const std::string present, text_field(body, "secret"));
    APPRODO_TRY(const std::string text, text_field(body, "secrets"));
    APPRODO_TRY(const Bytes secret, from_base64url(present));
    APPRODO_TRY(const Bytes bytes, from_base64url(text));
    APPRODO_TRY(const auto fresh, wire::decode<exchange::AccountSecrets>(bytes));
    return site.change_secrets(*request.caller, secret, fresh, request.peer);
}

Response end_session(Site& site, const Request& request) {
    site.sign_out(request.caller->session_token);
    Response response = empty_response(204);
    response.headers.emplace_back("set-cookie", cookie_of("", true));
    return response;
}

}  // namespace

void add_session_routes(Router& router, Site& site) {
    router.get(
        "/api/v1/site", Access::open,
        [&site](const Request&) { return json_response(descriptor(site)); }, Lane::io);
    router.get("/api/v1/salt", Access::open,
               [&site](const Request& request) { return salt(site, request); });
    router.post("/api/v1/sessions", Access::open,
                [&site](const Request& request) { return begin_session(site, request); });
    router.post("/api/v1/sessions/end", Access::signed_in,
                [&site](const Request& request) { return end_session(site, request); });
    router.post("/api/v1/me/passphrase", Access::signed_in, [&site](const Request& request) {
        const auto changed = change_passphrase(site, request);
        return changed.ok() ? empty_response(204) : limited(changed.error());
    });
    router.get("/api/v1/me", Access::signed_in,
               json_handler([&site](const Request& request) -> Result<json::value> {
                   APPRODO_TRY(const Account account, site.who(*request.caller));
                   return json::value(to_json(account));
               }));
    router.get("/api/v1/me/data", Access::signed_in,
               json_handler([&site](const Request& request) -> Result<json::value> {
                   APPRODO_TRY(const OwnData data, site.own_data(*request.caller));
                   return json::value(to_json(data));
               }));
}

}  // namespace approdo::app
