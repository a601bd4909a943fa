#include "tests/bench/counting_proxy.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <vector>

#include "tests/bench/programs.hpp"

namespace approdo::bench {
namespace {

// One direction of a connection; both of its ends are blocking sockets on loopback.
struct Way {
    int from;
    int to;
    bool ended = false;
};

bool send_all(int socket, const char* bytes, std::size_t size) {
    while (size > 0) {
        const ssize_t sent = ::send(socket, bytes, size, MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes += sent;
        size -= static_cast<std::size_t>(sent);
    }
    return true;
}

}  // namespace

CountingProxy::CountingProxy(std::uint16_t upstream) : upstream_(upstream) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const place = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, place, size) != 0 || ::listen(listener_, 64) != 0 ||
        ::getsockname(listener_, place, &size) != 0 || ::pipe(wake_) != 0)
        throw std::runtime_error("the counting proxy cannot listen");
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
}

CountingProxy::~CountingProxy() {
    ::close(wake_[1]);
    thread_.join();
    ::close(wake_[0]);
    ::close(listener_);
}

void CountingProxy::serve() {
    std::vector<Way> ways;  // two neighbours are one connection
    std::array<char, 65536> buffer;
    while (true) {
        std::vector<pollfd> waits{{wake_[0], POLLIN, 0}, {listener_, POLLIN, 0}};
        for (const Way& way : ways) waits.push_back({way.ended ? -1 : way.from, POLLIN, 0});
        if (::poll(waits.data(), waits.size(), -1) < 0) continue;
        if (waits[0].revents != 0) break;
        for (std::size_t i = 0; i < ways.size(); ++i) {
            if (waits[i + 2].revents == 0) continue;
            Way& way = ways[i];
            const ssize_t got = ::recv(way.from, buffer.data(), buffer.size(), 0);
            if (got > 0) bytes_ += static_cast<std::uint64_t>(got);
            if (got > 0 && send_all(way.to, buffer.data(), static_cast<std::size_t>(got))) continue;
            way.ended = true;
            ::shutdown(way.to, SHUT_WR);
        }
        for (std::size_t i = 0; i < ways.size();) {
            if (!ways[i].ended || !ways[i + 1].ended) {
                i += 2;
                continue;
            }
            ::close(ways[i].from);
            ::close(ways[i].to);
            ways.erase(ways.begin() + static_cast<std::ptrdiff_t>(i),
                       ways.begin() + static_cast<std::ptrdiff_t>(i + 2));
        }
        if (waits[1].revents != 0) {
            const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (client < 0) continue;
            const int server = connect_to(upstream_);
            ways.push_back({client, server});
            ways.push_back({server, client});
        }
    }
    for (const Way& way : ways) ::close(way.from);
}

}  // namespace approdo::bench
