// A small blocking HTTP client, for a hub that talks to its site: one request a connection, bounded
// in time and size, over TCP or TLS with the system's certificates. For worker threads only.
#pragma once

#include <cstdint>
#include <string>

#include "sync/base/bytes.hpp"

namespace approdo::net {

struct UpstreamRequest {
    std::string method = "GET";
    std::string target;
    std::string content_type;
    Bytes body;
};
struct UpstreamAnswer {
    int status = 0;
    Bytes body;
};

class Upstream {
  public:
    struct Limits {
        std::uint64_t silence_ms_max = 20'000;
        std::size_t answer_bytes_max = 16UL * 1024 * 1024;
    };

    // "http://HOST:PORT" or "https://HOST".
    static Result<Upstream> from(const std::string& address, Limits limits);

    // unavailable: no way there, or it broke off; the request may have arrived.
    Result<UpstreamAnswer> send(const UpstreamRequest& request) const;

  private:
    Upstream() = default;
    std::string host_;
    std::string port_;
    bool tls_ = false;
    Limits limits_;
};

}  // namespace approdo::net
