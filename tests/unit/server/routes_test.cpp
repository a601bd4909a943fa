#include "server/site_routes.hpp"

#include <boost/json/parse.hpp>
#include <future>

#include "server/app/dispatcher.hpp"
#include "server/app/importing.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/server/fake_site.hpp"

using namespace approdo;
using namespace approdo::app;

namespace {

namespace json = boost::json;

struct Answered {
    int status = 0;
    std::string body;
    HeaderList headers;
    json::value json() const { return json::parse(body); }
};

struct Fixture {
    test::TempDir dir;
    test::SeededRandom random{1};
    FakeSite site;
    UploadFolder uploads{dir.path() / "uploads", random, {}};
    test::ManualClock clock;
    // As the process of its own does, but here.
    DraftFolder drafts{
        dir.path() / "drafts",
        random,
        clock,
        [](const std::filesystem::path& folder, const std::string& file, const AccountId& owner) {
            CHECK(import_draft(folder, file, owner).ok());
        },
        {20, 1000, 0}};
    ChunkCache chunks{1000};
    WorkerPool workers{1, 4};
    Dispatcher dispatcher{
        server::site_routes({site, uploads, drafts, chunks, workers, "https://corsi"}), workers,
        [this](std::string_view token) { return site.authenticate(token); },
        [](const std::string&, const std::string&) {}};

    Answered ask(Method method, const std::string& target, const std::string& as = "",
                 std::string_view body = "", const std::string& type = "application/json") {
        Request request;
        request.method = method;
        request.path = target.substr(0, target.find('?'));
        if (request.path.size() < target.size())
            request.query = target.substr(request.path.size() + 1);
        request.headers = {{"content-type", type}};
        if (!as.empty()) request.headers.emplace_back("authorization", "Bearer " + as);
        request.body = copy_of(bytes_of(body));
        auto admitted = dispatcher.admit(request, body.size());
        if (auto* refusal = std::get_if<Response>(&admitted)) return read(*refusal);
        auto& match = std::get<RouteMatch>(admitted);
        request.path_values = match.path_values;
        std::promise<Response> answer;
        dispatcher.handle(*match.route, std::move(request),
                          [&](Response response) { answer.set_value(std::move(response)); });
        return read(answer.get_future().get());
    }
    Answered get(const std::string& target, const std::string& as = "") {
        return ask(Method::get, target, as);
    }
    Answered post(const std::string& target, const std::string& as, std::string_view body = "{}") {
        return ask(Method::post, target, as, body);
    }

  private:
    static Answered read(const Response& response) {
        Answered reply{response.status, "", response.headers};
        if (const auto* bytes = std::get_if<Bytes>(&response.body)) reply.body = text_of(*bytes);
        return reply;
    }
};

const std::string course = CourseId{{2}}.hex();
const std::string organisation = OrganisationId{{1}}.hex();

}  // namespace

TEST_CASE("routes: anybody is told which site this is, signed by its root", "[unit]") {
    Fixture f;
    const auto said = f.get("/api/v1/site").json().at("descriptor").as_string();
    const auto site = log::SignedSite::read(from_base64url(said).value()).value();
    CHECK(log::check_site(site, crypto::site_id_of(f.site.root.public_key())).ok());
}

TEST_CASE("routes: an exchange passes bytes through and says when it is too busy", "[unit]") {
    Fixture f;
    CHECK(f.ask(Method::post, "/sync/v1", "", "parcel", "").body == "parcel");
    f.site.is_busy = true;
    const Answered later = f.ask(Method::post, "/sync/v1", "", "parcel", "");
    CHECK(later.status == 503);
    CHECK(find_header(later.headers, "retry-after") == "2");
}

TEST_CASE("routes: signing in gives a token and a strict cookie, signing out ends both", "[unit]") {
    Fixture f;
    CHECK(f.get("/api/v1/salt").status == 400);
    CHECK(f.get("/api/v1/salt?user=ada").json().at("passes") == 2);
    const std::string right = to_base64url(bytes_of("right"));
    CHECK(f.post("/api/v1/sessions", "", R"({"user":"ada","secret":"AAAA"})").status == 401);
    const Answered in =
        f.post("/api/v1/sessions", "", R"({"user":"ada","secret":")" + right + "\"}");
    CHECK(in.status == 201);
    CHECK(in.json().at("token") == "ada");
    const std::string cookie(find_header(in.headers, "set-cookie"));
    CHECK(cookie == "__Host-session=ada; Path=/; HttpOnly; SameSite=Strict; Secure");
    CHECK(f.get("/api/v1/me", "learner").json().at("user") == "ada");
    const auto own = f.get("/api/v1/me/data", "learner").json();
    CHECK(own.at("account").at("user") == "ada");
    CHECK(own.at("reports").at(0).at("edition") == "Autunno");
    CHECK(f.post("/api/v1/sessions/end", "learner", "").status == 204);
    CHECK(f.site.signed_out == "learner");
    f.site.is_busy = true;
    CHECK(f.get("/api/v1/salt?user=ada").status == 429);
}

TEST_CASE("routes: each asks for a session and for its role", "[unit]") {
    Fixture f;
    CHECK(f.get("/api/v1/organisations").status == 401);
    CHECK(f.get("/api/v1/organisations", "learner").status == 200);
    CHECK(f.post("/api/v1/organisations", "trainer", R"({"name":"A"})").status == 403);
    CHECK(f.post("/api/v1/organisations", "administrator", R"({"name":"A"})").status == 201);
    CHECK_FALSE(f.site.last_actor.is_operator);
    CHECK(f.site.last_actor.account == AccountId{{9}});
    CHECK(f.get("/api/v1/courses/" + course + "/progress", "learner").status == 403);
}

TEST_CASE("routes: people, invitations, courses, editions, enrolments, progress", "[unit]") {
    Fixture f;
    const std::string at = R"(,"role":"learner","organisation":")" + organisation + "\"}";
    CHECK(
        f.post("/api/v1/accounts", "administrator", R"({"user":"ada","name":"Ada")" + at).status ==
        201);
    CHECK(
        f.post("/api/v1/accounts", "administrator", R"({"user":"ada","name":"Ada")" + at).status ==
        409);
    CHECK(f.get("/api/v1/accounts?organisation=" + organisation, "administrator")
              .json()
              .at("items")
              .as_array()
              .size() == 1);
    CHECK(f.get("/api/v1/accounts?organisation=xyz", "administrator").status == 422);
    CHECK(f.post("/api/v1/invitations", "administrator", R"({"x":1)" + at).json().at("link") ==
          "https://corsi/join#abc");

    CHECK(f.get("/api/v1/courses", "learner").json().at("items").as_array().size() == 1);
    const std::string of_course = "/api/v1/courses/" + course;
    CHECK(f.post(of_course + "/assignments", "administrator",
                 R"({"organisation":")" + organisation + "\"}")
              .status == 201);
    const Answered edition = f.post(of_course + "/editions", "administrator",
                                    R"({"name":"A","organisation":")" + organisation + "\"}");
    CHECK(edition.status == 201);
    CHECK(f.get(of_course + "/editions", "learner").json().at("items").as_array().size() == 1);
    const std::string enrolments =
        "/api/v1/editions/" + std::string(edition.json().at("id").as_string()) + "/enrolments";
    CHECK(f.post(enrolments, "administrator", R"({"account":")" + AccountId{{1}}.hex() + "\"}")
              .status == 201);
    CHECK(f.get(enrolments, "trainer").json().at("items").as_array().size() == 1);
    CHECK(f.get(of_course + "/progress", "trainer").json().at("items").at(0).at("units_done") == 3);
}

TEST_CASE("routes: a file that was handed in is saved under its name and shown by no browser",
          "[unit]") {
    Fixture f;
    const std::string files = "/api/v1/enrolments/" + EnrolmentId{{5}}.hex() + "/attempts/" +
                              content::AttemptId{{6}}.hex() + "/files/";
    CHECK(f.get(files + Hash{{4}}.hex(), "learner").status == 403);
    CHECK(f.get(files + Hash{{5}}.hex(), "trainer").status == 404);
    CHECK(f.get(files + "xyz", "trainer").status == 422);
    const Answered file = f.get(files + Hash{{4}}.hex(), "trainer");
    CHECK(file.status == 200);
    CHECK(file.body == "<script>1</script>");
    CHECK(find_header(file.headers, "content-disposition") ==
          "attachment; filename=\"la_mia___tesi__.html\"; "
          "filename*=UTF-8''la%20mia%20%C2%ABtesi%C2%BB.html");
    CHECK(find_header(file.headers, "content-security-policy") == "default-src 'none'; sandbox");
}

TEST_CASE("routes: a package is uploaded in parts and taken in at the end", "[unit]") {
    Fixture f;
    const Answered begun = f.post("/api/v1/uploads", "trainer", R"({"bytes":10})");
    CHECK(begun.status == 201);
    const std::string at = "/api/v1/uploads/" + std::string(begun.json().at("id").as_string());
    const auto part = [&](const std::string& offset, std::string_view bytes) {
        return f.ask(Method::put, at + "?offset=" + offset, "trainer", bytes, "");
    };
    CHECK(part("0", "hello").status == 200);
    CHECK(part("0", "hello").status == 409);
    CHECK(part("x", "hello").status == 422);
    CHECK(f.get(at, "trainer").json().at("received") == 5);
    CHECK(f.post(at + "/finish", "trainer").status == 409);
    CHECK(part("5", "world").status == 200);
    CHECK(f.post(at + "/finish", "trainer").json().at("version") == 2);
    CHECK(f.site.uploaded == "helloworld");
    CHECK(f.get(at, "trainer").status == 404);
}
