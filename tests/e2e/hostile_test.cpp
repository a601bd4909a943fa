// Strangers at 127.0.0.2 do their worst to the real server. In each case the same holds: a learner
// at 127.0.0.1 answers and syncs meanwhile and holds the site's receipt; the process stays within
// its memory; and asked to stop, it drains and ends cleanly while the strangers still hold on.
// APPRODO_E2E_LINES and APPRODO_E2E_FLOOD make it larger.
#include <chrono>
#include <cstdlib>

#include "sync/crypto/random.hpp"
#include "sync/exchange/hello.hpp"
#include "sync/exchange/join.hpp"
#include "tests/e2e/attacker.hpp"
#include "tests/e2e/learning.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

using exchange::JoinRequest;

// Of the whole process, whatever one stranger does: the half of what bodies under way may take
// (128 MiB of ServerOptions::body_bytes_max), and as much again for everything else. Sanitizers
// keep shadows and what was freed beside them.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::uint64_t memory_kib_bound = 512 * 1024;
#else
constexpr std::uint64_t memory_kib_bound = 256 * 1024;
#endif

class Siege {
  public:
    Siege() {
        raise_file_limit();
        // What is freed goes back, and a stop waits for strangers no longer than it takes.
        ::setenv("ASAN_OPTIONS", "quarantine_size_mb=8", 0);
        ::setenv("APPRODO_DRAIN_SECONDS", "2", 0);
        site.start();
        site.publish_demo_course();
        bruno_.emplace(site, join_and_get(site, "bruno"));
        port = site.port();
    }

    void expect_others_are_served() {
        bruno_->finish_attempt();
        bruno_->person().run({"sync"});
        const value status = bruno_->person().run({"status"});
        CHECK(number_at(status, "events_unsent") == 0);
        CHECK(text_at(status, "level") == "durable");
        CHECK(memory_kib_max(site.process()) < memory_kib_bound);
    }
    // While `lines` still stand.
    void expect_a_clean_end() {
        WARN("most memory: " << memory_kib_max(site.process()) / 1024 << " MiB");
        CHECK(memory_kib_max(site.process()) < memory_kib_bound);
        site.stop();
    }

    Site site;
    std::uint16_t port = 0;
    std::vector<Line> lines;

  private:
    std::optional<Learning> bruno_;
};

void add(std::vector<Line>& lines, std::vector<Line> more) {
    for (Line& line : more) lines.push_back(std::move(line));
}

TEST_CASE("hostile: idle lines and half a head on each leave the others their place") {
    Siege siege;
    const std::uint64_t count = wanted("APPRODO_E2E_LINES", 2000);
    const std::uint64_t before = memory_kib(siege.site.process());
    add(siege.lines, crowd(siege.port, count / 2, ""));
    add(siege.lines, crowd(siege.port, count / 2, "GET /livez HTTP/1.1\r\nHost: he"));
    CHECK(siege.lines.size() > count * 8 / 10);
    siege.expect_others_are_served();
    const std::uint64_t after = memory_kib(siege.site.process());
    WARN(siege.lines.size() << " lines took " << (after - std::min(before, after)) << " KiB");
    siege.expect_a_clean_end();
}

TEST_CASE("hostile: bodies that are announced and never come do not use up what bodies may take") {
    Siege siege;
    const std::uint64_t count = wanted("APPRODO_E2E_FLOOD", 400);
    const std::string announced = "Content-Length: " + std::to_string(limits::exchange_body_max);
    add(siege.lines, crowd(siege.port, count, post_head("/sync/v1", announced) + "APRD"));
    add(siege.lines, crowd(siege.port, count,
                           post_head("/sync/v1", "Transfer-Encoding: chunked") + "4\r\nAPRD\r\n"));
    siege.expect_others_are_served();
    siege.expect_a_clean_end();
}

TEST_CASE("hostile: bodies that stop just before their end are one stranger's share") {
    Siege siege;
    const std::string announced = "Content-Length: " + std::to_string(limits::exchange_body_max);
    const std::string body(limits::exchange_body_max - 1, 'x');
    for (int i = 0; i < 80; ++i) {
        Line line(siege.port);
        REQUIRE(line.is_open());
        (void)line.send(post_head("/sync/v1", announced));
        if (line.send(body)) siege.lines.push_back(std::move(line));
    }
    siege.expect_others_are_served();
    siege.expect_a_clean_end();
}

TEST_CASE("hostile: what is too large, endless or contradicts itself is refused at once") {
    Siege siege;
    const auto status_of = [&](const std::string& request) {
        return ask(siege.port, request).status;
    };
    CHECK(status_of("GET /livez HTTP/1.1\r\nHost: here\r\nX: " + std::string(1'000'000, 'x')) ==
          431);
    CHECK(status_of("GET /" + std::string(1'000'000, 'x')) >= 400);
    for (const std::string path : {"/sync/v1", "/api/v1/sessions", "/chunks"}) {
        CHECK(status_of(post_head(path, "Content-Length: 999999999999999")) == 413);
        std::string endless = post_head(path, "Transfer-Encoding: chunked");
        for (int i = 0; i < 80; ++i) endless += "10000\r\n" + std::string(65536, 'x') + "\r\n";
        CHECK(status_of(endless) == 413);
    }
    CHECK(status_of(post_head("/sync/v1", "Content-Length: 5\r\nContent-Length: 6")) == 400);
    CHECK(status_of(post_head("/sync/v1", "Content-Length: 5\r\nTransfer-Encoding: chunked")) ==
          400);
    CHECK(status_of(post_head("/sync/v1", "Content-Length: -1")) == 400);
    CHECK(status_of("POST /sync/v1 HTTP/1.1\r\nHost: here\r\nContent-Length: 4\r\n\r\nAPRD") ==
          400);
    siege.expect_others_are_served();
    siege.expect_a_clean_end();
}

TEST_CASE("hostile: who asks without end and reads nothing costs no more than a line") {
    Siege siege;
    std::string questions;
    for (int i = 0; i < 4000; ++i) questions += "GET /join HTTP/1.1\r\nHost: here\r\n\r\n";
    add(siege.lines, crowd(siege.port, 40, ""));
    for (int round = 0; round < 5; ++round)
        for (Line& line : siege.lines) line.push(questions);
    siege.expect_others_are_served();
    siege.expect_a_clean_end();
}

std::string secret_for(std::uint16_t port, const std::string& user, std::string_view passphrase) {
    const RawAnswer answer =
        ask(port, "GET /api/v1/salt?user=" + user + " HTTP/1.1\r\nHost: here\r\n\r\n", 1);
    const value salt = boost::json::parse(answer.body);
    const auto bytes = from_base64url(text_at(salt, "salt")).value();
    const crypto::PasswordCost cost{static_cast<std::uint32_t>(number_at(salt, "passes")),
                                    static_cast<std::uint32_t>(number_at(salt, "memory_kib"))};
    const auto stretched =
        crypto::stretch(bytes_of(passphrase), crypto::Salt::from(bytes).value(), cost);
    return to_base64url(crypto::auth_secret_of(stretched).view());
}

RawAnswer sign_in(std::uint16_t port, const std::string& user, const std::string& secret,
                  std::uint8_t from) {
    return ask_json(port, "POST", "/api/v1/sessions",
                    R"({"user":")" + user + R"(","secret":")" + secret + R"("})", "", from);
}

TEST_CASE("hostile: guessing passphrases ends in «later», for the guesser alone") {
    Siege siege;
    const std::string wrong = to_base64url(Bytes(32, 7));
    const RawAnswer known = sign_in(siege.port, "bruno", wrong, attacker);
    const RawAnswer unknown = sign_in(siege.port, "nessuno", wrong, attacker);
    CHECK(known.status == 403);
    CHECK(known.status == unknown.status);
    CHECK(known.body == unknown.body);
    RawAnswer last;
    for (std::uint64_t i = 0; i < wanted("APPRODO_E2E_FLOOD", 150); ++i)
        last = sign_in(siege.port, "p" + std::to_string(i), wrong, attacker);
    CHECK(last.status == 429);
    CHECK(last.head.find("retry-after: ") != std::string::npos);
    // Salts have the same shape for everybody, and stay the same.
    const auto salt_of = [&](const std::string& user) {
        return ask(siege.port, "GET /api/v1/salt?user=" + user + " HTTP/1.1\r\nHost: here\r\n\r\n")
            .body;
    };
    CHECK(salt_of("nessuno") == salt_of("nessuno"));
    CHECK(salt_of("nessuno").size() == salt_of("bruno").size());

    const std::string right = secret_for(siege.port, "bruno", "quattro parole per la prova");
    CHECK(sign_in(siege.port, "bruno", right, 1).status == 201);
    siege.expect_others_are_served();
    siege.expect_a_clean_end();
}

TEST_CASE("hostile: nobody is shut out of an account by a stranger's wrong guesses") {
    Siege siege;
    const std::string wrong = to_base64url(Bytes(32, 7));
    for (int i = 0; i < 30; ++i) (void)sign_in(siege.port, "bruno", wrong, attacker);
    const std::string right = secret_for(siege.port, "bruno", "quattro parole per la prova");
    CHECK(sign_in(siege.port, "bruno", right, attacker).status == 429);
    CHECK(sign_in(siege.port, "bruno", right, 1).status == 201);
    siege.expect_a_clean_end();
}

// A request with this code, sealed for the site as a real program does it.
Bytes join_parcel(const exchange::Invitation& to, exchange::InvitationCode code, Random& random) {
    const auto signing = crypto::SigningKey::random(random);
    const auto box = crypto::BoxKey::random(random);
    JoinRequest request;
    request.id = random.id<exchange::JoinId>();
    request.device_signing = signing.public_key();
    request.device_box = box.public_key();
    request.code = code;
    request.user_name = "intruso";
    return exchange::seal_join_request(request, crypto::site_id_of(to.root), to.box, random)
        .value();
}

RawAnswer post_parcel(std::uint16_t port, const Bytes& body, std::uint8_t from = attacker) {
    std::string request = post_head("/sync/v1", "Content-Length: " + std::to_string(body.size()));
    request.append(reinterpret_cast<const char*>(body.data()), body.size());
    return ask(port, request, from);
}

TEST_CASE("hostile: invented codes and senders leave nothing behind on the site's disk") {
    Siege siege;
    const std::string link = siege.site.invite();
    const auto invitation = exchange::parse_link(link).value().invitation;
    const SiteId site = crypto::site_id_of(invitation.root);
    crypto::SystemRandom random;
    const std::uint64_t before = bytes_below(siege.site.file("site"));
    const std::uint64_t count = wanted("APPRODO_E2E_FLOOD", 150);
    std::uint64_t mail_taken = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto code = random.id<exchange::InvitationCode>();
        CHECK(post_parcel(siege.port, join_parcel(invitation, code, random)).status == 200);
        exchange::Hello hello;
        hello.device = random.id<DeviceId>();
        Bytes body = wire::encode(hello);
        append(body, random.id<Digest16>().view());
        exchange::ParcelWriter parcel({site, exchange::Route::to_site()});
        parcel.add(exchange::FrameType::hello, body);
        parcel.add(exchange::FrameType::segment, Bytes(100'000, 1));
        CHECK(post_parcel(siege.port, parcel.take()).status == 200);
        // Mail for devices that nobody knows.
        exchange::ParcelWriter mail({site, exchange::Route::to_device(random.id<DeviceId>())});
        mail.add(exchange::FrameType::chunk, Bytes(1'000'000, static_cast<std::uint8_t>(i)));
        if (post_parcel(siege.port, mail.take()).status == 200) ++mail_taken;
    }
    CHECK(mail_taken == 0);
    CHECK(bytes_below(siege.site.file("site")) < before + 8 * limits::mib);
    // The link still opens, for somebody else.
    const Person carla(siege.site, siege.site.file("carla"));
    carla.run({"join", link, "--name", "carla"});
    siege.expect_others_are_served();
    siege.expect_a_clean_end();
}

TEST_CASE("hostile: uploads that are begun and never finished are few, and then refused") {
    Siege siege;
    const std::string secret = secret_for(siege.port, "anna", "quattro parole per la prova");
    const value session = boost::json::parse(sign_in(siege.port, "anna", secret, 1).body);
    const std::string token = "Authorization: Bearer " + text_at(session, "token") + "\r\n";
    const auto begin = [&](const std::string& bytes) {
        return ask_json(siege.port, "POST", "/api/v1/uploads", R"({"bytes":)" + bytes + "}", token);
    };
    CHECK(begin("999999999999999999").status == 413);
    CHECK(begin("0").status == 422);
    std::string upload;
    for (int i = 0; i < 4; ++i) {
        const RawAnswer begun = begin("8000000000");
        REQUIRE(begun.status == 201);
        upload = text_at(boost::json::parse(begun.body), "id");
    }
    CHECK(begin("1000").status == 503);
    const std::string path = "/api/v1/uploads/" + upload;
    const auto put = [&](const std::string& offset, const std::string& length) {
        return ask(siege.port, "PUT " + path + "?offset=" + offset + " HTTP/1.1\r\nHost: here\r\n" +
                                   token + "Content-Length: " + length + "\r\n\r\nabc")
            .status;
    };
    CHECK(put("0", std::to_string(limits::upload_part_max + 1)) == 413);
    CHECK(put("18446744073709551615", "3") == 409);
    CHECK(put("-1", "3") == 422);
    CHECK(put("", "3") == 422);
    add(siege.lines, crowd(siege.port, 100,
                           "PUT " + path + "?offset=0 HTTP/1.1\r\nHost: here\r\n" + token +
                               "Content-Length: 8000000\r\n\r\nabc"));
    CHECK(ask_json(siege.port, "POST", path + "/finish", "{}", token).status == 409);
    siege.expect_others_are_served();
    siege.expect_a_clean_end();
}

TEST_CASE("hostile: a hub that invented senders fill still takes the work of those it knows") {
    Siege siege;
    constexpr std::uint64_t disk_max = 4 * limits::mib;
    Hub hub(siege.site, siege.site.file("hub"));
    hub.start({"--disk-max", std::to_string(disk_max)});
    const Learning carla(siege.site,
                         join_and_get(siege.site, "carla", "accoglienza", hub.address()));
    carla.person().run({"sync"});
    siege.site.stop();

    crypto::SystemRandom random;
    const std::uint64_t count = wanted("APPRODO_E2E_FLOOD", 150);
    RawAnswer last;
    for (std::uint64_t i = 0; i < count; ++i) {
        exchange::ParcelWriter parcel({random.id<SiteId>(), exchange::Route::to_site()});
        parcel.add(exchange::FrameType::join_request, Bytes(100'000, static_cast<std::uint8_t>(i)));
        last = post_parcel(hub.port(), parcel.take());
    }
    CHECK(last.status == 507);
    carla.person().run(carla.answering());
    CHECK(carla.person().try_run({"sync"}).exit_code != 0);
    CHECK(number_at(carla.person().run({"status"}), "events_unsent") > 0);
    CHECK(bytes_below(hub.folder()) <= disk_max + limits::mib);
    CHECK(memory_kib_max(hub.process()) < memory_kib_bound);

    // What the hub took reaches the site without carla.
    hub.stop();
    siege.site.start();
    hub.start({"--disk-max", std::to_string(disk_max)});
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    std::int64_t answers = 0;
    while (answers == 0 && std::chrono::steady_clock::now() < deadline)
        answers = number_at(siege.site.progress_of("carla"), "answers");
    CHECK(answers == 4);
    hub.stop();
    siege.expect_others_are_served();
    siege.expect_a_clean_end();
}

}  // namespace
}  // namespace approdo::e2e
