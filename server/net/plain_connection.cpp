#include "server/net/plain_connection.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>

#include "server/net/send_file.hpp"

namespace approdo::net {

namespace {

// What is longer goes in pieces that the processor's cache still holds when the kernel, and then a
// reader on this machine, copies them; other connections have their turn between two of them.
constexpr std::size_t piece_bytes_max = 64 * 1024;
// Of a file nothing is copied: a chunk goes out in one call.
constexpr std::size_t file_piece_bytes_max = 512 * 1024;

}  // namespace

PlainConnection::PlainConnection(SocketHost& host, Socket socket, std::string peer)
    : Connection(host, std::move(peer)), socket_(std::move(socket)) {
    error_code ignored;
    socket_.non_blocking(true, ignored);
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
}

SocketHost& PlainConnection::socket_host() {
    return static_cast<SocketHost&>(host_);
}

std::shared_ptr<PlainConnection> PlainConnection::self() {
    return std::static_pointer_cast<PlainConnection>(shared_from_this());
}

void PlainConnection::read_more() {
    socket_.async_wait(Socket::wait_read, [self = self()](const error_code& failure) {
        if (failure) {
            self->failed();
            return;
        }
        const MutableByteView buffer = self->socket_host().receive_buffer();
        error_code ec;
        const std::size_t size =
            self->socket_.read_some(asio::buffer(buffer.data(), buffer.size()), ec);
        if (ec == asio::error::would_block)
            self->read_more();
        else if (ec == asio::error::eof)
            self->received_end();
        else if (ec)
            self->failed();
        else
            self->received(ByteView(buffer.data(), size));
    });
}

Connection::Written PlainConnection::write_some(std::span<const ByteView> views, bool more) {
    std::array<asio::const_buffer, 3> buffers;
    std::size_t offered = 0;
    std::size_t room = piece_bytes_max;
    for (std::size_t i = 0; i < views.size(); ++i) {
        const std::size_t taken = std::min(room, views[i].size());
        buffers[i] = asio::buffer(views[i].data(), taken);
        room -= taken;
        offered += views[i].size();
    }
    error_code ec;
    // Half a packet waits for what comes next.
    const std::size_t sent = socket_.send(buffers, more ? MSG_MORE : 0, ec);
    if (ec && ec != asio::error::would_block) return {0, true};
    return wait_unless_all(ec ? 0 : sent, offered);
}

Connection::Written PlainConnection::write_file(const app::FileBody& file, std::size_t offset) {
    const FileSent sent =
        send_from_file(socket_.native_handle(), file, offset, file_piece_bytes_max);
    if (sent.failed) return {0, true};
    return wait_unless_all(sent.bytes, file.size() - offset);
}

Connection::Written PlainConnection::wait_unless_all(std::size_t sent, std::size_t offered) {
    if (sent < offered)
        socket_.async_wait(Socket::wait_write, [self = self()](const error_code& failure) {
            if (failure)
                self->failed();
            else
                self->writable(0);
        });
    return {sent, false};
}

void PlainConnection::shutdown_send() {
    error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
}

void PlainConnection::close() {
    error_code ignored;
    socket_.close(ignored);
    socket_host().closed(*this);
}

}  // namespace approdo::net
