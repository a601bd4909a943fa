#include "server/net/send_file.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

#ifdef __linux__
#include <sys/sendfile.h>
#endif

namespace approdo::net {

namespace {

#ifdef __linux__

// The program ignores SIGPIPE, which this call, unlike send(), cannot be asked to leave out.
ssize_t pass_on(int socket, const app::FileBody& file, std::size_t offset, std::size_t bytes) {
    auto from = static_cast<off_t>(offset);
    return ::sendfile(socket, file.descriptor(), &from, bytes);
}

#else

ssize_t pass_on(int socket, const app::FileBody& file, std::size_t offset, std::size_t bytes) {
    Bytes between(bytes);
    const std::size_t read = file.read_at(offset, between);
    return read == 0 ? 0 : ::send(socket, between.data(), read, 0);
}

#endif

}  // namespace

FileSent send_from_file(int socket, const app::FileBody& file, std::size_t offset,
                        std::size_t bytes_max) {
    const std::size_t bytes = std::min(bytes_max, file.size() - offset);
    ssize_t sent = 0;
    do {
        sent = pass_on(socket, file, offset, bytes);
    } while (sent < 0 && errno == EINTR);
    if (sent > 0) return {static_cast<std::size_t>(sent), false};
    const bool is_full = sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    return {0, !is_full};
}

}  // namespace approdo::net
