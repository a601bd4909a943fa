#include "tests/bench/client_load.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>
#include <string>

#include "sync/base/check.hpp"
#include "tests/bench/bench.hpp"

namespace approdo::bench {
namespace {

constexpr std::string_view length_name = "content-length: ";

class Client {
  public:
    Client(std::uint16_t port, const std::vector<Bytes>& parcels)
        : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int on = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        APPRODO_ASSERT(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) ==
                       0);
        for (const Bytes& parcel : parcels) requests_.push_back(request_of(port, parcel));
    }
    ~Client() { ::close(socket_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    int socket() const { return socket_; }
    // False: everything was sent and answered.
    bool send_next(LoadResult& result) {
        if (next_ == requests_.size()) return false;
        const std::string& request = requests_[next_++];
        for (std::size_t sent = 0; sent < request.size();) {
            const ssize_t now =
                ::send(socket_, request.data() + sent, request.size() - sent, MSG_NOSIGNAL);
            APPRODO_ASSERT(now > 0);
            sent += static_cast<std::size_t>(now);
        }
        result.bytes_up += request.size();
        answer_.clear();
        return true;
    }
    // True: the answer is whole.
    bool read_some(LoadResult& result) {
        char piece[16384];
        const ssize_t got = ::recv(socket_, piece, sizeof piece, 0);
        APPRODO_ASSERT(got > 0);
        answer_.append(piece, static_cast<std::size_t>(got));
        result.bytes_down += static_cast<std::size_t>(got);
        const auto end = answer_.find("\r\n\r\n");
        if (end == std::string::npos) return false;
        const auto at = answer_.find(length_name);
        APPRODO_ASSERT(at < end);
        if (answer_.size() < end + 4 + std::stoul(answer_.substr(at + length_name.size()))) {
            return false;
        }
        ++result.answered;
        if (!answer_.starts_with("HTTP/1.1 200")) ++result.refused;
        return true;
    }

  private:
    static std::string request_of(std::uint16_t port, ByteView body) {
        std::string request = "POST /sync/v1 HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
                              "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
        return request.append(text_of(body));
    }

    int socket_;
    std::vector<std::string> requests_;
    std::size_t next_ = 0;
    std::string answer_;
};

}  // namespace

LoadResult run_clients(std::uint16_t port, const std::vector<std::vector<Bytes>>& parcels) {
    LoadResult result;
    std::vector<std::unique_ptr<Client>> clients;
    for (const auto& each : parcels) clients.push_back(std::make_unique<Client>(port, each));
    std::vector<pollfd> polled;
    result.wall_s = seconds_of([&] {
        for (const auto& client : clients) {
            if (client->send_next(result)) polled.push_back({client->socket(), POLLIN, 0});
        }
        std::size_t open = polled.size();
        while (open > 0) {
            APPRODO_ASSERT(::poll(polled.data(), polled.size(), 60'000) > 0);
            for (std::size_t i = 0; i < polled.size(); ++i) {
                if (polled[i].fd < 0 || polled[i].revents == 0) continue;
                if (!clients[i]->read_some(result) || clients[i]->send_next(result)) continue;
                polled[i].fd = -1;
                --open;
            }
        }
    });
    return result;
}

}  // namespace approdo::bench
