// A Connection over TLS. OpenSSL keeps some 30 KiB for each line anyway, so reading into a buffer
// of its own costs little here; what Connection offers is gathered into one record at a time.
#pragma once

#include <boost/asio/ssl/stream.hpp>

#include "server/net/asio_types.hpp"
#include "server/net/connection.hpp"
#include "server/net/socket_host.hpp"

namespace approdo::net {

class TlsConnection final : public Connection {
  public:
    TlsConnection(SocketHost& host, Socket socket, asio::ssl::context& context, std::string peer);
    void shake_hands();

  private:
    void read_more() override;
    Written write_some(std::span<const ByteView> views, bool more) override;
    Written write_file(const app::FileBody& file, std::size_t offset) override;
    void shutdown_send() override;
    void close() override;

    void send_record();
    SocketHost& socket_host();
    std::shared_ptr<TlsConnection> self();

    asio::ssl::stream<Socket> stream_;
    Bytes incoming_;
    Bytes outgoing_;
};

}  // namespace approdo::net
