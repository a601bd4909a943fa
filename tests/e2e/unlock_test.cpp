// Who may open what: a profile is open for the next command until it is locked, and two people on
// one laptop cannot open each other's.
#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

constexpr int exit_locked = 11;

// A command of somebody who names no passphrase and cannot be asked for one.
Completed without_passphrase(const Person& person, const Arguments& arguments) {
    Arguments full{"--home", person.home(), "--json", "--lang", "en", "--no-input"};
    full.insert(full.end(), arguments.begin(), arguments.end());
    return test::run(APPRODO_CLIENT, full, {"APPRODO_PASSPHRASE_FILE="});
}

TEST_CASE("unlock: a profile is open for the next command until it is locked again") {
    Site site;
    site.start();
    const Person anna(site, site.file("anna"));
    anna.run({"join", site.founder_link(), "--name", "anna"});
    anna.run({"lock"});
    CHECK(without_passphrase(anna, {"status"}).exit_code == exit_locked);
    const value state = anna.run({"unlock"});
    if (text_at(state, "state") != "unlocked") {
        WARN("the kernel gives no keyring here: what follows was not tested");
        return;
    }
    CHECK(without_passphrase(anna, {"status"}).exit_code == 0);
    anna.run({"lock"});
    CHECK(without_passphrase(anna, {"status"}).exit_code == exit_locked);
}

TEST_CASE("unlock: of two people on one laptop neither opens the other's profile") {
    Site site;
    site.start();
    const Person laptop(site, site.file("laptop"));
    laptop.run({"--profile", "anna", "join", site.founder_link(), "--name", "anna"});
    laptop.run({"--profile", "anna", "lock"});
    write_text(site.file("other"), "tutt'altre parole\n");
    const auto other = [&](const Arguments& arguments) {
        Arguments full{"--home", laptop.home(), "--json", "--lang", "en", "--no-input"};
        full.insert(full.end(), arguments.begin(), arguments.end());
        return test::run(APPRODO_CLIENT, full, {"APPRODO_PASSPHRASE_FILE=" + site.file("other")});
    };
    CHECK(other({"--profile", "anna", "status"}).exit_code == exit_locked);
    CHECK(other({"--profile", "anna", "courses"}).exit_code == exit_locked);
    CHECK(other({"--profile", "bruno", "status"}).exit_code == 10);  // no such profile
}

}  // namespace
}  // namespace approdo::e2e
