// A site that speaks TLS with a certificate of its own authority: who trusts it, who does not, and
// what people read who mix up http and https.
#include <filesystem>

#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

struct Pair {
    std::string certificate;
    std::string key;
};

// Signed by itself, as an office without an authority has it; `name` like "IP:127.0.0.1".
Pair make_pair(const Site& site, const std::string& base, const std::string& name,
               const std::string& days = "2") {
    const Pair pair{site.file(base + ".pem"), site.file(base + ".key")};
    const Completed made =
        test::run("/usr/bin/openssl",
                  {"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                   "-nodes", "-days", days, "-subj", "/CN=" + base, "-addext",
                   "subjectAltName=" + name, "-keyout", pair.key, "-out", pair.certificate});
    INFO(made.err);
    REQUIRE(made.exit_code == 0);
    std::filesystem::permissions(
        pair.key, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    return pair;
}

bool says(const Completed& done, const std::string& words) {
    return done.err.find(words) != std::string::npos;
}

TEST_CASE("tls: a site is refused until its authority is named, then everything goes over TLS") {
    Site site;
    const Pair own = make_pair(site, "own", "IP:127.0.0.1");
    site.use_tls(own.certificate, own.key);
    site.start();
    REQUIRE(site.address().starts_with("https://"));
    const Person anna(site, site.file("anna"));
    const Completed refused = anna.try_run({"join", site.founder_link(), "--name", "anna"});
    CHECK(refused.exit_code == 1);
    CHECK(says(refused, "cannot be trusted"));
    CHECK(says(refused, "--ca-file"));

    anna.run({"--ca-file", own.certificate, "join", site.founder_link(), "--name", "anna"});
    anna.run({"--ca-file", own.certificate, "sync"});
    CHECK(anna.try_run({"sync"}).exit_code == 1);
    CHECK(anna.try_run({"--ca-file", own.key, "sync"}).exit_code == 2);  // no certificate in there
    site.stop();
}

TEST_CASE("tls: a certificate for another machine is refused though its authority is trusted") {
    Site site;
    const Pair other = make_pair(site, "other", "DNS:altro.example");
    site.use_tls(other.certificate, other.key);
    site.start();
    const Person anna(site, site.file("anna"));
    const Completed refused = anna.try_run(
        {"--ca-file", other.certificate, "join", site.founder_link(), "--name", "anna"});
    CHECK(refused.exit_code == 1);
    CHECK(says(refused, "it is for another name"));
    site.stop();
}

TEST_CASE("tls: who mixes up http and https is told so") {
    Site site;
    const Pair own = make_pair(site, "own", "IP:127.0.0.1");
    site.use_tls(own.certificate, own.key);
    site.start();
    const Person anna(site, site.file("anna"));
    std::string link = site.founder_link();
    link.replace(0, 8, "http://");
    const Completed plain = anna.try_run({"join", link, "--name", "anna"});
    CHECK(plain.exit_code == 75);
    CHECK(says(plain, "it wants https"));
    site.stop();

    Site bare;
    bare.start();
    link = bare.founder_link();
    link.replace(0, 7, "https://");
    const Person bruno(bare, bare.file("bruno"));
    const Completed secure =
        bruno.try_run({"--ca-file", own.certificate, "join", link, "--name", "bruno"});
    CHECK(secure.exit_code == 75);
    CHECK(says(secure, "does not speak https"));
    bare.stop();
}

TEST_CASE("tls: doctor says when a certificate ends, and when it cannot serve") {
    Site site;
    const Pair near = make_pair(site, "near", "IP:127.0.0.1");
    const Pair far = make_pair(site, "far", "IP:127.0.0.1", "90");
    CHECK(site.finding("certificate").is_null());
    const auto with = [&](const std::string& certificate, const std::string& key) {
        return text_at(site.finding("certificate", {"--tls-cert", certificate, "--tls-key", key}),
                       "verdict");
    };
    CHECK(with(far.certificate, far.key) == "ok");
    CHECK(with(near.certificate, near.key) == "advice");
    CHECK(with(far.certificate, near.key) == "failure");
    CHECK(with(far.key, far.key) == "failure");
    CHECK(with(site.file("nowhere"), far.key) == "failure");
    site.use_tls(near.certificate, near.key);
    site.start();
    CHECK(text_at(site.finding("certificate"), "verdict") == "advice");
    CHECK(text_at(site.finding("listening"), "verdict") == "ok");
    site.stop();
}

}  // namespace
}  // namespace approdo::e2e
