// A server on a free loopback port with routes of the test's choosing, and a client of bare sockets
// that can misbehave as no HTTP library would.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/net/server.hpp"
#include "tests/support/temp_dir.hpp"

namespace approdo::net {

class TestClient {
  public:
    // From 127.0.0.`from`.
    explicit TestClient(std::uint16_t port, std::uint8_t from = 1)
        : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK - 1 + from);
        ::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address);
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        // A test that would wait for ever fails after this instead.
        timeval limit{.tv_sec = 20, .tv_usec = 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    ~TestClient() { ::close(socket_); }
    TestClient(const TestClient&) = delete;
    TestClient& operator=(const TestClient&) = delete;

    bool connected() const { return connected_; }
    bool send(std::string_view text) {
        while (!text.empty()) {
            const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    void finish_sending() { ::shutdown(socket_, SHUT_WR); }

    // One answer with a Content-Length; what follows stays for the next call. Empty: the line
    // ended.
    std::string read_answer() {
        std::size_t head_end = 0;
        while ((head_end = held_.find("\r\n\r\n")) == std::string::npos)
            if (!read_some()) return {};
        const std::size_t at = held_.find("content-length: ");
        const std::size_t body = at < head_end ? std::stoul(held_.substr(at + 16)) : 0;
        const std::size_t whole = head_end + 4 + body;
        while (held_.size() < whole)
            if (!read_some()) return {};
        std::string answer = held_.substr(0, whole);
        held_.erase(0, whole);
        return answer;
    }
    // All that comes until the other side closes.
    std::string read_to_end() {
        while (read_some()) {
        }
        return std::move(held_);
    }

  private:
    bool read_some() {
        char buffer[4096];
        const ssize_t size = ::recv(socket_, buffer, sizeof buffer, 0);
        if (size <= 0) return false;
        held_.append(buffer, static_cast<std::size_t>(size));
        return true;
    }

    int socket_;
    bool connected_ = false;
    std::string held_;
};

class TestServer {
  public:
    explicit TestServer(app::Router router, ServerOptions options = {})
        : workers_(2, 8), dispatcher_(std::move(router), workers_, authenticate(), report()) {
        options.listen = "127.0.0.1:0";
        server_ =
            std::make_unique<Server>(options, dispatcher_, [this](const AccessRecord& record) {
                const std::lock_guard lock(mutex_);
                records_.push_back(record);
            });
        const auto bound = server_->listen();
        if (bound.ok()) thread_ = std::thread([this] { server_->run(); });
    }
    ~TestServer() { stop(); }

    std::uint16_t port() const { return server_->port(); }
    Server& server() { return *server_; }
    void stop() {
        server_->stop();
        join();
    }
    void join() {
        if (thread_.joinable()) thread_.join();
    }
    std::vector<AccessRecord> records() {
        const std::lock_guard lock(mutex_);
        return records_;
    }
    std::vector<std::string> faults() {
        const std::lock_guard lock(mutex_);
        return faults_;
    }

  private:
    app::Authenticate authenticate() {
        return [](std::string_view token) -> Result<app::Caller> {
            app::Caller caller;
            if (token == "trainer")
                caller.access = app::Access::trainer;
            else if (token != "learner")
                return fail(ErrorCode::unauthentic, "no such session");
            return caller;
        };
    }
    app::ReportFault report() {
        return [this](const std::string&, const std::string& what) {
            const std::lock_guard lock(mutex_);
            faults_.push_back(what);
        };
    }

    std::mutex mutex_;
    std::vector<AccessRecord> records_;
    std::vector<std::string> faults_;
    app::WorkerPool workers_;
    app::Dispatcher dispatcher_;
    std::unique_ptr<Server> server_;
    std::thread thread_;
};

// `bytes` as an answer that is sent from a file, whose name is gone by then. The server is told
// that there are `missing` more.
inline app::Response file_response(std::string_view bytes, std::size_t missing = 0) {
    const test::TempDir folder;
    const std::string path = folder.file("body");
    std::ofstream(path, std::ios::binary) << bytes << std::string(missing, '?');
    auto file = app::FileBody::open(path);
    std::filesystem::resize_file(path, bytes.size());
    return app::prepared_response(
        std::make_shared<const app::PreparedAnswer>("text/plain", "no-store", std::move(file)));
}

// Differs from place to place, so that a piece sent twice or left out shows.
inline std::string long_text(std::size_t size) {
    std::string text(size, ' ');
    for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>('a' + i * i / 7 % 26);
    return text;
}

inline std::string get(std::string_view path, std::string_view more = "") {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: test\r\n" + std::string(more) + "\r\n";
}

inline std::string post(std::string_view path, std::string_view body, std::string_view more = "") {
    return "POST " + std::string(path) +
           " HTTP/1.1\r\nHost: test\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           std::string(more) + "\r\n" + std::string(body);
}

inline int status_in(const std::string& answer) {
    return answer.size() < 12 ? 0 : std::stoi(answer.substr(9, 3));
}

inline std::string body_in(const std::string& answer) {
    const std::size_t end = answer.find("\r\n\r\n");
    return end == std::string::npos ? "" : answer.substr(end + 4);
}

}  // namespace approdo::net
