// What a connection needs from the server around it: time, limits, the dispatcher, a way back to
// the network thread, and somebody who keeps the books. The server implements it; tests do so too,
// with their own time.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "server/app/dispatcher.hpp"

namespace approdo::net {

class Connection;

struct ConnectionLimits {
    std::uint64_t idle_ms_max = 65'000;        // between two requests
    std::uint64_t head_ms_max = 10'000;        // from the first byte to the end of the head
    std::uint64_t transfer_grace_ms = 30'000;  // that a body or an answer may fall behind its rate
    std::uint64_t transfer_bytes_per_s_min = 1024;
    std::uint64_t crowded_ms_max = 1'000;  // for all of these, when nearly all places are taken
    std::uint64_t handling_ms_max = 120'000;
    std::uint64_t linger_ms_max = 2'000;  // for a refused sender to read the refusal
    std::size_t linger_bytes_max = 1024 * 1024;
    std::size_t header_bytes_max = 16 * 1024;
};

struct AccessRecord {
    std::string request_id;
    std::string peer;
    std::string method;
    std::string route;  // the pattern and not the path, which may hold a one-time code
    int status = 0;
    std::uint64_t bytes_in = 0;
    std::uint64_t bytes_out = 0;
    std::uint64_t duration_us = 0;
    bool cut = false;  // the answer did not get through whole
};

class ConnectionHost {
  public:
    virtual ~ConnectionHost() = default;

    virtual std::uint64_t now_us() const = 0;
    virtual bool on_network_thread() const = 0;
    virtual void post(std::function<void()> task) = 0;
    virtual const app::Dispatcher& dispatcher() const = 0;
    virtual const ConnectionLimits& limits() const = 0;
    virtual std::string next_request_id() = 0;
    // "date: Mon, 23 Nov 2026 21:30:00 GMT\r\n", made once a second.
    virtual std::string_view date_line() = 0;
    // False when the bodies in flight, or those of this peer among them, would take more memory
    // than the server gives them.
    virtual bool reserve_body(const std::string& who, std::size_t bytes) = 0;
    virtual void release_body(const std::string& who, std::size_t bytes) = 0;
    virtual bool crowded() const = 0;
    virtual bool draining() const = 0;
    // Behind a proxy the peer's address is what the proxy says in x-forwarded-for.
    virtual bool behind_proxy() const = 0;
    virtual void answered(const AccessRecord& record) = 0;
};

}  // namespace approdo::net
