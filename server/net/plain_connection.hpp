// A Connection over a bare TCP socket. It waits for readability before it takes a buffer, so that
// an idle connection costs its object and the kernel's, and nothing else.
#pragma once

#include "server/net/asio_types.hpp"
#include "server/net/connection.hpp"
#include "server/net/socket_host.hpp"

namespace approdo::net {

class PlainConnection final : public Connection {
  public:
    PlainConnection(SocketHost& host, Socket socket, std::string peer);

  private:
    void read_more() override;
    Written write_some(std::span<const ByteView> views, bool more) override;
    Written write_file(const app::FileBody& file, std::size_t offset) override;
    void shutdown_send() override;
    void close() override;

    Written wait_unless_all(std::size_t sent, std::size_t offered);
    SocketHost& socket_host();
    std::shared_ptr<PlainConnection> self();

    Socket socket_;
};

}  // namespace approdo::net
