#include "server/app/dispatcher.hpp"

#include <exception>

namespace approdo::app {

namespace {

constexpr std::string_view bearer_prefix = "Bearer ";

std::string_view cookie_value(std::string_view cookies, std::string_view name) {
    while (!cookies.empty()) {
        const std::size_t end = std::min(cookies.find(';'), cookies.size());
        std::string_view pair = cookies.substr(0, end);
        cookies.remove_prefix(std::min(end + 1, cookies.size()));
        while (pair.starts_with(' ')) pair.remove_prefix(1);
        if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
            return pair.substr(name.size() + 1);
    }
    return {};
}

bool changes_state(Method method) {
    return method == Method::post || method == Method::put;
}

}  // namespace

std::string session_token_of(const RequestHead& head) {
    const std::string_view authorization = head.header("authorization");
    if (authorization.starts_with(bearer_prefix))
        return std::string(authorization.substr(bearer_prefix.size()));
    return std::string(cookie_value(head.header("cookie"), session_cookie_name));
}

Dispatcher::Dispatcher(Router router, WorkerPool& workers, Authenticate authenticate,
                       ReportFault report, DispatcherOptions options)
    : router_(std::move(router)),
      workers_(workers),
      authenticate_(std::move(authenticate)),
      report_(std::move(report)),
      options_(std::move(options)) {}

// A browser sends Origin with every change; other programs send none and carry no cookie of ours.
bool Dispatcher::origin_is_ours(const RequestHead& head) const {
    const std::string_view origin = head.header("origin");
    if (origin.empty()) return true;
    if (!options_.public_origin.empty()) return origin == options_.public_origin;
    const std::string_view host = head.header("host");
    return origin == "https://" + std::string(host) || origin == "http://" + std::string(host);
}

std::variant<RouteMatch, Response> Dispatcher::admit(const RequestHead& head,
                                                     std::uint64_t body_bytes_announced) const {
    auto found = router_.find(head.method, head.path);
    if (!found.ok()) {
        Response response = error_response(found.error());
        if (found.error().code == ErrorCode::unsupported) {
            response.status = 405;
            response.headers.emplace_back("allow", router_.allowed(head.path));
        }
        return response;
    }
    if (changes_state(head.method) && !origin_is_ours(head))
        return error_response(403, "forbidden",
                              "This change was asked for by a page of another site.");
    const std::size_t limit = found.value().route->body_bytes_max;
    if (body_bytes_announced > limit)
        return error_response(413, "too_large",
                              "The body is too large: this address takes at most " +
                                  std::to_string(limit) + " bytes.");
    return std::move(found).value();
}

std::optional<Response> Dispatcher::identify(const Route& route, Request& request) const {
    if (route.access == Access::open) return std::nullopt;
    const std::string token = session_token_of(request);
    if (token.empty())
        return error_response(401, "unauthentic", "Sign in first: this address needs a session.");
    auto caller = authenticate_(token);
    if (!caller.ok()) return error_response(caller.error());
    if (caller.value().access < route.access)
        return error_response(403, "forbidden", "Your role does not allow this.");
    request.caller = std::move(caller).value();
    return std::nullopt;
}

Response Dispatcher::fault(const std::string& request_id, const std::exception& fault) const {
    report_(request_id, fault.what());
    return error_response(
        500, "internal",
        "The server failed on this request. Its log tells why, under id " + request_id + ".");
}

Response Dispatcher::run(const Route& route, Request& request) const {
    try {
        if (auto refusal = identify(route, request)) return *std::move(refusal);
        return std::get<Handler>(route.handler)(request);
    } catch (const std::exception& thrown) {
        return fault(request.request_id, thrown);
    }
}

void Dispatcher::handle(const Route& route, Request request, Reply reply) const {
    if (const auto* async = std::get_if<AsyncHandler>(&route.handler)) {
        const std::string id = request.request_id;
        try {
            (*async)(std::move(request), reply);
        } catch (const std::exception& thrown) {
            reply(fault(id, thrown));
        }
        return;
    }
    if (route.lane == Lane::io) {
        reply(run(route, request));
        return;
    }
    auto task = [this, &route, reply, request = std::move(request)]() mutable {
        reply(run(route, request));
    };
    if (!workers_.try_post(std::move(task))) reply(busy_response(options_.retry_after_s));
}

void Dispatcher::pull(std::shared_ptr<BodySource> source, std::string request_id,
                      std::function<void(Result<Bytes>)> receive) const {
    workers_.post_continuation([this, source = std::move(source), id = std::move(request_id),
                                receive = std::move(receive)] {
        Result<Bytes> piece = Bytes{};
        try {
            piece = source->next();
        } catch (const std::exception& fault) {
            report_(id, fault.what());
            piece = fail(ErrorCode::corrupt, "the rest of the answer could not be read");
        }
        receive(std::move(piece));
    });
}

}  // namespace approdo::app
