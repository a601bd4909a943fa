#include "server/net/tls_connection.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>

namespace approdo::net {

namespace {

constexpr std::size_t record_bytes_max = 16 * 1024;  // RFC 8446 §5.1

}  // namespace

TlsConnection::TlsConnection(SocketHost& host, Socket socket, asio::ssl::context& context,
                             std::string peer)
    : Connection(host, std::move(peer)), stream_(std::move(socket), context) {
    error_code ignored;
    stream_.next_layer().set_option(asio::ip::tcp::no_delay(true), ignored);
}

SocketHost& TlsConnection::socket_host() {
    return static_cast<SocketHost&>(host_);
}

std::shared_ptr<TlsConnection> TlsConnection::self() {
    return std::static_pointer_cast<TlsConnection>(shared_from_this());
}

void TlsConnection::shake_hands() {
    stream_.async_handshake(asio::ssl::stream_base::server,
                            [self = self()](const error_code& failure) {
                                if (failure)
                                    self->failed();
                                else
                                    self->open();
                            });
}

void TlsConnection::read_more() {
    incoming_.resize(record_bytes_max);
    stream_.async_read_some(asio::buffer(incoming_),
                            [self = self()](const error_code& failure, std::size_t size) {
                                if (failure == asio::error::eof)
                                    self->received_end();
                                else if (failure)
                                    self->failed();
                                else
                                    self->received(ByteView(self->incoming_.data(), size));
                            });
}

Connection::Written TlsConnection::write_some(std::span<const ByteView> views, bool) {
    outgoing_.clear();
    for (const ByteView view : views) {
        const std::size_t room = record_bytes_max - outgoing_.size();
        append(outgoing_, view.first(std::min(room, view.size())));
    }
    send_record();
    return {0, false};
}

Connection::Written TlsConnection::write_file(const app::FileBody& file, std::size_t offset) {
    outgoing_.resize(std::min(record_bytes_max, file.size() - offset));
    if (file.read_at(offset, outgoing_) < outgoing_.size()) return {0, true};
    send_record();
    return {0, false};
}

void TlsConnection::send_record() {
    asio::async_write(stream_, asio::buffer(outgoing_),
                      [self = self()](const error_code& failure, std::size_t size) {
                          if (failure)
                              self->failed();
                          else
                              self->writable(size);
                      });
}

void TlsConnection::shutdown_send() {
    error_code ignored;
    stream_.next_layer().shutdown(Socket::shutdown_send, ignored);
}

void TlsConnection::close() {
    error_code ignored;
    stream_.next_layer().close(ignored);
    socket_host().closed(*this);
}

}  // namespace approdo::net
