// What `doctor` calls in order, what it advises, and what it calls wrong.
#include <unistd.h>

#include <filesystem>

#include "tests/e2e/site.hpp"
#include "tests/support/loopback.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

value check_named(const value& found, const std::string& name) {
    for (const value& check : found.at("checks").as_array()) {
        if (text_at(check, "name") == name) return check;
    }
    FAIL("nobody looked at " << name);
    return {};
}

TEST_CASE("doctor: a healthy computer is told so, and no network is advice, no failure") {
    Site site;
    site.start();
    const Person anna(site, site.file("anna"));
    anna.run({"join", site.founder_link(), "--name", "anna"});
    const value well = anna.run({"doctor"});
    for (const char* name : {"stores", "files", "slots", "clock", "space", "unsent", "site"}) {
        CHECK(yes_at(check_named(well, name), "ok"));
    }
    CHECK(check_named(well, "site").at("advice").as_array().empty());
    site.stop();
    CHECK(check_named(anna.run({"doctor"}), "site").at("advice").as_array().size() == 1);
}

TEST_CASE("doctor: files that others may read and another site in the place are failures") {
    Site site;
    site.start();
    const Person anna(site, site.file("anna"));
    anna.run({"join", site.founder_link(), "--name", "anna"});
    using std::filesystem::perms;
    const std::filesystem::path database = anna.home() + "/profiles/default/progress.db";
    std::filesystem::permissions(database, perms::others_read, std::filesystem::perm_options::add);
    const Completed open = anna.try_run({"doctor"});
    CHECK(open.exit_code == 1);
    CHECK_FALSE(yes_at(check_named(rows_of(open).at(0), "files"), "ok"));
    std::filesystem::permissions(database, perms::others_read,
                                 std::filesystem::perm_options::remove);

    site.stop();
    std::filesystem::rename(site.file("site"), site.file("lost"));
    site.admin({"init", "--name", "Un altro sito"});
    site.start();
    const Completed other = anna.try_run({"doctor"});
    CHECK(other.exit_code == 1);
    CHECK_FALSE(yes_at(check_named(rows_of(other).at(0), "site"), "ok"));
    site.stop();
}

// What the server's doctor says of the address, as «verdict: text».
std::string listening(Site& site, const Arguments& settings) {
    const value found = site.finding("listening", settings);
    return text_at(found, "verdict") + ": " + text_at(found, "text");
}

TEST_CASE("doctor: a site says whether it is served, and whether another stands in its place") {
    Site site;
    const test::Listener other = test::listen_on_loopback();
    const Arguments there{"--listen", "127.0.0.1:" + std::to_string(other.port)};
    CHECK(listening(site, there).starts_with("advice: Another program listens there"));
    close(other.socket);
    CHECK(listening(site, there).starts_with("advice: The site is not being served"));
    CHECK(listening(site, {"--listen", "999.1.1.1:80"}).starts_with("failure"));
    site.start();
    CHECK(listening(site, {}) == "ok: The server answers there.");
    site.stop();
}

}  // namespace
}  // namespace approdo::e2e
