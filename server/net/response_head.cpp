#include "server/net/response_head.hpp"

namespace approdo::net {

namespace {

// An exchange: its asker knows what was asked for, and needs neither a type nor what protects
// browsers. Nobody keeps the answer to a POST.
bool is_for_programs_alone(const app::Response& response) {
    const auto* body = std::get_if<Bytes>(&response.body);
    return response.status == 200 && response.content_type.empty() && body && !body->empty();
}

}  // namespace

std::string start_head(const app::Response& response, const HeadOptions& options) {
    std::string head;
    head.reserve(256);
    head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    head.append(app::reason_of(response.status)).append("\r\n");
    head.append(options.date_line);
    if (!is_for_programs_alone(response))
        head.append("x-request-id: ").append(options.request_id).append("\r\n");
    if (options.close)
        head.append("connection: close\r\n");
    else if (options.http_1_0)
        head.append("connection: keep-alive\r\n");
    return head;
}

std::string whole_head(const app::Response& response, const HeadOptions& options) {
    std::string head = start_head(response, options);
    for (const auto& [name, value] : response.headers)
        if (value.find_first_of("\r\n") == std::string::npos)
            head.append(name).append(": ").append(value).append("\r\n");
    if (!response.content_type.empty())
        head.append("content-type: ").append(response.content_type).append("\r\n");
    if (!is_for_programs_alone(response)) {
        head.append("cache-control: ").append(response.cache_control).append("\r\n");
        head.append("x-content-type-options: nosniff\r\n");
    }
    const bool bodiless = response.status == 204 || response.status == 304;
    if (const auto* body = std::get_if<Bytes>(&response.body)) {
        if (!bodiless)
            head.append("content-length: ").append(std::to_string(body->size())).append("\r\n");
    } else if (!options.http_1_0) {
        // An answer of unknown length: HTTP/1.0 has no chunks, there the end is the end of the
        // line.
        head.append("transfer-encoding: chunked\r\n");
    }
    return head.append("\r\n");
}

}  // namespace approdo::net
