#include "server/net/upstream.hpp"

#include "tests/support/test.hpp"
#include "tests/unit/server/net/fixture.hpp"

using namespace approdo;
using namespace approdo::net;

namespace {

class Pieces : public app::BodySource {
  public:
    Result<Bytes> next() override {
        if (left_ == 0) return Bytes{};
        --left_;
        return Bytes(100'000, 'x');
    }

  private:
    int left_ = 5;
};

app::Router routes() {
    app::Router router;
    router.post(
        "/echo", app::Access::open,
        [](const app::Request& request) {
            return app::bytes_response(request.body, "application/octet-stream");
        },
        4'000'000);
    router.get("/stream", app::Access::open, [](const app::Request&) {
        return app::stream_response(std::make_shared<Pieces>(), "text/plain");
    });
    router.get_async("/broken",
                     [](app::Request, app::Reply) { throw std::runtime_error("inner secret"); });
    return router;
}

Upstream to(const TestServer& server, Upstream::Limits limits = {}) {
    return Upstream::from("http://127.0.0.1:" + std::to_string(server.port()) + "/", limits)
        .value();
}

}  // namespace

TEST_CASE("upstream: bodies of any size go there and back", "[unit]") {
    TestServer server(routes());
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{3'000'000}}) {
        const Bytes body(size, 'b');
        const auto answer = to(server).send({"POST", "/echo", "application/octet-stream", body});
        REQUIRE(answer.ok());
        CHECK(answer.value().status == 200);
        CHECK(answer.value().body == body);
    }
}

TEST_CASE("upstream: chunks are put together, refusals come with their status", "[unit]") {
    TestServer server(routes());
    CHECK(to(server).send({"GET", "/stream", "", {}}).value().body.size() == 500'000);
    CHECK(to(server).send({"GET", "/nowhere", "", {}}).value().status == 404);
    CHECK(to(server).send({"GET", "/broken", "", {}}).value().status == 500);
    CHECK(server.faults() == std::vector<std::string>{"inner secret"});
}

TEST_CASE("upstream: nobody there, too large an answer and a wrong address are told", "[unit]") {
    TestServer server(routes());
    const auto large = to(server, {1000, 10'000}).send({"GET", "/stream", "", {}});
    CHECK(large.error().code == ErrorCode::unavailable);
    const Upstream gone = to(server);
    server.stop();
    CHECK(gone.send({"GET", "/stream", "", {}}).error().code == ErrorCode::unavailable);
    CHECK_FALSE(Upstream::from("ftp://x", {}).ok());
    CHECK_FALSE(Upstream::from("http://", {}).ok());
    CHECK_FALSE(Upstream::from("http://a/b", {}).ok());
    CHECK(Upstream::from("https://[::1]:8443", {}).ok());
}
