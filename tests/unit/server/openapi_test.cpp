// docs/openapi.json and the running server say the same: every route is described, every
// description has its route, its access and its path values.
#include <boost/json/parse.hpp>
#include <fstream>
#include <iterator>
#include <set>

#include "server/app/health.hpp"
#include "server/net/server.hpp"
#include "server/site_routes.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/source_dir.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/server/fake_site.hpp"
#include "tests/unit/server/net/fixture.hpp"

using namespace approdo;

namespace {

namespace json = boost::json;

json::object described_paths() {
    std::ifstream file(test::source_dir() / "docs/openapi.json");
    const std::string text(std::istreambuf_iterator<char>(file), {});
    return json::parse(text).at("paths").as_object();
}

struct Fixture {
    test::TempDir dir;
    test::SeededRandom random{1};
    app::FakeSite site;
    app::UploadFolder uploads{dir.path() / "uploads", random, {}};
    test::ManualClock clock;
    app::DraftFolder drafts{
        dir.path() / "drafts",
        random,
        clock,
        [](const std::filesystem::path&, const std::string&, const AccountId&) {},
        {}};
    app::ChunkCache chunks{1000};
    app::WorkerPool workers{1, 4};
    std::atomic<bool> ready = true;

    app::Router router() {
        app::Router routes = server::site_routes({site, uploads, drafts, chunks, workers, ""});
        app::add_health_routes(routes, ready);
        return routes;
    }
};

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return result;
}

std::string_view name_of(app::Access access) {
    switch (access) {
        case app::Access::open:
            return "open";
        case app::Access::signed_in:
            return "signed_in";
        case app::Access::trainer:
            return "trainer";
        case app::Access::coordinator:
            return "coordinator";
        case app::Access::administrator:
            return "administrator";
    }
    return "";
}

std::set<std::string> path_names(const json::object& operation) {
    std::set<std::string> names;
    if (const json::value* parameters = operation.if_contains("parameters"))
        for (const json::value& parameter : parameters->as_array())
            if (parameter.at("in") == "path")
                names.insert(std::string(parameter.at("name").as_string()));
    return names;
}

std::set<std::string> path_names(std::string_view pattern) {
    std::set<std::string> names;
    for (std::size_t at = 0; (at = pattern.find('{', at)) != std::string_view::npos; ++at)
        names.emplace(pattern.substr(at + 1, pattern.find('}', at) - at - 1));
    return names;
}

// The pattern with something in place of its names.
std::string example_of(std::string pattern) {
    for (std::size_t at = 0; (at = pattern.find('{')) != std::string::npos;)
        pattern.replace(at, pattern.find('}') - at + 1, "00112233445566778899aabbccddeeff");
    return pattern;
}

}  // namespace

TEST_CASE("openapi: every route is described with its access and path values", "[unit]") {
    Fixture f;
    const json::object paths = described_paths();
    const app::Router router = f.router();
    for (const app::Route& route : router.routes()) {
        CAPTURE(app::name_of(route.method), route.pattern);
        const json::value* path = paths.if_contains(route.pattern);
        REQUIRE(path != nullptr);
        const json::value* operation =
            path->as_object().if_contains(lower(app::name_of(route.method)));
        REQUIRE(operation != nullptr);
        CHECK(operation->at("x-access").as_string() == name_of(route.access));
        CHECK(operation->as_object().contains("security") == (route.access == app::Access::open));
        CHECK(path_names(operation->as_object()) == path_names(route.pattern));
        CHECK(operation->at("responses").as_object().contains("default"));
    }
}

TEST_CASE("openapi: the running server knows every path and method that is described", "[unit]") {
    Fixture f;
    net::TestServer server(f.router());
    net::TestClient client(server.port());
    std::size_t described = 0;
    for (const auto& [path, methods] : described_paths()) {
        for (const auto& [method, operation] : methods.as_object()) {
            ++described;
            std::string name(method);
            for (char& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
            const std::string target = example_of(std::string(path));
            CAPTURE(name, target);
            REQUIRE(client.send(name + " " + target +
                                " HTTP/1.1\r\nHost: t\r\nContent-Length: 0\r\n\r\n"));
            const std::string answer = client.read_answer();
            CHECK(net::status_in(answer) != 405);
            CHECK(net::status_in(answer) != 404);
            if (operation.at("x-access") != "open") CHECK(net::status_in(answer) == 401);
        }
    }
    CHECK(described == f.router().routes().size());
}
