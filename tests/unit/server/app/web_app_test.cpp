#include "server/app/web_app.hpp"

#include <fstream>

#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::app;
using approdo::web::WebApp;

namespace {

// As the build leaves it: a page, a script with its compressed forms, a font.
struct Built {
    test::TempDir dir;

    Built() {
        write("index.html", "<!doctype html><p>the page");
        write("assets/index-1a2b.js", "plain();");
        write("assets/index-1a2b.js.gz", "gzipped");
        write("assets/index-1a2b.js.br", "brotli");
        write("assets/letters-3c4d.woff2", "font");
        write("service-worker.js", "worker();");
        write("notes.txt", "not a part of the app");
    }
    void write(const std::string& name, std::string_view text) {
        const auto path = dir.path() / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path) << text;
    }
};

struct Fixture {
    Built built;
    Router router;

    Fixture() {
        auto app = WebApp::read(built.dir.path());
        REQUIRE(app.ok());
        add_web_app(router, *app);
    }
    bool has(std::string_view path) const { return router.find(Method::get, path).ok(); }
    Response get(std::string path, HeaderList headers = {}) const {
        Request request;
        request.path = std::move(path);
        request.headers = std::move(headers);
        const auto found = router.find(Method::get, request.path);
        REQUIRE(found.ok());
        return std::get<Handler>(found->route->handler)(request);
    }
};

std::string body_of(const Response& response) {
    return std::string(text_of(std::get<Bytes>(response.body)));
}

std::string_view header(const Response& response, std::string_view name) {
    return find_header(response.headers, name);
}

}  // namespace

TEST_CASE("web app: every address of the app answers with its page", "[unit]") {
    const Fixture f;
    for (const char* path : {"/", "/join", "/app/record", "/app/courses/accoglienza",
                             "/app/courses/accoglienza/la-persona/accogliere"}) {
        CAPTURE(path);
        const Response response = f.get(path);
        CHECK(response.status == 200);
        CHECK(response.content_type == "text/html; charset=utf-8");
        CHECK(body_of(response) == "<!doctype html><p>the page");
        CHECK(response.cache_control == "no-cache");
    }
    CHECK_FALSE(f.has("/application"));
    CHECK_FALSE(f.has("/api/v1/courses"));
    CHECK_FALSE(f.has("/index.html.br"));
    CHECK_FALSE(f.has("/notes.txt"));
}

TEST_CASE("web app: a browser gets the smallest form that it can read", "[unit]") {
    const Fixture f;
    const auto asked = [&](std::string_view codings) {
        return f.get("/assets/index-1a2b.js", {{"accept-encoding", std::string(codings)}});
    };
    CHECK(body_of(asked("")) == "plain();");
    CHECK(body_of(asked("gzip, deflate, br")) == "brotli");
    CHECK(header(asked("gzip, deflate, br"), "content-encoding") == "br");
    CHECK(body_of(asked("gzip")) == "gzipped");
    CHECK(body_of(asked("gzip, br;q=0")) == "gzipped");
    CHECK(body_of(asked("br;q=0, gzip;q=0")) == "plain();");
    CHECK(body_of(asked("br;q=0.5")) == "brotli");
    CHECK(body_of(asked("brr, gzipp")) == "plain();");
    CHECK(header(asked(""), "vary") == "accept-encoding");
}

TEST_CASE("web app: what has its hash in its name is kept, the rest is asked for anew", "[unit]") {
    const Fixture f;
    CHECK(f.get("/assets/letters-3c4d.woff2").cache_control ==
          "public, max-age=31536000, immutable");
    CHECK(f.get("/service-worker.js").cache_control == "no-cache");
    const std::string tag(header(f.get("/"), "etag"));
    REQUIRE_FALSE(tag.empty());
    const Response known = f.get("/", {{"if-none-match", tag}});
    CHECK(known.status == 304);
    CHECK(header(known, "etag") == tag);
    CHECK(f.get("/", {{"if-none-match", "\"of another build\""}}).status == 200);
}

TEST_CASE("web app: pages and workers run nothing but the app's own files", "[unit]") {
    const Fixture f;
    for (const char* path : {"/", "/service-worker.js", "/assets/index-1a2b.js"}) {
        CAPTURE(path);
        const std::string policy(header(f.get(path), "content-security-policy"));
        CHECK(policy.find("default-src 'none'") == 0);
        CHECK(policy.find("require-trusted-types-for 'script'") != std::string::npos);
        CHECK(policy.find("frame-ancestors 'none'") != std::string::npos);
        CHECK(policy.find("unsafe-inline") == std::string::npos);
        CHECK(policy.find("'unsafe-eval'") == std::string::npos);
        CHECK(header(f.get(path), "cross-origin-opener-policy") == "same-origin");
        CHECK(header(f.get(path), "cross-origin-resource-policy") == "same-origin");
    }
    CHECK(header(f.get("/assets/letters-3c4d.woff2"), "content-security-policy").empty());
}

TEST_CASE("web app: a folder without a page is no app", "[unit]") {
    const test::TempDir empty;
    CHECK(WebApp::read(empty.path()).error().code == ErrorCode::not_found);
}
