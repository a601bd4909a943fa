#include "server/program.hpp"

#include <boost/json/parse.hpp>

#include "content/package/site_words.hpp"
#include "sync/exchange/join.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/server/program_fixture.hpp"

using namespace approdo;
using namespace approdo::server;

TEST_CASE("program: help and version go to standard output and end well", "[unit]") {
    ProgramFixture f;
    CHECK(f.run({"--help"}).code == 0);
    CHECK(f.run({"--help"}).out.find("serve") != std::string::npos);
    CHECK(f.run({"--version"}).out.starts_with("approdo-server "));
    CHECK(f.run({"serve", "--help"}).out.find("--tls-cert") != std::string::npos);
}

TEST_CASE("program: a command line that is not understood is exit code 2, in JSON if asked",
          "[unit]") {
    ProgramFixture f;
    CHECK(f.run({}).code == 2);
    CHECK(f.run({"bogus"}).code == 2);
    CHECK(f.run({"bogus"}).err.find("There is no command «bogus».") != std::string::npos);
    const std::string told = f.run({"site", "--adress", "http://127.0.0.1"}).err;
    CHECK(told.find("There is no option «--adress» here.") != std::string::npos);
    CHECK(told.find("no command") == std::string::npos);
    CHECK(f.run({"config"}).err.find("Say what to do.") != std::string::npos);
    CHECK(f.run({"reprot"}).err.find("«report»") != std::string::npos);
    CHECK(f.run({"org", "lits"}).err.find("«list»") != std::string::npos);
    const Outcome outcome = f.run({"config", "show", "--bogus", "--json"});
    CHECK(outcome.code == 2);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.find("\"error\":{\"code\":\"invalid_input\"") != std::string::npos);
}

TEST_CASE("program: config show tells each value and where it came from", "[unit]") {
    ProgramFixture f;
    f.variables["APPRODO_WORKERS"] = "9";
    const Outcome text = f.run({"config", "show", "--origin", "--listen", "127.0.0.1:99"});
    CHECK(text.code == 0);
    CHECK(text.out.find("listen = 127.0.0.1:99  (flag: --listen)") != std::string::npos);
    const Outcome rows = f.run({"--json", "config", "show"});
    CHECK(rows.out.find(R"("name":"workers","value":"9","origin":"environment")") !=
          std::string::npos);
}

TEST_CASE("program: init prints the first link and goes by the address given", "[unit]") {
    ProgramFixture f;
    const Outcome outcome = f.run({"init", "--data", f.dir.file("site"), "--name", "Prova",
                                   "--public-url", "https://corsi", "--json"});
    CHECK(outcome.code == 0);
    CHECK(outcome.out.find(R"("link":"https://corsi/join#Prova")") != std::string::npos);
    CHECK(f.run({"init", "--name", "Prova"}).err.find("--data") != std::string::npos);
}

TEST_CASE("program: site prints words and a link that pin the root and invite nobody", "[unit]") {
    ProgramFixture f;
    const Outcome outcome = f.run({"site", "--json"});
    CHECK(outcome.code == 0);
    const auto row = boost::json::parse(outcome.out);
    const auto& root = f.site.described.value.root;
    CHECK(package::check_site_words(root, row.at("words").as_string().c_str()).ok());
    const auto link = exchange::parse_link(row.at("link").as_string().c_str()).value();
    CHECK(link.address == "http://here:1");
    CHECK(link.invitation.root == root);
    CHECK(link.invitation.code.is_zero());
    const Outcome elsewhere = f.run({"site", "--public-url", "https://corsi"});
    CHECK(elsewhere.out.find("https://corsi/join#") != std::string::npos);
}

TEST_CASE("program: the root is changed when somebody says yes", "[unit]") {
    ProgramFixture f;
    const Outcome asked = f.run({"root", "rotate"});
    CHECK(asked.code == 2);
    CHECK(asked.err.find("--yes") != std::string::npos);
    CHECK(f.site.root_changes == 0);
    const Outcome done = f.run({"root", "rotate", "--yes", "--json"});
    CHECK(done.code == 0);
    CHECK(f.site.root_changes == 1);
    const auto row = boost::json::parse(done.out);
    CHECK(row.at("words").as_string() == package::site_words(f.site.described.value.root));
}

TEST_CASE("program: people are added with their links, from a file line by line", "[unit]") {
    ProgramFixture f;
    CHECK(f.run({"org", "add", "Ufficio 1", "--parent", "Roma"}).code == 0);
    CHECK(f.site.last_actor.is_operator);
    const Outcome ada = f.run({"user", "add", "ada", "--org", "Roma", "--role", "trainer"});
    CHECK(ada.code == 0);
    CHECK(ada.out.find("http://here:1/join#") != std::string::npos);
    CHECK(f.run({"user", "add", "bob", "--org", "Nowhere"}).code == 4);
    CHECK(f.run({"user", "add", "bob", "--org", "Roma", "--role", "king"}).code != 0);

    f.input =
        "\xef\xbb\xbfname;user;role;organisation\r\n\"Rossi; Anna\";anna;learner;Roma\r\n"
        "Ada;ada;learner;Roma\n";
    const Outcome imported = f.run({"user", "import", "-", "--json"});
    CHECK(imported.code == 3);
    CHECK(imported.out.find(R"("name":"Rossi; Anna")") != std::string::npos);
    CHECK(imported.err.find("-:3: ") != std::string::npos);
    CHECK(f.site.account_rows.size() == 2);
}

TEST_CASE("program: an invitation is a link, on a terminal also a QR code", "[unit]") {
    ProgramFixture f;
    CHECK(f.run({"invite", "--org", "Roma"}).out.find("█") == std::string::npos);
    f.is_terminal = true;
    CHECK(f.run({"--quiet", "invite", "--org", "Roma"}).out.find("█") == std::string::npos);
    const Outcome text = f.run({"invite", "--org", "Roma", "--course", "Accoglienza"});
    CHECK(text.out.find("http://here:1/join#abc") != std::string::npos);
    CHECK(text.out.find("█") != std::string::npos);
    CHECK(f.site.invitations.back().course == CourseId{{2}});
    const Outcome json = f.run({"--json", "invite", "--org", "Roma"});
    CHECK(json.out.find("█") == std::string::npos);
    CHECK(std::count(json.out.begin(), json.out.end(), '\n') == 1);
}

TEST_CASE("program: courses, editions, enrolments and progress", "[unit]") {
    ProgramFixture f;
    CHECK(f.run({"course", "list"}).out.find("Accoglienza") != std::string::npos);
    CHECK(f.run({"course", "assign", "Accoglienza", "--org", "Roma"}).code == 0);
    CHECK(f.run({"edition", "add", "Autunno", "--course", "Accoglienza", "--org", "Roma", "--from",
                 "2026-10-01"})
              .code == 0);
    CHECK(f.site.edition_rows.at(0).opens == "2026-10-01");
    CHECK(f.site.edition_rows.at(0).zone == "Europe/Rome");
    f.run({"user", "add", "ada", "--org", "Roma"});
    CHECK(f.run({"enrol", "ada", "--edition", "Autunno"}).code == 0);
    CHECK(f.run({"report", "progress", "--course", "Accoglienza"}).out.find("3/4 units") !=
          std::string::npos);
    CHECK(f.run({"report", "progress", "--course", "Altro"}).code == 4);
}

TEST_CASE("program: devices are listed, revoked and ruled on", "[unit]") {
    ProgramFixture f;
    f.run({"user", "add", "ada", "--org", "Roma"});
    const Outcome list = f.run({"device", "list", "ada"});
    CHECK(list.code == 0);
    const std::string id = f.site.device_rows.at(0).id.hex();
    CHECK(list.out.find(id) != std::string::npos);
    CHECK(f.run({"device", "rule", id.substr(0, 6), "perhaps"}).code != 0);
    CHECK(f.run({"device", "revoke", id.substr(0, 6)}).code == 0);
    CHECK(f.site.device_rows.at(0).revoked);
    CHECK(f.site.last_actor.is_operator);
    CHECK(f.run({"device", "rule", id, "accept"}).out.find("2 segments") != std::string::npos);
    CHECK(f.run({"device", "revoke", "ffff"}).code == 4);
}

TEST_CASE("program: who asks to be erased is listed, and one is refused with its reason",
          "[unit]") {
    ProgramFixture f;
    f.run({"user", "add", "ada", "--org", "Roma"});
    const Outcome list = f.run({"erasure", "list"});
    CHECK(list.code == 0);
    CHECK(list.out.find("«basta»") != std::string::npos);
    CHECK(f.run({"--json", "erasure", "list"}).out.find(R"("words":"basta")") != std::string::npos);
    CHECK(f.run({"erasure", "refuse", "ada"}).code != 0);
    CHECK(f.run({"erasure", "refuse", "bob", "--reason", "no"}).code == 4);
    CHECK(f.run({"erasure", "refuse", "ada", "--reason", "il corso va rendicontato"}).code == 0);
    CHECK(f.site.refused_because == "il corso va rendicontato");
    CHECK(f.site.last_actor.is_operator);
    CHECK(f.run({"erasure", "list"}).out.empty());
}

TEST_CASE("program: upkeep tells what is wrong by its exit code", "[unit]") {
    ProgramFixture f;
    CHECK(f.run({"rebuild"}).code == 0);
    CHECK(f.run({"doctor"}).code == 0);
    f.site.findings.push_back({app::Verdict::ok, "files", "keys", "only their owner reads them"});
    f.site.findings.push_back({app::Verdict::advice, "space", "disk", "half full"});
    CHECK(f.run({"doctor"}).code == 0);
    CHECK(f.run({"doctor"}).out.find("advice  space: disk: half full") != std::string::npos);
    CHECK(f.run({"--json", "doctor"}).out.find(R"("verdict":"advice","check":"space")") !=
          std::string::npos);
    f.site.findings.push_back({app::Verdict::failure, "files", "keys", "everybody may read them"});
    CHECK(f.run({"doctor"}).code == 1);
    CHECK(f.run({"audit"}).out.find("init") != std::string::npos);
    CHECK(f.run({"parcel", "import", "x"}).code == 3);
    CHECK(f.run({"parcel", "export", "x"}).code == 0);
    CHECK(f.run({"backup", "create", "x"}).code == 0);
    CHECK(f.run({"backup", "verify", "/nowhere"}).code == 4);
    CHECK(f.run({"backup", "verify", "/mnt/copy", "--archived"}).code == 0);
}

TEST_CASE("program: a copy on the disk of the site is not one that lies off the machine",
          "[unit]") {
    ProgramFixture f;
    f.is_locked = true;
    std::filesystem::create_directory(f.dir.file("copy"));
    std::filesystem::create_directory(f.dir.file("site"));
    const auto refused =
        f.run({"backup", "verify", f.dir.file("copy"), "--archived", "--data", f.dir.file("site")});
    CHECK(refused.code != 0);
    CHECK(refused.err.find("on the disk of the site") != std::string::npos);
}

TEST_CASE("program: a folder that another process has is said to be locked", "[unit]") {
    ProgramFixture f;
    f.is_locked = true;
    CHECK(f.run({"course", "list", "--data", f.dir.file("x")}).code == 11);
    CHECK(f.run({"serve", "--data", f.dir.file("x"), "--admin", "off"}).code == 11);
    CHECK(f.run({"course", "list"}).code == 2);
}
