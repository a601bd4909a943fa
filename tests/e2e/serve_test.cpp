// `approdo serve`: the app on one person's computer, for that person's browser and nobody else.
#include <filesystem>

#include "tests/e2e/attacker.hpp"
#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

constexpr int exit_usage = 2;
constexpr int exit_try_later = 75;
constexpr int start_ms_max = 60'000;

// A folder with what the program needs of the app; its pages in a browser are for tests/web.
std::string small_app(const Site& site) {
    const std::string folder = site.file("web");
    std::filesystem::create_directories(folder);
    write_text(folder + "/index.html",
               "<head><link rel=\"manifest\" href=\"/m\" /><title>Approdo</title></head>");
    return folder;
}

struct Serving {
    std::unique_ptr<Process> program;
    std::string origin;
    std::string host;
    std::uint16_t port = 0;
    std::string ticket;

    Serving(const Person& person, const std::string& web, const std::string& listen) {
        program = person.begin({"serve", "--web", web, "--listen", listen});
        const auto line = program->wait_for_line("address", start_ms_max);
        if (!line) {
            const Completed done = program->wait();
            FAIL("it did not start: " << done.out << done.err);
        }
        const std::string address = text_at(boost::json::parse(*line), "address");
        origin = address.substr(0, address.find("/#"));
        host = origin.substr(origin.find("//") + 2);
        port = static_cast<std::uint16_t>(std::stoul(host.substr(host.rfind(':') + 1)));
        ticket = address.substr(address.find('=') + 1);
    }
    Completed end() {
        program->terminate();
        return program->wait();
    }
    std::string lines(const std::string& secret, const std::string& from) const {
        return "Host: " + host + "\r\nOrigin: " + from + "\r\nAuthorization: Bearer " + secret +
               "\r\nConnection: close\r\n";
    }
    RawAnswer post(const std::string& path, const std::string& body,
                   const std::string& head) const {
        return ask(port, "POST " + path + " HTTP/1.1\r\n" + head +
                             "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    }
    RawAnswer call(const std::string& path, const std::string& body,
                   const std::string& token) const {
        return post(path, body, lines(token, origin));
    }
    std::string enter() const {
        const RawAnswer said = call("/local/enter", "", ticket);
        REQUIRE(said.status == 200);
        return text_at(boost::json::parse(said.body), "token");
    }
};

// One argument of a call of the core: bytes, with their size in front.
std::string argument(const std::string& text) {
    std::string bytes = "b";
    for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(text.size() >> shift);
    return bytes + text;
}

std::uint8_t first_byte(const RawAnswer& answer) {
    REQUIRE(answer.body.size() >= 8);
    return static_cast<std::uint8_t>(answer.body[0]);
}

TEST_CASE("serve: it shows the app to its own address and nothing to strangers") {
    Site site;
    const Person anna(site, site.file("anna"));
    Serving serving(anna, small_app(site), "127.0.0.1:0");
    const auto get = [&](const std::string& more) {
        return ask(serving.port, "GET / HTTP/1.1\r\n" + more + "Connection: close\r\n\r\n");
    };
    const RawAnswer page = get("Host: " + serving.host + "\r\n");
    CHECK(page.status == 200);
    CHECK(page.body.find("approdo-carrier") != std::string::npos);
    CHECK(page.head.find("frame-ancestors 'none'") != std::string::npos);
    CHECK(page.head.find("et-cookie") == std::string::npos);
    CHECK(get("Host: evil.example\r\n").status == 421);
    CHECK(get("Host: " + serving.host + "\r\nSec-Fetch-Site: cross-site\r\n").status == 403);

    const std::string token = serving.enter();
    const std::string status = "/local/profiles";
    CHECK(serving.call(status, "", token).status == 200);
    CHECK(serving.call(status, "", "a guess").status == 401);
    CHECK(serving.call("/local/enter", "", serving.ticket).status == 401);
    CHECK(serving.post(status, "", serving.lines(token, "http://evil.example")).status == 403);
    CHECK(serving
              .post(status, "",
                    serving.lines(token, serving.origin) + "Sec-Fetch-Site: same-site\r\n")
              .status == 403);
    CHECK(ask(serving.port,
              "GET " + status + " HTTP/1.1\r\n" + serving.lines(token, serving.origin) + "\r\n")
              .status == 405);
    const Completed done = serving.end();
    INFO(done.err);
    CHECK(done.exit_code == 0);
    CHECK(done.err.find(token) == std::string::npos);
    CHECK(done.out.find(token) == std::string::npos);
}

TEST_CASE("serve: a page calls the core and the site, over the profiles of the commands") {
    Site site;
    site.start();
    const Person anna(site, site.file("anna"));
    anna.run({"join", site.founder_link(), "--name", "anna"});
    Serving serving(anna, small_app(site), "127.0.0.1:0");
    const std::string token = serving.enter();
    CHECK(serving.call("/local/profiles", "", token).body.find("\"default\"") != std::string::npos);

    const std::string slots = serving.call("/local/profiles/default/slots", "", token).body;
    const std::string key = argument("default") + argument(slots);
    const auto unlock = [&](const std::string& passphrase) {
        return serving.call("/local/core/approdo_unlock", key + argument(passphrase), token);
    };
    CHECK(first_byte(unlock("not the passphrase")) != 0);
    const std::string passphrase = read_text(site.file("passphrase"));
    const RawAnswer opened = unlock(passphrase.substr(0, passphrase.find('\n')));
    REQUIRE(first_byte(opened) == 0);
    const std::string handle = "n" + opened.body.substr(4, 4) + std::string(4, '\0');
    const RawAnswer person = serving.call("/local/core/approdo_person", handle, token);
    CHECK(first_byte(person) == 0);
    CHECK(person.body.find("\"user\":\"anna\"") != std::string::npos);

    // While the page has it open, a command waits a moment and then says why it cannot.
    const Completed refused = anna.try_run({"status"});
    CHECK(refused.exit_code == exit_try_later);
    CHECK(refused.err.find("another approdo is working on this profile") != std::string::npos);

    const std::string to_site = serving.lines(token, serving.origin) +
                                "Approdo-Site: " + site.address() + "\r\nApprodo-Method: GET\r\n";
    const RawAnswer said = serving.post("/local/site/api/v1/site", "", to_site);
    CHECK(said.status == 200);
    CHECK(said.head.find("approdo-from: site") != std::string::npos);
    CHECK(said.body.find("descriptor") != std::string::npos);
    site.stop();
    const RawAnswer away = serving.post("/local/site/api/v1/site", "", to_site);
    CHECK(away.status == 502);
    CHECK(away.body.find("cannot be reached") != std::string::npos);

    CHECK(serving.end().exit_code == 0);
    anna.run({"status"});
}

TEST_CASE("serve: an address that others can reach, or that is taken, is refused with the reason") {
    Site site;
    const Person anna(site, site.file("anna"));
    const std::string web = small_app(site);
    const Completed open = anna.try_run({"serve", "--web", web, "--listen", "0.0.0.0:0"});
    CHECK(open.exit_code == exit_usage);
    CHECK(open.err.find("127.0.0.1:PORT") != std::string::npos);
    Serving serving(anna, web, "127.0.0.1:0");
    const Completed taken = anna.try_run({"serve", "--web", web, "--listen", serving.host});
    CHECK(taken.exit_code != 0);
    CHECK(taken.err.find("--listen") != std::string::npos);
    const Completed bare = anna.try_run({"serve", "--web", site.file("nowhere")});
    CHECK(bare.exit_code == 4);
    CHECK(serving.end().exit_code == 0);
}

}  // namespace
}  // namespace approdo::e2e
