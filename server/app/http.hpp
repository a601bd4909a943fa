// Plain requests and answers: everything above the network speaks these and never sees Boost.Beast.
// A Request is whole when a handler gets it (method, route and size were checked before its body
// was read). A Response either owns its body, shares a prepared answer, or streams from a
// BodySource. Made by server/net, read by the handlers of server/app.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "server/app/file_body.hpp"
#include "sync/base/bytes.hpp"
#include "sync/base/ids.hpp"

namespace approdo::app {

enum class Method : std::uint8_t { get, head, post, put };

std::string_view name_of(Method method);
std::optional<Method> method_from(std::string_view name);

// Names are lower case. Only the first value of a repeated name is ever used.
using HeaderList = std::vector<std::pair<std::string, std::string>>;
std::string_view find_header(const HeaderList& headers, std::string_view name);

struct RequestHead {
    Method method = Method::get;
    std::string path;   // as sent, starts with '/'; the router decodes what a {name} stands for
    std::string query;  // as sent, without '?'
    HeaderList headers;
    std::string peer;        // the sender's address, without port
    std::string request_id;  // ours, unique in this process; it stands in the log and in the answer
    bool keep_alive = true;

    std::string_view header(std::string_view name) const { return find_header(headers, name); }
    // The decoded value of one query parameter.
    std::optional<std::string> query_value(std::string_view name) const;
};

// What a route asks of its caller, in rising order. A role is enough at any node here; at which
// node it has to be held is for the service behind the handler to check.
enum class Access : std::uint8_t { open, signed_in, trainer, coordinator, administrator };

struct Caller {
    AccountId account;
    Access access = Access::signed_in;  // the highest that any of the account's roles gives
    std::string session_token;          // as presented, so that signing out can end it
};

using PathValues = std::vector<std::pair<std::string, std::string>>;  // {name} → decoded value

struct Request : RequestHead {
    PathValues path_values;
    std::optional<Caller> caller;  // present whenever the route's access is above open
    Bytes body;

    // The value that the route's pattern names; the pattern guarantees that it is there.
    const std::string& path_value(std::string_view name) const;
};

// Head lines after the status line, and the body behind them: made once for a chunk, written to the
// socket as it stands for everybody who asks. A small body is in memory behind its head, in one run
// of bytes; a large one stays in its file.
class PreparedAnswer {
  public:
    PreparedAnswer(std::string_view content_type, std::string_view cache_control, ByteView body);
    PreparedAnswer(std::string_view content_type, std::string_view cache_control,
                   std::shared_ptr<const FileBody> file);

    ByteView head() const { return ByteView(bytes_).first(head_size_); }
    // The head, and the body as far as it is in memory.
    ByteView in_memory() const { return bytes_; }
    // What follows it, if not nullptr.
    const FileBody* file() const { return file_.get(); }

  private:
    Bytes bytes_;
    std::size_t head_size_ = 0;
    std::shared_ptr<const FileBody> file_;
};

// Pulled from a worker thread, one piece at a time; an empty piece is the end. A thrown exception
// or an error cuts the connection, so that half an answer is never taken for a whole one.
class BodySource {
  public:
    virtual ~BodySource() = default;
    virtual Result<Bytes> next() = 0;
};

struct Response {
    using Body =
        std::variant<Bytes, std::shared_ptr<const PreparedAnswer>, std::shared_ptr<BodySource>>;

    int status = 200;
    std::string content_type;
    std::string cache_control = "no-store";
    HeaderList headers;  // further ones, e.g. retry-after
    Body body;
};

Response bytes_response(Bytes body, std::string_view content_type);
Response text_response(int status, std::string_view text);
// 304, 204: no body at all.
Response empty_response(int status);
Response prepared_response(std::shared_ptr<const PreparedAnswer> answer);
Response stream_response(std::shared_ptr<BodySource> source, std::string_view content_type);
// {"error":{"code":…,"message":…}} with the status that fits the code.
Response error_response(const Error& error);
Response error_response(int status, std::string_view code, std::string_view message);
// 503 with Retry-After: the sender may repeat the very same request later.
Response busy_response(int retry_after_s);

int status_of(ErrorCode code);
std::string_view reason_of(int status);

// Called exactly once, from any thread.
using Reply = std::function<void(Response)>;
using Handler = std::function<Response(const Request&)>;
using AsyncHandler = std::function<void(Request, Reply)>;

// Percent-decoding of a path or query value; fails on a broken escape and on a zero byte.
Result<std::string> percent_decode(std::string_view text, bool plus_is_space);

}  // namespace approdo::app
