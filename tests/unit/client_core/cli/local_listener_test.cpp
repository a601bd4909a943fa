#include "client_core/cli/local_listener.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "tests/support/loopback.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::cli;

namespace {

std::uint16_t port_of(const LocalListener& listener) {
    const std::string& host = listener.host();
    return static_cast<std::uint16_t>(std::stoul(host.substr(host.rfind(':') + 1)));
}

// What comes until the other side closes.
std::string ask(std::uint16_t port, const std::string& request) {
    const int socket = test::connect_on_loopback(port);
    REQUIRE(socket >= 0);
    REQUIRE(test::send_whole(socket, request.data(), request.size()));
    std::string answer;
    char piece[4096];
    for (ssize_t size = 1; size > 0;) {
        size = ::recv(socket, piece, sizeof piece, 0);
        if (size > 0) answer.append(piece, static_cast<std::size_t>(size));
    }
    ::close(socket);
    return answer;
}

std::string post(const std::string& target, const std::string& body) {
    return "POST " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

// Serves on a thread of its own until the test ends.
struct Served {
    std::unique_ptr<LocalListener> listener;
    std::thread thread;
    std::atomic<int> answered = 0;
    std::atomic<bool> ended = false;

    explicit Served(LocalListener::Service service) {
        auto opened = LocalListener::open("127.0.0.1:0");
        REQUIRE(opened.ok());
        listener = std::move(*opened);
        if (!service.refuse) service.refuse = [](const LocalHead&) { return std::nullopt; };
        if (!service.answer) {
            service.answer = [this](const LocalRequest& request) {
                ++answered;
                LocalAnswer answer;
                answer.type = "text/plain";
                answer.body = request.body;
                answer.headers.emplace_back("x-target", request.target);
                return answer;
            };
        }
        service.end = [this] { ended = true; };
        thread = std::thread([this, service] { listener->run(service); });
    }
    ~Served() {
        listener->stop();
        thread.join();
    }
};

}  // namespace

TEST_CASE("local listener: it listens on loopback and nowhere else") {
    for (const char* address : {"0.0.0.0:0", "192.168.1.1:8090", "[::]:0", "example.org:80",
                                "127.0.0.1", "127.0.0.1:", "127.0.0.1:99999", "", ":8090"}) {
        CAPTURE(address);
        CHECK(LocalListener::open(address).error().code == ErrorCode::invalid_input);
    }
    const auto first = LocalListener::open("127.0.0.1:0");
    REQUIRE(first.ok());
    CHECK((*first)->host().starts_with("127.0.0.1:"));
    CHECK(LocalListener::open((*first)->host()).error().code == ErrorCode::conflict);
}

TEST_CASE("local listener: requests are answered whole, several on one line") {
    Served served({});
    const std::uint16_t port = port_of(*served.listener);
    const std::string one = ask(port, post("/one", "hello"));
    CHECK(one.find("HTTP/1.1 200") == 0);
    CHECK(one.find("x-target: /one") != std::string::npos);
    CHECK(one.ends_with("\r\n\r\nhello"));
    const std::string both = ask(port, "GET /a HTTP/1.1\r\nHost: x\r\n\r\n" + post("/b", "end"));
    CHECK(both.find("x-target: /a") < both.find("x-target: /b"));
    CHECK(served.answered == 3);
    CHECK(
        ask(port, "HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").ends_with("\r\n\r\n"));
}

TEST_CASE(
    "local listener: a refused request is not looked at, and too large a head is hung up on") {
    LocalListener::Service service;
    service.refuse = [](const LocalHead& head) -> std::optional<LocalAnswer> {
        if (head.header("host") != "x") {
            return refusal_answer(421, fail(ErrorCode::forbidden, "not here"));
        }
        return std::nullopt;
    };
    Served served(std::move(service));
    const std::uint16_t port = port_of(*served.listener);
    const std::string refused =
        ask(port, "POST / HTTP/1.1\r\nHost: y\r\nContent-Length: 4\r\n\r\nbody");
    CHECK(refused.find("HTTP/1.1 421") == 0);
    CHECK(refused.find("not here") != std::string::npos);
    for (const char* body : {"Content-Length: 99999999\r\n", "Transfer-Encoding: chunked\r\n"}) {
        const std::string head = "POST / HTTP/1.1\r\nHost: y\r\n";
        CHECK(ask(port, head + body + "\r\n").find("HTTP/1.1 421") == 0);
    }
    CHECK(ask(port, "GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n")
              .empty());
    CHECK(ask(port, "nonsense\r\n\r\n").empty());
    CHECK(served.answered == 0);
}

TEST_CASE("local listener: answers are made beside one another, and stopping waits for them") {
    constexpr int lines = 6;
    std::atomic<int> under_way = 0;
    std::atomic<bool> may_go = false;
    LocalListener::Service service;
    service.answer = [&](const LocalRequest& request) {
        ++under_way;
        // The last to come lets all go: they are made at the same time, or never.
        if (request.target == "/last") may_go = true;
        may_go.wait(false);
        if (request.target == "/last") may_go.notify_all();
        return LocalAnswer{};
    };
    Served served(std::move(service));
    const std::uint16_t port = port_of(*served.listener);
    std::vector<std::thread> askers;
    for (int i = 1; i < lines; ++i) {
        askers.emplace_back([&] { (void)ask(port, post("/first", "")); });
    }
    askers.emplace_back([&] { (void)ask(port, post("/last", "")); });
    for (std::thread& asker : askers) asker.join();
    CHECK(under_way == lines);
    served.listener->stop();
    served.thread.join();
    CHECK(served.ended);
    served.thread = std::thread([] {});
}
