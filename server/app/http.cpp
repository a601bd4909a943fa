#include "server/app/http.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace approdo::app {

std::string_view name_of(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::head:
            return "HEAD";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
    }
    return "GET";
}

std::optional<Method> method_from(std::string_view name) {
    for (const Method method : {Method::get, Method::head, Method::post, Method::put})
        if (name == name_of(method)) return method;
    return std::nullopt;
}

std::string_view find_header(const HeaderList& headers, std::string_view name) {
    for (const auto& [key, value] : headers)
        if (key == name) return value;
    return {};
}

namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

Result<std::string> percent_decode(std::string_view text, bool plus_is_space) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                return fail(ErrorCode::malformed, "the address has a broken % escape");
            c = static_cast<char>(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus_is_space) {
            c = ' ';
        }
        if (c == '\0') return fail(ErrorCode::malformed, "the address contains a zero byte");
        decoded.push_back(c);
    }
    return decoded;
}

std::optional<std::string> RequestHead::query_value(std::string_view name) const {
    std::string_view rest = query;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('&'), rest.size());
        const std::string_view pair = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::size_t equals = std::min(pair.find('='), pair.size());
        if (pair.substr(0, equals) != name) continue;
        const auto value = pair.substr(std::min(equals + 1, pair.size()));
        auto decoded = percent_decode(value, true);
        if (!decoded.ok()) return std::nullopt;
        return std::move(decoded).value();
    }
    return std::nullopt;
}

const std::string& Request::path_value(std::string_view name) const {
    for (const auto& [key, value] : path_values)
        if (key == name) return value;
    // Only a handler that asks for a name its own route does not have can come here.
    APPRODO_ASSERT(false);
    return path;
}

namespace {

std::string prepared_head(std::string_view content_type, std::string_view cache_control,
                          std::size_t body_size) {
    std::string head;
    head.append("content-length: ").append(std::to_string(body_size));
    head.append("\r\ncontent-type: ").append(content_type);
    head.append("\r\ncache-control: ").append(cache_control);
    head.append("\r\nx-content-type-options: nosniff\r\n\r\n");
    return head;
}

}  // namespace

PreparedAnswer::PreparedAnswer(std::string_view content_type, std::string_view cache_control,
                               ByteView body) {
    const std::string head = prepared_head(content_type, cache_control, body.size());
    head_size_ = head.size();
    bytes_.reserve(head.size() + body.size());
    append(bytes_, bytes_of(head));
    append(bytes_, body);
}

PreparedAnswer::PreparedAnswer(std::string_view content_type, std::string_view cache_control,
                               std::shared_ptr<const FileBody> file)
    : file_(std::move(file)) {
    const std::string head = prepared_head(content_type, cache_control, file_->size());
    head_size_ = head.size();
    append(bytes_, bytes_of(head));
}

Response bytes_response(Bytes body, std::string_view content_type) {
    Response response;
    response.content_type = content_type;
    response.body = std::move(body);
    return response;
}

Response text_response(int status, std::string_view text) {
    Response response = bytes_response(copy_of(bytes_of(text)), "text/plain; charset=utf-8");
    response.status = status;
    return response;
}

Response empty_response(int status) {
    Response response;
    response.status = status;
    return response;
}

Response prepared_response(std::shared_ptr<const PreparedAnswer> answer) {
    Response response;
    response.body = std::move(answer);
    return response;
}

Response stream_response(std::shared_ptr<BodySource> source, std::string_view content_type) {
    Response response;
    response.content_type = content_type;
    response.body = std::move(source);
    return response;
}

Response error_response(const Error& error) {
    return error_response(status_of(error.code), approdo::name_of(error.code), error.message);
}

Response error_response(int status, std::string_view code, std::string_view message) {
    const boost::json::value body = {{"error", {{"code", code}, {"message", message}}}};
    const std::string text = boost::json::serialize(body);
    Response response = bytes_response(copy_of(bytes_of(text)), "application/json");
    response.status = status;
    return response;
}

Response busy_response(int retry_after_s) {
    Response response = error_response(
        503, "busy", "The server has too much to do. Repeat the request in a few seconds.");
    response.headers.emplace_back("retry-after", std::to_string(retry_after_s));
    return response;
}

int status_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid_input:
            return 422;
        case ErrorCode::malformed:
            return 400;
        case ErrorCode::unauthentic:
            return 401;
        case ErrorCode::not_found:
            return 404;
        case ErrorCode::forbidden:
            return 403;
        case ErrorCode::conflict:
            return 409;
        case ErrorCode::too_large:
            return 413;
        case ErrorCode::unsupported:
            return 422;
        case ErrorCode::locked:
            return 423;
        case ErrorCode::busy:
            return 503;
        case ErrorCode::unavailable:
            return 503;
        case ErrorCode::missing:
            return 409;
        case ErrorCode::incomplete:
            return 409;
        case ErrorCode::corrupt:
            return 500;
        case ErrorCode::exhausted:
            return 507;
    }
    return 500;
}

std::string_view reason_of(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 411:
            return "Length Required";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 422:
            return "Unprocessable Content";
        case 423:
            return "Locked";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 503:
            return "Service Unavailable";
        case 505:
            return "HTTP Version Not Supported";
        case 507:
            return "Insufficient Storage";
        default:
            return "Status";
    }
}

}  // namespace approdo::app
