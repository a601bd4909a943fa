#include "server/net/server.hpp"

#include <future>
#include <semaphore>

#include "tests/support/test.hpp"
#include "tests/unit/server/net/fixture.hpp"

using namespace approdo;
using namespace approdo::net;

namespace {

app::Response echo(const app::Request& request) {
    return app::bytes_response(request.body, "application/octet-stream");
}

class Countdown : public app::BodySource {
  public:
    explicit Countdown(int from, bool breaks) : left_(from), breaks_(breaks) {}
    Result<Bytes> next() override {
        if (left_ == 0 && breaks_) return fail(ErrorCode::corrupt, "the disk is gone");
        if (left_ == 0) return Bytes{};
        return copy_of(bytes_of(std::to_string(left_--)));
    }

  private:
    int left_;
    bool breaks_;
};

app::Router routes() {
    app::Router router;
    router.get(
        "/fast", app::Access::open,
        [](const app::Request&) { return app::text_response(200, "fast"); }, app::Lane::io);
    router.get("/slow", app::Access::open,
               [](const app::Request&) { return app::text_response(200, "slow"); });
    router.get("/item/{id}", app::Access::open, [](const app::Request& request) {
        return app::text_response(200, request.path_value("id"));
    });
    router.get("/broken", app::Access::open, [](const app::Request&) -> app::Response {
        throw std::runtime_error("inner secret");
    });
    router.get("/stream", app::Access::open, [](const app::Request&) {
        return app::stream_response(std::make_shared<Countdown>(3, false), "text/plain");
    });
    router.get("/cut", app::Access::open, [](const app::Request&) {
        return app::stream_response(std::make_shared<Countdown>(3, true), "text/plain");
    });
    router.get("/own", app::Access::signed_in,
               [](const app::Request&) { return app::text_response(200, "own"); });
    router.get("/class", app::Access::trainer,
               [](const app::Request&) { return app::text_response(200, "class"); });
    router.post("/echo", app::Access::open, echo, 100'000);
    return router;
}

}  // namespace

TEST_CASE("server: requests sent at once are answered in their order", "[unit]") {
    TestServer server(routes());
    TestClient client(server.port());
    REQUIRE(client.send(get("/fast") + get("/slow") + post("/echo", "abc") + get("/item/7%2f8")));
    CHECK(body_in(client.read_answer()) == "fast");
    CHECK(body_in(client.read_answer()) == "slow");
    CHECK(body_in(client.read_answer()) == "abc");
    CHECK(body_in(client.read_answer()) == "7/8");
}

TEST_CASE("server: a thousand requests in one piece are answered", "[unit]") {
    TestServer server(routes());
    TestClient client(server.port());
    std::string many;
    for (int i = 0; i < 1000; ++i) many += get("/fast");
    std::thread sender([&] { client.send(many); });
    int answered = 0;
    while (answered < 1000 && status_in(client.read_answer()) == 200) ++answered;
    sender.join();
    CHECK(answered == 1000);
}

TEST_CASE("server: a request cut at any byte is completed by the rest", "[unit]") {
    TestServer server(routes());
    // A request that wants to be the last on its line is read to its end all the same.
    const std::string last = GENERATE("", "Connection: close\r\n");
    const std::string whole = post("/echo", "hello", last);
    for (std::size_t cut = 1; cut < whole.size(); ++cut) {
        TestClient client(server.port());
        REQUIRE(client.send(whole.substr(0, cut)));
        REQUIRE(client.send(whole.substr(cut)));
        CHECK(body_in(client.read_answer()) == "hello");
    }
}

TEST_CASE("server: an announced body over the limit is refused before it is read", "[unit]") {
    TestServer server(routes());
    TestClient client(server.port());
    REQUIRE(client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 100001\r\n\r\n"));
    const std::string answer = client.read_to_end();
    CHECK(status_in(answer) == 413);
    CHECK(answer.find("connection: close") != std::string::npos);
}

TEST_CASE("server: who sends the refused body all the same still reads the refusal", "[unit]") {
    TestServer server(routes());
    TestClient client(server.port());
    client.send(post("/echo", std::string(400'000, 'x')));
    client.finish_sending();
    CHECK(status_in(client.read_to_end()) == 413);
}

TEST_CASE("server: a chunked body is taken, and refused past the limit", "[unit]") {
    TestServer server(routes());
    const std::string head = "POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n";
    {
        TestClient client(server.port());
        REQUIRE(client.send(head + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n" + get("/fast")));
        CHECK(body_in(client.read_answer()) == "abcde");
        CHECK(body_in(client.read_answer()) == "fast");
    }
    TestClient client(server.port());
    client.send(head + "30000\r\n" + std::string(0x30000, 'x') + "\r\n0\r\n\r\n");
    client.finish_sending();
    CHECK(status_in(client.read_to_end()) == 413);
}

TEST_CASE("server: a head without end is refused", "[unit]") {
    TestServer server(routes());
    TestClient client(server.port());
    client.send("GET /fast HTTP/1.1\r\nHost: t\r\nX: " + std::string(40'000, 'x'));
    client.finish_sending();
    CHECK(status_in(client.read_to_end()) == 431);
}

TEST_CASE("server: what is not HTTP, or says two things at once, is refused", "[unit]") {
    const std::string bad = GENERATE(
        "hello\r\n\r\n", "GET fast HTTP/1.1\r\nHost: t\r\n\r\n", "GET /fast HTTP/1.1\r\n\r\n",
        "GET /fast HTTP/3.0\r\nHost: t\r\n\r\n", "GET /fast HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nTransfer-Encoding: "
        "chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: -1\r\n\r\n");
    CAPTURE(bad);
    TestServer server(routes());
    TestClient client(server.port());
    client.send(bad);
    client.finish_sending();
    const std::string answer = client.read_to_end();
    CHECK(status_in(answer) == 400);
}

TEST_CASE("server: other methods are refused, HEAD has the head of GET alone", "[unit]") {
    TestServer server(routes());
    {
        TestClient client(server.port());
        REQUIRE(client.send("DELETE /fast HTTP/1.1\r\nHost: t\r\n\r\n"));
        CHECK(status_in(client.read_to_end()) == 501);
    }
    TestClient client(server.port());
    REQUIRE(client.send("HEAD /fast HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n"));
    const std::string answer = client.read_to_end();
    CHECK(answer.find("content-length: 4\r\n") != std::string::npos);
    CHECK(body_in(answer).empty());
}

TEST_CASE("server: an answer of unknown length comes in chunks", "[unit]") {
    TestServer server(routes());
    TestClient client(server.port());
    REQUIRE(client.send(get("/stream", "Connection: close\r\n")));
    CHECK(body_in(client.read_to_end()) == "1\r\n3\r\n1\r\n2\r\n1\r\n1\r\n0\r\n\r\n");
}

TEST_CASE("server: an answer that breaks midway is cut and not ended", "[unit]") {
    TestServer server(routes());
    {
        TestClient client(server.port());
        REQUIRE(client.send(get("/cut")));
        const std::string answer = client.read_to_end();
        CHECK(answer.find("\r\n0\r\n") == std::string::npos);
    }
    server.stop();
    REQUIRE(server.records().size() == 1);
    CHECK(server.records()[0].cut);
}

TEST_CASE("server: a body in a file comes whole, many on one line, to slow readers as well",
          "[unit]") {
    const std::string text = long_text(3'000'001);
    app::Router router;
    router.get("/file", app::Access::open,
               [&](const app::Request&) { return file_response(text); });
    TestServer server(std::move(router));
    TestClient client(server.port());
    // Nothing is read until all are asked for: the line fills up in the middle of a file.
    for (int i = 0; i < 8; ++i) REQUIRE(client.send(get("/file")));
    for (int i = 0; i < 8; ++i) {
        const std::string answer = client.read_answer();
        CHECK(status_in(answer) == 200);
        CHECK(body_in(answer) == text);
    }
    client.send("HEAD /file HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
    const std::string head = client.read_to_end();
    CHECK(head.find("content-length: 3000001\r\n") != std::string::npos);
    CHECK(body_in(head).empty());
}

TEST_CASE("server: an answer whose file turns out to be shorter is cut", "[unit]") {
    app::Router router;
    router.get("/file", app::Access::open,
               [](const app::Request&) { return file_response("short", 5); });
    TestServer server(std::move(router));
    TestClient client(server.port());
    client.send(get("/file"));
    CHECK(body_in(client.read_to_end()) == "short");
    server.stop();
    const auto records = server.records();
    REQUIRE(records.size() == 1);
    CHECK(records.front().cut);
}

TEST_CASE("server: an exception becomes a 500 that keeps its text to the log", "[unit]") {
    TestServer server(routes());
    {
        TestClient client(server.port());
        REQUIRE(client.send(get("/broken") + get("/fast")));
        const std::string answer = client.read_answer();
        CHECK(status_in(answer) == 500);
        CHECK(answer.find("inner secret") == std::string::npos);
        CHECK(body_in(client.read_answer()) == "fast");
    }
    CHECK(server.faults() == std::vector<std::string>{"inner secret"});
}

TEST_CASE("server: a session is asked for where the route says so, and its role counts", "[unit]") {
    TestServer server(routes());
    TestClient client(server.port());
    const auto status = [&](std::string_view path, std::string_view header) {
        client.send(get(path, header));
        return status_in(client.read_answer());
    };
    CHECK(status("/own", "") == 401);
    CHECK(status("/own", "Authorization: Bearer nobody\r\n") == 401);
    CHECK(status("/own", "Authorization: Bearer learner\r\n") == 200);
    CHECK(status("/own", "Cookie: a=b; __Host-session=learner\r\n") == 200);
    CHECK(status("/class", "Authorization: Bearer learner\r\n") == 403);
    CHECK(status("/class", "Authorization: Bearer trainer\r\n") == 200);
}

TEST_CASE("server: a change asked for by another site's page is refused", "[unit]") {
    TestServer server(routes());
    TestClient client(server.port());
    REQUIRE(client.send(post("/echo", "", "Origin: http://test\r\n")));
    CHECK(status_in(client.read_answer()) == 200);
    REQUIRE(client.send(post("/echo", "", "Origin: http://test.evil\r\n")));
    CHECK(status_in(client.read_answer()) == 403);
}

TEST_CASE("server: it invites the body of who asks first", "[unit]") {
    TestServer server(routes());
    TestClient client(server.port());
    REQUIRE(client.send(
        "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"));
    CHECK(status_in(client.read_answer()) == 100);
    REQUIRE(client.send("ok"));
    CHECK(body_in(client.read_answer()) == "ok");
}

TEST_CASE("server: who sends too slowly is told and cut", "[unit]") {
    ServerOptions options;
    options.limits.head_ms_max = 50;
    TestServer server(routes(), options);
    TestClient client(server.port());
    REQUIRE(client.send("GET /fast HTT"));
    CHECK(status_in(client.read_to_end()) == 408);
}

TEST_CASE("server: an idle connection is closed after its time", "[unit]") {
    ServerOptions options;
    options.limits.idle_ms_max = 50;
    TestServer server(routes(), options);
    TestClient client(server.port());
    REQUIRE(client.send(get("/fast")));
    CHECK(status_in(client.read_answer()) == 200);
    CHECK(client.read_to_end().empty());
}

TEST_CASE("server: half-open connections do not keep others out", "[unit]") {
    ServerOptions options;
    options.connections_max = 8;
    options.limits.idle_ms_max = 200;
    options.limits.crowded_ms_max = 50;
    options.limits.head_ms_max = 50;
    TestServer server(routes(), options);
    std::vector<std::unique_ptr<TestClient>> silent;
    for (int i = 0; i < 20; ++i) {
        silent.push_back(std::make_unique<TestClient>(server.port()));
        silent.back()->send("GET /");
    }
    TestClient client(server.port());
    REQUIRE(client.send(get("/fast")));
    CHECK(status_in(client.read_answer()) == 200);
    CHECK(server.server().counts().connections <= 8);
}

TEST_CASE("server: bodies that stand still do not keep others out", "[unit]") {
    ServerOptions options;
    options.connections_max = 8;
    options.limits.crowded_ms_max = 50;
    TestServer server(routes(), options);
    std::vector<std::unique_ptr<TestClient>> silent;
    for (int i = 0; i < 20; ++i) {
        silent.push_back(std::make_unique<TestClient>(server.port()));
        silent.back()->send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 9\r\n\r\n1");
    }
    TestClient client(server.port());
    REQUIRE(client.send(get("/fast")));
    CHECK(status_in(client.read_answer()) == 200);
}

TEST_CASE("server: bodies that are announced and do not come leave memory to the others",
          "[unit]") {
    ServerOptions options;
    options.body_bytes_max = 200'000;
    TestServer server(routes(), options);
    std::vector<std::unique_ptr<TestClient>> silent;
    for (int i = 0; i < 40; ++i) {
        silent.push_back(std::make_unique<TestClient>(server.port(), 2));
        silent.back()->send("POST /echo HTTP/1.1\r\nHost: t\r\n" +
                            std::string(i % 2 == 0 ? "Content-Length: 90000\r\n\r\n1"
                                                   : "Transfer-Encoding: chunked\r\n\r\n1\r\n1"));
    }
    TestClient client(server.port());
    for (int i = 0; i < 3; ++i) {
        REQUIRE(client.send(post("/echo", std::string(40'000, 'x'))));
        CHECK(status_in(client.read_answer()) == 200);
    }
    CHECK(server.server().counts().body_bytes <= 100'000);
}

TEST_CASE("server: one peer's bodies take half of the memory at most", "[unit]") {
    ServerOptions options;
    options.body_bytes_max = 400'000;
    TestServer server(routes(), options);
    const std::string most = "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 60001\r\n\r\n" +
                             std::string(60'000, 'x');
    TestClient first(server.port(), 2);
    REQUIRE(first.send(most));
    TestClient second(server.port(), 2);
    REQUIRE(second.send(most));
    CHECK(status_in(second.read_answer()) == 503);
    TestClient other(server.port());
    REQUIRE(other.send(most + "x"));
    CHECK(status_in(other.read_answer()) == 200);
    REQUIRE(first.send("x"));
    CHECK(status_in(first.read_answer()) == 200);
    CHECK(server.server().counts().body_bytes == 0);
}

TEST_CASE("server: a body that stops is cut, however quickly it began", "[unit]") {
    ServerOptions options;
    options.limits.transfer_grace_ms = 100;
    TestServer server(routes(), options);
    TestClient client(server.port());
    REQUIRE(client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 90000\r\n\r\n" +
                        std::string(80'000, 'x')));
    CHECK(status_in(client.read_to_end()) == 408);
}

TEST_CASE("server: a stop finishes what is under way and takes nothing new", "[unit]") {
    std::promise<void> begun;
    std::promise<void> go_on;
    app::Router router = routes();
    router.get("/held", app::Access::open, [&](const app::Request&) {
        begun.set_value();
        go_on.get_future().wait();
        return app::text_response(200, "done");
    });
    TestServer server(std::move(router));
    TestClient idle(server.port());
    REQUIRE(idle.send(get("/fast")));
    CHECK(status_in(idle.read_answer()) == 200);
    TestClient busy(server.port());
    REQUIRE(busy.send(get("/held")));
    begun.get_future().wait();

    server.server().stop();
    CHECK(idle.read_to_end().empty());
    TestClient late(server.port());
    CHECK_FALSE(late.connected());
    go_on.set_value();
    const std::string answer = busy.read_to_end();
    CHECK(body_in(answer) == "done");
    CHECK(answer.find("connection: close") != std::string::npos);
    server.join();
}

TEST_CASE("server: a stop does not wait for a request of which only a piece has come", "[unit]") {
    ServerOptions options;
    options.drain_ms_max = 60'000;  // longer than such a piece may take before it is refused
    TestServer server(routes(), options);
    TestClient client(server.port());
    // In one piece: with the first answer the beginning of the second request is known to be there.
    REQUIRE(client.send(get("/fast") + "GET /fa"));
    CHECK(body_in(client.read_answer()) == "fast");
    server.server().stop();
    CHECK(client.read_to_end().empty());
    server.join();
}

TEST_CASE("server: a full worker queue is said at once", "[unit]") {
    std::promise<void> go_on;
    const std::shared_future<void> gate = go_on.get_future().share();
    std::counting_semaphore<2> begun(0);
    app::Router router = routes();
    router.get("/held", app::Access::open, [&](const app::Request&) {
        begun.release();
        gate.wait();
        return app::text_response(200, "done");
    });
    TestServer server(std::move(router));
    std::vector<std::unique_ptr<TestClient>> clients;
    const auto ask = [&](std::string_view path) {
        clients.push_back(std::make_unique<TestClient>(server.port()));
        clients.back()->send(get(path));
    };
    // Both workers are held, eight requests fit into their queue, the ninth does not.
    ask("/held");
    ask("/held");
    begun.acquire();
    begun.acquire();
    for (int i = 0; i < 9; ++i) ask("/slow");
    while (server.records().empty()) std::this_thread::yield();
    go_on.set_value();

    int refused = 0;
    for (const auto& client : clients) {
        const std::string answer = client->read_answer();
        if (status_in(answer) == 200) continue;
        CHECK(status_in(answer) == 503);
        CHECK(answer.find("retry-after: ") != std::string::npos);
        ++refused;
    }
    CHECK(refused == 1);
}

TEST_CASE("server: off loopback it asks for TLS or a proxy", "[unit]") {
    app::WorkerPool workers(1, 1);
    const app::Dispatcher dispatcher(routes(), workers, nullptr, nullptr);
    const auto listen = [&](const std::string& address, bool behind_proxy) {
        ServerOptions options;
        options.listen = address;
        options.behind_proxy = behind_proxy;
        return Server(options, dispatcher, nullptr).listen();
    };
    CHECK_FALSE(listen("0.0.0.0:0", false).ok());
    CHECK(listen("0.0.0.0:0", true).ok());
    CHECK(listen("[::1]:0", false).ok());
    CHECK_FALSE(listen("127.0.0.1", false).ok());
    CHECK_FALSE(listen("127.0.0.1:http", false).ok());
}
