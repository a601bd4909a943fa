// One HTTP/1.x request out of bytes as they arrive, over Beast's incremental parser. It stops after
// the head, so that method, route and size are judged before a byte of the body is kept; it never
// consumes what belongs to the next request. Used by Connection; knows no socket.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "server/app/http.hpp"

namespace approdo::net {

class RequestParser {
  public:
    // need_more: feed the unconsumed bytes again together with further ones.
    enum class Step { need_more, head_done, whole, failed };

    explicit RequestParser(std::size_t header_bytes_max);
    ~RequestParser();
    RequestParser(const RequestParser&) = delete;
    RequestParser& operator=(const RequestParser&) = delete;

    struct Progress {
        Step step = Step::need_more;
        std::size_t consumed = 0;
    };
    // After head_done, call accept_body() before feeding on.
    Progress feed(ByteView bytes);
    void accept_body(std::size_t bytes_max);

    // Valid from head_done on. The Content-Length, or 0 when the body comes in chunks or is none.
    std::uint64_t body_bytes_announced() const;
    bool body_is_chunked() const;
    bool has_body() const;
    bool expects_continue() const;
    bool is_http_1_0() const;
    std::size_t body_bytes_received() const;

    app::RequestHead& head();
    Bytes take_body();

    // Valid after failed: what to answer, and why in a sentence.
    int failure_status() const;
    const std::string& failure_message() const;

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace approdo::net
