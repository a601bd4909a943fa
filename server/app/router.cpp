#include "server/app/router.hpp"

namespace approdo::app {

namespace {

// Takes the next segment off a path; the leading slash has to be there.
std::string_view next_segment(std::string_view& path) {
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(end);
    return segment;
}

bool is_name(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

bool matches(std::string_view pattern, std::string_view path) {
    while (pattern.starts_with('/') && path.starts_with('/')) {
        const std::string_view expected = next_segment(pattern);
        const std::string_view given = next_segment(path);
        if (is_name(expected) ? given.empty() : expected != given) return false;
    }
    return pattern.empty() && path.empty();
}

Result<PathValues> values_of(std::string_view pattern, std::string_view path) {
    PathValues values;
    while (!pattern.empty()) {
        const std::string_view expected = next_segment(pattern);
        const std::string_view given = next_segment(path);
        if (!is_name(expected)) continue;
        APPRODO_TRY(std::string value, percent_decode(given, false));
        values.emplace_back(expected.substr(1, expected.size() - 2), std::move(value));
    }
    return values;
}

bool answers(const Route& route, Method method) {
    return route.method == method || (method == Method::head && route.method == Method::get);
}

}  // namespace

void Router::add(Route route) {
    for (const Route& known : routes_)
        APPRODO_ASSERT(known.method != route.method || known.pattern != route.pattern);
    const bool runs_on_network_thread =
        route.lane == Lane::io || std::holds_alternative<AsyncHandler>(route.handler);
    APPRODO_ASSERT(route.access == Access::open || !runs_on_network_thread);
    routes_.push_back(std::move(route));
}

void Router::get(std::string pattern, Access access, Handler handler, Lane lane) {
    add({Method::get, std::move(pattern), access, 0, lane, std::move(handler)});
}

void Router::post(std::string pattern, Access access, Handler handler, std::size_t body_bytes_max) {
    add({Method::post, std::move(pattern), access, body_bytes_max, Lane::worker,
         std::move(handler)});
}

void Router::put(std::string pattern, Access access, Handler handler, std::size_t body_bytes_max) {
    add({Method::put, std::move(pattern), access, body_bytes_max, Lane::worker,
         std::move(handler)});
}

void Router::get_async(std::string pattern, AsyncHandler handler) {
    add({Method::get, std::move(pattern), Access::open, 0, Lane::io, std::move(handler)});
}

void Router::post_async(std::string pattern, AsyncHandler handler, std::size_t body_bytes_max) {
    add({Method::post, std::move(pattern), Access::open, body_bytes_max, Lane::io,
         std::move(handler)});
}

Result<RouteMatch> Router::find(Method method, std::string_view path) const {
    bool known = false;
    for (const Route& route : routes_) {
        if (!matches(route.pattern, path)) continue;
        known = true;
        if (!answers(route, method)) continue;
        APPRODO_TRY(PathValues values, values_of(route.pattern, path));
        return RouteMatch{&route, std::move(values)};
    }
    if (known) return fail(ErrorCode::unsupported, "This address does not take this method.");
    return fail(ErrorCode::not_found, "There is nothing at this address.");
}

std::string Router::allowed(std::string_view path) const {
    std::string methods;
    for (const Route& route : routes_) {
        if (!matches(route.pattern, path)) continue;
        if (!methods.empty()) methods += ", ";
        methods += name_of(route.method);
        if (route.method == Method::get) methods += ", HEAD";
    }
    return methods;
}

}  // namespace approdo::app
