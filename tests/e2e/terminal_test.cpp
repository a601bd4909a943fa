// The command as a person meets it, who sits at a terminal and is asked.
#include "tests/support/terminal.hpp"

#include <csignal>
#include <filesystem>

#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

const std::string passphrase = "quattro parole mai viste";

struct Laptop {
    Site& site;
    std::string home;

    test::Terminal at(const Arguments& words) const {
        Arguments all{"--home", home};
        all.insert(all.end(), words.begin(), words.end());
        return {APPRODO_CLIENT, all, {"LANG=it_IT.UTF-8", "HOME=" + site.file("nobody")}};
    }
    test::Terminal joining() const { return at({"join", site.invite()}); }
};

void choose_passphrase(test::Terminal& terminal) {
    terminal.wait_for("quattro parole): ");
    CHECK_FALSE(terminal.echoes());
    terminal.type(passphrase);
    terminal.wait_for("Ripetila: ");
    terminal.type(passphrase);
}

TEST_CASE("terminal: an invitation that names nobody asks for a name until one is free") {
    Site site;
    site.start();
    site.publish_demo_course();
    join_and_get(site, "bruno");
    const Laptop laptop{site, site.file("carla")};
    auto joining = laptop.joining();
    choose_passphrase(joining);
    joining.wait_for("nome utente: ");
    joining.type("bruno");
    joining.wait_for("già preso");
    joining.wait_for("nome utente: ");
    joining.type("con spazi");
    joining.wait_for("nessuno spazio");
    joining.wait_for("nome utente: ");
    joining.type("carla");
    joining.wait_for("Benvenuto, carla");
    CHECK(joining.wait() == 0);
    CHECK(joining.screen().find(passphrase) == std::string::npos);
    CHECK(text_at(site.progress_of("carla"), "user") == "carla");
}

TEST_CASE("terminal: Ctrl-C at the passphrase leaves nothing behind, and the screen as it was") {
    Site site;
    site.start();
    site.publish_demo_course();
    const Laptop laptop{site, site.file("carla")};
    auto joining = laptop.joining();
    joining.wait_for("quattro parole): ");
    CHECK_FALSE(joining.echoes());
    joining.press_ctrl_c();
    CHECK(joining.wait() == 128 + SIGINT);
    CHECK(joining.echoes());
    const auto rows = laptop.site.admin({"user", "list"});
    for (const value& row : rows) CHECK(text_at(row, "user") != "carla");
    auto again = laptop.joining();
    choose_passphrase(again);
    again.wait_for("nome utente: ");
    again.type("carla");
    CHECK(again.wait() == 0);
}

TEST_CASE("terminal: a quiz is answered, left, taken up again and handed in") {
    Site site;
    site.start();
    site.publish_demo_course();
    const Laptop laptop{site, site.file("carla")};
    auto joining = laptop.joining();
    choose_passphrase(joining);
    joining.wait_for("nome utente: ");
    joining.type("carla");
    REQUIRE(joining.wait() == 0);
    auto getting = laptop.at({"get", "accoglienza"});
    REQUIRE(getting.wait() == 0);
    site.stop();

    auto quiz = laptop.at({"quiz", practice_unit});
    quiz.wait_for("Domanda 2 di 12");
    quiz.wait_for("(per esempio: a) > ");
    quiz.type("z");
    quiz.wait_for("una lettera, da a a d");
    quiz.wait_for("(per esempio: a) > ");
    quiz.type("b");
    quiz.wait_for("salvato");
    quiz.wait_for("> ");
    quiz.type("fine");
    quiz.wait_for("Resta aperto");
    CHECK(quiz.wait() == 0);

    auto rest = laptop.at({"quiz", practice_unit});
    rest.wait_for("risposta data: b");
    for (int question = 2; question <= 12; ++question) {
        rest.wait_for("> ");
        rest.type("");
    }
    rest.wait_for("Consegnare?");
    rest.type("s");
    rest.wait_for("Risposte: 1, senza risposta: 10");
    CHECK(rest.wait() == 0);
}

}  // namespace
}  // namespace approdo::e2e
