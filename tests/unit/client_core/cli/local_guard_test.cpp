#include "client_core/cli/local_guard.hpp"

#include "tests/support/seeded_random.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::cli;

namespace {

const LocalDoor door{"127.0.0.1:8090", "the-token", "the-ticket"};

// As our own page asks for something that is nobody else's.
LocalHead call() {
    return {"POST",
            "/local/core/approdo_status",
            {{"host", "127.0.0.1:8090"},
             {"origin", "http://127.0.0.1:8090"},
             {"sec-fetch-site", "same-origin"},
             {"authorization", "Bearer the-token"}}};
}

LocalHead with(LocalHead head, const std::string& name, const std::string& value) {
    for (auto& [key, old] : head.headers) {
        if (key == name) old = value;
    }
    return head;
}

LocalHead without(LocalHead head, const std::string& name) {
    std::erase_if(head.headers, [&](const auto& each) { return each.first == name; });
    return head;
}

LocalHead entering(const std::string& ticket) {
    LocalHead head = with(call(), "authorization", "Bearer " + ticket);
    head.target = "/local/enter";
    return head;
}

LocalHead page(const std::string& method = "GET") {
    return {method, "/app/courses", {{"host", "127.0.0.1:8090"}}};
}

}  // namespace

TEST_CASE("local guard: our own page may ask, and anybody may have the files of the app") {
    CHECK_FALSE(refusal_of(call(), door));
    CHECK_FALSE(refusal_of(without(call(), "sec-fetch-site"), door));  // an older browser
    CHECK_FALSE(refusal_of(page(), door));
    CHECK_FALSE(refusal_of(page("HEAD"), door));
    LocalHead typed = page();
    typed.headers.emplace_back("sec-fetch-site", "none");
    CHECK_FALSE(refusal_of(typed, door));
}

TEST_CASE("local guard: no other name than the address that is shown leads here") {
    for (const char* host : {"", "localhost:8090", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8091",
                             "evil.example:8090", "127.0.0.1:8090.", "127.0.0.1:8090:8090"}) {
        CAPTURE(host);
        CHECK(refusal_of(with(call(), "host", host), door) == Refusal::foreign_host);
        CHECK(refusal_of(with(page(), "host", host), door) == Refusal::foreign_host);
    }
    CHECK(refusal_of(without(call(), "host"), door) == Refusal::foreign_host);
    LocalHead twice = call();
    twice.headers.emplace_back("host", "127.0.0.1:8090");
    CHECK(refusal_of(twice, door) == Refusal::foreign_host);
}

TEST_CASE("local guard: what another page asks for is refused, token or not") {
    for (const char* origin :
         {"", "null", "http://localhost:8090", "https://127.0.0.1:8090", "http://127.0.0.1:8091",
          "http://127.0.0.1:8090/", "http://127.0.0.1:8090.evil.example"}) {
        CAPTURE(origin);
        CHECK(refusal_of(with(call(), "origin", origin), door) == Refusal::foreign_origin);
    }
    CHECK(refusal_of(without(call(), "origin"), door) == Refusal::foreign_origin);
    for (const char* site : {"cross-site", "same-site", "", "Same-Origin"}) {
        CAPTURE(site);
        CHECK(refusal_of(with(call(), "sec-fetch-site", site), door) == Refusal::cross_site);
        LocalHead asked = page();
        asked.headers.emplace_back("sec-fetch-site", site);
        CHECK(refusal_of(asked, door) == Refusal::cross_site);
    }
    LocalHead both = call();
    both.headers.emplace_back("sec-fetch-site", "cross-site");
    CHECK(refusal_of(both, door) == Refusal::cross_site);
}

TEST_CASE("local guard: nothing is told and nothing changed without the token") {
    for (const char* value : {"", "the-token", "Bearer", "Bearer ", "Bearer the-token ",
                              "bearer the-token", "Bearer the-ticket", "Bearer the-toke"}) {
        CAPTURE(value);
        CHECK(refusal_of(with(call(), "authorization", value), door) == Refusal::no_token);
    }
    CHECK(refusal_of(without(call(), "authorization"), door) == Refusal::no_token);
    for (const char* method : {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", ""}) {
        CAPTURE(method);
        LocalHead asked = call();
        asked.method = method;
        CHECK(refusal_of(asked, door) == Refusal::wrong_method);
    }
    CHECK(refusal_of(page("POST"), door) == Refusal::wrong_method);
}

TEST_CASE("local guard: the ticket opens the door, and an empty one fits nothing") {
    CHECK_FALSE(refusal_of(entering("the-ticket"), door));
    CHECK(refusal_of(entering("the-token"), door) == Refusal::no_ticket);
    CHECK(refusal_of(entering(""), door) == Refusal::no_ticket);
    LocalDoor used = door;
    used.ticket.clear();
    CHECK(refusal_of(entering(""), used) == Refusal::no_ticket);
    CHECK(refusal_of(entering("the-ticket"), used) == Refusal::no_ticket);
}

TEST_CASE("local guard: each refusal says what to do, and tells no secret") {
    for (const Refusal refusal :
         {Refusal::foreign_host, Refusal::foreign_origin, Refusal::cross_site,
          Refusal::wrong_method, Refusal::no_ticket, Refusal::no_token}) {
        const LocalAnswer answer = answer_of(refusal, door);
        const std::string text(text_of(answer.body));
        CAPTURE(text);
        CHECK(answer.status >= 400);
        CHECK(text.find("\"error\"") != std::string::npos);
        CHECK(text.find("the-token") == std::string::npos);
        CHECK(text.find("the-ticket") == std::string::npos);
    }
    test::SeededRandom random{7};
    CHECK(new_secret_text(random).size() == 43);
    CHECK(new_secret_text(random) != new_secret_text(random));
}
