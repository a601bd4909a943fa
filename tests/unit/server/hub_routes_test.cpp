#include "server/hub_routes.hpp"

#include <future>

#include "server/app/dispatcher.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/server/app/hub_fixture.hpp"

using namespace approdo;
using namespace approdo::app;

namespace {

struct Answered {
    int status = 0;
    Bytes body;
};

// A hub behind its own routes, as devices meet it.
struct Fixture {
    HubFixture world;
    ChunkCache chunks{1000};
    WorkerPool workers{1, 4};
    Dispatcher dispatcher{
        server::hub_routes({*world.hub, chunks, workers}), workers,
        [](std::string_view) -> Result<Caller> { return fail(ErrorCode::forbidden, "no"); },
        [](const std::string&, const std::string&) {}};

    Answered ask(Method method, const std::string& path, ByteView body = {}) {
        Request request;
        request.method = method;
        request.path = path;
        request.body = copy_of(body);
        auto admitted = dispatcher.admit(request, body.size());
        if (auto* refusal = std::get_if<Response>(&admitted)) return read(*refusal);
        auto& match = std::get<RouteMatch>(admitted);
        request.path_values = match.path_values;
        std::promise<Response> answer;
        dispatcher.handle(*match.route, std::move(request),
                          [&](Response response) { answer.set_value(std::move(response)); });
        return read(answer.get_future().get());
    }
    // Pieces of a streamed answer, put together.
    Answered read(Response response) {
        Answered answered{response.status, {}};
        if (auto* bytes = std::get_if<Bytes>(&response.body)) answered.body = std::move(*bytes);
        if (auto* ready = std::get_if<std::shared_ptr<const PreparedAnswer>>(&response.body)) {
            answered.body = copy_of((*ready)->in_memory().subspan((*ready)->head().size()));
        }
        if (auto* source = std::get_if<std::shared_ptr<BodySource>>(&response.body)) {
            for (Bytes piece = (*source)->next().value(); !piece.empty();) {
                append(answered.body, piece);
                piece = (*source)->next().value();
            }
        }
        return answered;
    }
};

}  // namespace

TEST_CASE("hub routes: an exchange is answered with the hub's word, or with the site's", "[unit]") {
    Fixture f;
    test::SmallDevice laptop = f.world.device();
    laptop.write(3);
    auto session = laptop.session();
    const auto kept = f.ask(Method::post, "/sync/v1", session.output());
    REQUIRE(kept.status == 200);
    const auto told = session.receive(kept.body).value();
    CHECK(told.carried);
    CHECK_FALSE(told.answered);

    f.world.is_up = true;
    const auto passed = f.ask(Method::post, "/sync/v1", session.output());
    REQUIRE(passed.status == 200);
    CHECK(session.receive(passed.body).value().receipt);
    CHECK(f.world.site.store.events.size() == 3);
}

TEST_CASE("hub routes: what is no parcel, or too much, is refused and nothing is kept", "[unit]") {
    Fixture f;
    CHECK(f.ask(Method::post, "/sync/v1", Bytes{1, 2, 3}).status == 400);
    CHECK(f.ask(Method::post, "/sync/v1").status == 400);
    CHECK(f.ask(Method::post, "/sync/v1", Bytes(limits::exchange_body_max + 1)).status == 413);
    CHECK(f.world.folder->counts().outgoing == 0);
}

TEST_CASE("hub routes: a full hub says so, and the sender keeps its work", "[unit]") {
    Fixture f;
    test::SmallDevice laptop = f.world.device();
    int status = 200;
    for (int i = 0; i < 400 && status == 200; ++i) {
        test::SmallDevice other = f.world.device();
        other.write(200);
        auto session = other.session();
        status = f.ask(Method::post, "/sync/v1", session.output()).status;
    }
    CHECK(status == 507);
    laptop.write(1);
    auto session = laptop.session();
    CHECK(f.ask(Method::post, "/sync/v1", session.output()).status == 507);
    CHECK(laptop.store.outgoing(SIZE_MAX).segments.size() == 1);
}

TEST_CASE("hub routes: chunks come from the site once, then from the hub", "[unit]") {
    Fixture f;
    const Bytes sealed = f.world.chunk(7, 500);
    const std::string path = "/chunk/" + HubFixture::chunk_id(sealed).hex();
    CHECK(f.ask(Method::get, path).status == 404);  // the site is away
    f.world.is_up = true;
    CHECK(f.ask(Method::get, path).body == sealed);
    f.world.is_up = false;
    CHECK(f.ask(Method::get, path).body == sealed);
    CHECK(f.world.chunks_asked == 1);
    CHECK(f.ask(Method::get, "/chunk/nonsense").status == 400);

    const ChunkId id = HubFixture::chunk_id(sealed);
    const auto many = f.ask(Method::post, "/chunks", id.view());
    CHECK(many.status == 200);
    CHECK(many.body.size() > sealed.size());
    CHECK(f.ask(Method::post, "/chunks", Bytes{1}).status == 400);
}

TEST_CASE("hub routes: nothing of the site's interface is there", "[unit]") {
    Fixture f;
    CHECK(f.ask(Method::get, "/join").status == 200);
    CHECK(f.ask(Method::get, "/sync/v1").status == 405);
    for (const char* path : {"/api/v1/site", "/api/v1/accounts", "/frontier/v1", "/metrics"}) {
        CHECK(f.ask(Method::get, path).status == 404);
    }
}
