#include "tests/bench/counting_proxy.hpp"

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

}  // namespace

CountingProxy::CountingProxy(std::uint16_t upstream)
    : upstream_(upstream), listener_(test::listen_on_loopback()) {
    if (::pipe(wake_) != 0) throw std::runtime_error("the counting proxy cannot be stopped");
    thread_ = std::thread([this] { serve(); });
}

CountingProxy::~CountingProxy() {
    ::close(wake_[1]);
    thread_.join();
    ::close(wake_[0]);
    ::close(listener_.socket);
}

void CountingProxy::serve() {
    std::vector<Way> ways;  // two neighbours are one connection
    std::array<char, 65536> buffer;
    while (true) {
        std::vector<pollfd> waits{{wake_[0], POLLIN, 0}, {listener_.socket, POLLIN, 0}};
        for (const Way& way : ways) waits.push_back({way.ended ? -1 : way.from, POLLIN, 0});
        if (::poll(waits.data(), waits.size(), -1) < 0) continue;
        if (waits[0].revents != 0) break;
        for (std::size_t i = 0; i < ways.size(); ++i) {
            if (waits[i + 2].revents == 0) continue;
            Way& way = ways[i];
            const ssize_t got = ::recv(way.from, buffer.data(), buffer.size(), 0);
            if (got > 0) bytes_ += static_cast<std::uint64_t>(got);
            if (got > 0 && test::send_whole(way.to, buffer.data(), static_cast<std::size_t>(got)))
                continue;
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
            const int client = ::accept4(listener_.socket, nullptr, nullptr, SOCK_CLOEXEC);
            if (client < 0) continue;
            const int server = connect_to(upstream_);
            ways.push_back({client, server});
            ways.push_back({server, client});
        }
    }
    for (const Way& way : ways) ::close(way.from);
}

}  // namespace approdo::bench
