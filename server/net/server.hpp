// A listener and its connections on one network thread. listen() binds and checks, run() serves
// until stop() was called and what was under way is done (or the drain time is over). Nothing on
// this thread waits for disk. The program makes one for the public address and one for the admin
// address.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "server/net/connection_host.hpp"

namespace approdo::net {

struct ServerOptions {
    std::string listen;  // "127.0.0.1:8080", "[::]:443"; port 0 takes a free one
    std::string tls_certificate_file;
    std::string tls_key_file;
    bool behind_proxy = false;
    std::size_t connections_max = 10'000;
    std::size_t body_bytes_max = 256UL * 1024 * 1024;  // of all requests under way together
    std::uint64_t drain_ms_max = 10'000;
    ConnectionLimits limits;
};

struct ServerCounts {
    std::size_t connections = 0;
    std::uint64_t accepted = 0;
    std::size_t body_bytes = 0;
};

class Server {
  public:
    using Answered = std::function<void(const AccessRecord&)>;

    // The dispatcher is borrowed and outlives the server. `answered` runs on the network thread.
    Server(ServerOptions options, const app::Dispatcher& dispatcher, Answered answered);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Refuses an address off loopback without TLS, unless a proxy in front ends TLS.
    Result<void> listen();
    std::uint16_t port() const;
    bool uses_tls() const;

    void run();
    // From any thread, any number of times.
    void stop();
    ServerCounts counts() const;

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace approdo::net
