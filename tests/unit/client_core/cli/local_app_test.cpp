#include "client_core/cli/local_app.hpp"

#include <boost/json.hpp>
#include <fstream>

#include "tests/support/seeded_random.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::cli;

namespace {

constexpr const char* host = "127.0.0.1:8090";

struct Program {
    test::TempDir folder;
    test::SeededRandom random{5};
    std::unique_ptr<LocalApp> app;
    std::string token;

    Program() {
        write("index.html", "<head><link rel=\"manifest\" href=\"/m\" /><title>A</title></head>");
        write("assets/index-1a2b.js", "plain();");
        write("assets/index-1a2b.js.br", "brotli");
        write("service-worker.js", "worker();");
        auto web = web::WebApp::read(folder.path() / "web");
        REQUIRE(web.ok());
        auto made = LocalApp::make({*web, folder.path() / "home", "", host}, random);
        REQUIRE(made.ok());
        app = std::move(*made);
    }
    void write(const std::string& name, std::string_view text) const {
        const auto path = folder.path() / "web" / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path) << text;
    }
    LocalAnswer get(const std::string& target, HeaderList headers = {}) const {
        headers.emplace_back("host", host);
        return app->answer({{"GET", target, std::move(headers)}, {}});
    }
    LocalRequest request(const std::string& target, std::string_view body,
                         const std::string& secret) const {
        return {{"POST",
                 target,
                 {{"host", host},
                  {"origin", std::string("http://") + host},
                  {"authorization", "Bearer " + secret}}},
                copy_of(bytes_of(body))};
    }
    LocalAnswer enter(const std::string& ticket) const {
        return app->answer(request("/local/enter", "", ticket));
    }
    void enter() {
        const auto said = json_of(enter(ticket_in(app->new_address())));
        token = std::string(said.at("token").as_string());
    }
    LocalAnswer post(const std::string& target, std::string_view body = {}) const {
        return app->answer(request(target, body, token));
    }
    static std::string ticket_in(const std::string& address) {
        return address.substr(address.find('=') + 1);
    }
    static boost::json::value json_of(const LocalAnswer& answer) {
        return boost::json::parse(std::string(text_of(answer.body)));
    }
};

std::string header(const LocalAnswer& answer, std::string_view name) {
    for (const auto& [key, value] : answer.headers) {
        if (key == name) return value;
    }
    return {};
}

}  // namespace

TEST_CASE("local app: the page is marked, not installed, and runs nothing but its own files") {
    const Program program;
    for (const char* path : {"/", "/app/record", "/app/courses/a/b/c", "/?x=1"}) {
        CAPTURE(path);
        const LocalAnswer page = program.get(path);
        const std::string text(text_of(page.body));
        CHECK(page.status == 200);
        CHECK(text.find("<meta name=\"approdo-carrier\" content=\"program\" />") !=
              std::string::npos);
        CHECK(text.find("manifest") == std::string::npos);
        CHECK(header(page, "content-security-policy").starts_with("default-src 'none'"));
        CHECK(header(page, "x-content-type-options") == "nosniff");
        CHECK(header(page, "set-cookie").empty());
    }
    CHECK(text_of(program.get("/assets/index-1a2b.js", {{"accept-encoding", "br"}}).body) ==
          "brotli");
    const std::string tag = header(program.get("/"), "etag");
    CHECK(program.get("/", {{"if-none-match", tag}}).status == 304);
    for (const char* path : {"/service-worker.js", "/manifest.webmanifest", "/index.html",
                             "/assets/../index.html", "/local", "/api/v1/site"}) {
        CAPTURE(path);
        CHECK(program.get(path).status == 404);
    }
}

TEST_CASE("local app: files of another program are refused at the start") {
    Program program;
    program.write("index.html", "<head></head>");
    auto web = web::WebApp::read(program.folder.path() / "web");
    CHECK(LocalApp::make({*web, program.folder.path(), "", host}, program.random).error().code ==
          ErrorCode::unsupported);
}

TEST_CASE("local app: an address opens once, and a new one takes the place of the last") {
    const Program program;
    const std::string first = Program::ticket_in(program.app->new_address());
    const std::string second = Program::ticket_in(program.app->new_address());
    CHECK(program.enter(first).status == 401);
    const LocalAnswer opened = program.enter(second);
    REQUIRE(opened.status == 200);
    CHECK(header(opened, "cache-control") == "no-store");
    CHECK(program.enter(second).status == 401);
    const LocalAnswer again = program.enter(Program::ticket_in(program.app->new_address()));
    CHECK(Program::json_of(again).at("token") == Program::json_of(opened).at("token"));
    CHECK(Program::json_of(again).at("run") == Program::json_of(opened).at("run"));
}

TEST_CASE("local app: profiles are those of the commands, by the same names") {
    Program program;
    program.enter();
    CHECK(Program::json_of(program.post("/local/profiles")).at("profiles").as_array().empty());
    const auto made = Program::json_of(program.post("/local/profiles/make"));
    CHECK(made.at("profile") == "default");
    CHECK(program.post("/local/profiles/default/slots").status == 404);
    CHECK(program.post("/local/profiles/default/keep-slots", "no slots").status == 400);

    const Profile anna(program.folder.path() / "home", "anna");
    anna.make_folder();
    anna.put_slots(Bytes{1, 2, 3});
    const auto listed = Program::json_of(program.post("/local/profiles")).at("profiles");
    REQUIRE(listed.as_array().size() == 1);
    CHECK(listed.at(0).at("profile") == "anna");
    CHECK(listed.at(0).at("label") == "anna");
    CHECK(program.post("/local/profiles/anna/keep-label", "Anna Rossi").status == 200);
    CHECK(text_of(program.post("/local/profiles/anna/label").body) == "Anna Rossi");
    CHECK(program.post("/local/profiles/anna/slots").body == Bytes{1, 2, 3});
    CHECK(program.post("/local/profiles/anna/nonsense").status == 404);
    CHECK(program.post("/local/profiles/../slots").status == 400);
    CHECK(program.post("/local/profiles/anna/remove").status == 200);
    CHECK_FALSE(std::filesystem::exists(anna.folder()));
}

TEST_CASE("local app: settings and room are told, and what it does not know is refused") {
    Program program;
    program.enter();
    CHECK(program.post("/local/settings").body.empty());
    CHECK(program.post("/local/settings/keep", "{\"language\":\"ar\"}").status == 200);
    CHECK(text_of(program.post("/local/settings").body) == "{\"language\":\"ar\"}");
    CHECK(program.post("/local/settings/keep", std::string(20'000, 'x')).status == 400);
    CHECK(Program::json_of(program.post("/local/room")).at("free").to_number<double>() > 0);
    CHECK(program.post("/local/nonsense").status == 404);
    CHECK(program.post("/local/core/nonsense").status == 404);
}

TEST_CASE("local app: to the site goes only what a page asks of a site") {
    Program program;
    program.enter();
    const auto asked = [&](const std::string& target, const std::string& site,
                           const std::string& method) {
        LocalRequest request = program.request("/local/site" + target, "", program.token);
        request.headers.emplace_back("approdo-site", site);
        request.headers.emplace_back("approdo-method", method);
        return program.app->answer(request);
    };
    CHECK(asked("/api/v1/site", "http://127.0.0.1:1", "GET").status == 502);
    CHECK(asked("/api/v1/site", "file:///etc/passwd", "GET").status == 400);
    CHECK(asked("/api/v1/site", "http://127.0.0.1:1", "DELETE").status == 400);
    CHECK(asked("/", "http://127.0.0.1:1", "GET").status == 400);
    CHECK(asked("@elsewhere/api/v1/site", "http://127.0.0.1:1", "GET").status == 400);
    program.app->end();
    CHECK(asked("/api/v1/site", "http://127.0.0.1:1", "GET").status == 502);
}
