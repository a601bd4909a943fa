#include "client_core/cli/site_line.hpp"

#include <algorithm>
#include <array>

namespace approdo::cli {
namespace {

constexpr std::size_t idle_max = 4;
// An answer to a request for chunks, with room to spare.
constexpr std::size_t answer_bytes_max = 32 * 1024 * 1024;
// What a site answers for clients; a page has no other business there.
constexpr std::array<std::string_view, 3> open_targets{"/sync/v1", "/chunks", "/api/v1/"};

bool is_for_clients(std::string_view target) {
    return std::any_of(open_targets.begin(), open_targets.end(),
                       [&](std::string_view start) { return target.starts_with(start); });
}

Result<HttpRequest> request_of(const LocalRequest& asked, std::string_view prefix) {
    constexpr std::string_view bearer = "Bearer ";
    HttpRequest request;
    request.method = std::string(asked.header("approdo-method"));
    request.target = asked.target.substr(prefix.size());
    const bool is_known =
        request.method == "GET" || request.method == "POST" || request.method == "PUT";
    if (!is_known || !is_for_clients(request.target)) {
        return fail(ErrorCode::invalid_input, "this is nothing that a page asks a site for");
    }
    request.content_type = std::string(asked.header("content-type"));
    const std::string_view authorization = asked.header("approdo-authorization");
    if (authorization.starts_with(bearer)) {
        request.bearer = std::string(authorization.substr(bearer.size()));
    }
    request.body = asked.body;
    request.answer_bytes_max = answer_bytes_max;
    return request;
}

LocalAnswer answer_of(HttpAnswer said) {
    LocalAnswer answer;
    answer.status = said.status;
    // It is data to our page, whatever the site calls it: no markup, no script.
    const bool is_json = said.content_type.starts_with("application/json");
    answer.type = is_json ? "application/json" : "application/octet-stream";
    answer.body = std::move(said.body);
    answer.headers.emplace_back("cache-control", "no-store");
    answer.headers.emplace_back(from_site_header, "site");
    return answer;
}

}  // namespace

// One of the kept lines to this address, or a new one, now among the busy ones.
Result<std::list<SiteLine::Line>::iterator> SiteLine::take(const std::string& address) {
    const std::scoped_lock guard(mutex_);
    if (ended_) return fail(ErrorCode::unavailable, "approdo is being stopped: start it again");
    const auto kept = std::find_if(idle_.begin(), idle_.end(),
                                   [&](const Line& line) { return line.address == address; });
    if (kept != idle_.end()) {
        busy_.splice(busy_.begin(), idle_, kept);
        return busy_.begin();
    }
    APPRODO_TRY(auto http, HttpClient::open(address, ca_file_));
    busy_.push_front({address, std::move(http)});
    return busy_.begin();
}

void SiteLine::give_back(std::list<Line>::iterator line, bool is_good) {
    const std::scoped_lock guard(mutex_);
    if (is_good && !ended_) {
        idle_.splice(idle_.begin(), busy_, line);
        if (idle_.size() > idle_max) idle_.pop_back();
    } else {
        busy_.erase(line);
    }
}

Result<LocalAnswer> SiteLine::carry(const LocalRequest& asked, std::string_view prefix) {
    APPRODO_TRY(const HttpRequest request, request_of(asked, prefix));
    APPRODO_TRY(const auto line, take(std::string(asked.header("approdo-site"))));
    auto said = line->http->send(request);
    give_back(line, said.ok());
    if (!said.ok()) return said.error();
    return answer_of(std::move(*said));
}

void SiteLine::end() {
    const std::scoped_lock guard(mutex_);
    ended_ = true;
    for (Line& line : busy_) line.http->end();
}

}  // namespace approdo::cli
