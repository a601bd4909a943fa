// What scripts and people may rely on with every command of both programs, those of tomorrow
// included: the commands are taken from what the programs' own help lists.
#include <filesystem>
#include <sstream>

#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

constexpr int exit_usage = 2;
constexpr int exit_not_found = 4;
constexpr int exit_no_store = 10;
constexpr int exit_locked = 11;
constexpr int exit_try_later = 75;

// The names under «Commands:», as `--help` lists them.
std::vector<std::string> listed_in(const std::string& help) {
    std::vector<std::string> names;
    bool inside = false;
    std::istringstream lines(help);
    for (std::string line; std::getline(lines, line);) {
        if (line == "Commands:" || line == "Comandi:" || line == "Subcommands:") {
            inside = true;
        } else if (line.empty()) {
            inside = false;
        } else if (inside && line.starts_with("  ") && line[2] != ' ') {
            names.push_back(line.substr(2, line.find(' ', 2) - 2));
        }
    }
    return names;
}

// Every command with its help, the program itself (no words) first.
struct Known {
    Arguments words;
    std::string help;
    bool is_family = false;
};
void gather(const std::string& program, const Arguments& words, std::vector<Known>& known) {
    Arguments asked = words;
    asked.push_back("--help");
    const Completed done = test::run(program, asked, {"LC_ALL=it_IT.UTF-8"});
    INFO(program);
    CAPTURE(words);
    CHECK(done.exit_code == 0);
    CHECK(done.err.empty());
    CHECK_FALSE(done.out.empty());
    const auto below = listed_in(done.out);
    known.push_back({words, done.out, !below.empty()});
    for (const std::string& name : below) {
        Arguments deeper = words;
        deeper.push_back(name);
        gather(program, deeper, known);
    }
}
std::vector<Known> commands_of(const std::string& program) {
    std::vector<Known> known;
    gather(program, {}, known);
    return known;
}

Completed in(const std::string& home, Arguments words, std::vector<std::string> environment = {}) {
    words.insert(words.begin(), {"--home", home, "--lang", "en", "--no-input"});
    environment.push_back("APPRODO_PASSPHRASE_FILE=");
    return test::run(APPRODO_CLIENT, words, environment);
}

// JSON alone on the stream, one object a line, each with the schema's version.
void check_objects(const std::string& stream) {
    std::istringstream lines(stream);
    for (std::string line; std::getline(lines, line);) {
        INFO(line);
        boost::system::error_code failure;
        const value row = boost::json::parse(line, failure);
        REQUIRE_FALSE(failure);
        REQUIRE(row.is_object());
        CHECK(number_at(row, "schema") == 1);
    }
}

TEST_CASE("contract: every command explains itself on standard output") {
    for (const std::string program : {APPRODO_CLIENT, APPRODO_SERVER}) {
        const auto known = commands_of(program);
        CHECK(known.size() > 20);
        for (const Known& command : known) {
            CAPTURE(command.words);
            // The library's names of types say nothing to anybody.
            CHECK(command.help.find("TEXT") == std::string::npos);
            CHECK(command.help.find("TESTO") == std::string::npos);
        }
    }
}

TEST_CASE("contract: an unknown option or command is named on standard error, exit code 2") {
    const test::TempDir dir;
    for (const std::string program : {APPRODO_CLIENT, APPRODO_SERVER}) {
        for (const Known& command : commands_of(program)) {
            Arguments words = command.words;
            words.insert(words.end(), {"--bogus", "--json"});
            const Completed done = test::run(program, words, {"HOME=" + dir.file("home")});
            INFO(program);
            CAPTURE(command.words, done.err);
            CHECK(done.exit_code == exit_usage);
            CHECK(done.out.empty());
            CHECK(done.err.find("--bogus") != std::string::npos);
            check_objects(done.err);
            if (!command.is_family) continue;
            words = command.words;
            words.push_back("bogus");
            const Completed lost = test::run(program, words, {"HOME=" + dir.file("home")});
            CHECK(lost.exit_code == exit_usage);
            CHECK(lost.err.find("«bogus»") != std::string::npos);
        }
    }
}

TEST_CASE("contract: nothing is made where there is no profile and no site, exit code 10") {
    const test::TempDir dir;
    for (const char* name : {"courses", "status", "sync", "record", "devices", "doctor"}) {
        const Completed done = in(dir.file("nobody"), {"--json", name});
        CAPTURE(name, done.err);
        CHECK(done.exit_code == exit_no_store);
        check_objects(done.err);
    }
    for (const char* name : {"site", "rebuild", "doctor", "audit"}) {
        const Completed done =
            test::run(APPRODO_SERVER, {"--data", dir.file("nothing"), "--json", name});
        CAPTURE(name, done.err);
        CHECK(done.exit_code == exit_no_store);
        check_objects(done.err);
    }
    CHECK(std::filesystem::is_empty(dir.path()));
}

TEST_CASE("contract: of an option that is given twice the last value counts") {
    const Completed done = test::run(APPRODO_CLIENT, {"--lang", "it", "--lang", "en", "stauts"});
    CHECK(done.err.find("did you mean «status»") != std::string::npos);
}

TEST_CASE("contract: a typing error in a command is answered with the one that was meant") {
    const Completed client = test::run(APPRODO_CLIENT, {"--lang", "it", "stauts"});
    CHECK(client.err.find("volevi dire «status»") != std::string::npos);
    const Completed below = test::run(APPRODO_CLIENT, {"--lang", "it", "parcel", "exprot", "x"});
    CHECK(below.err.find("volevi dire «export»") != std::string::npos);
    const Completed server = test::run(APPRODO_SERVER, {"reprot", "progress"});
    CHECK(server.err.find("«report»") != std::string::npos);
}

TEST_CASE(
    "contract: a wrong passphrase, a lost network and a missing file have codes of their own") {
    Site site;
    site.start();
    const Person anna(site, site.file("anna"));
    anna.run({"join", site.founder_link(), "--name", "anna"});
    anna.run({"lock"});
    write_text(site.file("wrong"), "altre parole del tutto\n");
    const auto with = [&](const std::string& file, Arguments words) {
        words.insert(words.begin(), {"--home", anna.home(), "--json", "--no-input"});
        return test::run(APPRODO_CLIENT, words, {"APPRODO_PASSPHRASE_FILE=" + site.file(file)});
    };
    CHECK(with("wrong", {"status"}).exit_code == exit_locked);
    CHECK(in(anna.home(), {"--json", "status"}).exit_code == exit_locked);
    CHECK(with("passphrase", {"parcel", "import", site.file("nowhere")}).exit_code ==
          exit_not_found);
    CHECK(with("passphrase", {"unlock", "--seconds", "soon"}).exit_code == exit_usage);
    site.stop();
    const Completed away = with("passphrase", {"sync"});
    CHECK(away.exit_code == exit_try_later);
    check_objects(away.err);
    for (const Completed& done : {with("wrong", {"status"}), away}) {
        CHECK(done.out.empty());
        CHECK(done.err.find("altre parole") == std::string::npos);
    }
}

TEST_CASE("contract: with --json every answer is JSON alone, and nothing is coloured in a pipe") {
    Site site;
    site.start();
    site.publish_demo_course();
    const Person learner = join_and_get(site, "carla");
    const std::vector<Arguments> asked{{"courses"},
                                       {"courses", "accoglienza"},
                                       {"status"},
                                       {"sync"},
                                       {"record"},
                                       {"devices"},
                                       {"doctor"},
                                       {"profile", "list"},
                                       {"unlock"},
                                       {"get", "accoglienza", "--plan"},
                                       {"get", "accoglienza"},
                                       {"read", "accoglienza/accogliere"},
                                       {"quiz", practice_unit},
                                       {"review"},
                                       {"parcel", "export", site.file("out.approdo")},
                                       {"lock"}};
    for (const Arguments& words : asked) {
        CAPTURE(words);
        const Completed done = learner.try_run(words);
        CHECK(done.exit_code == 0);
        CHECK(done.err.empty());
        CHECK_FALSE(done.out.empty());
        check_objects(done.out);
    }
    for (const Arguments& words :
         std::vector<Arguments>{{"org", "list"},
                                {"user", "list"},
                                {"course", "list"},
                                {"edition", "list"},
                                {"site"},
                                {"doctor"},
                                {"audit"},
                                {"rebuild"},
                                {"config", "show"},
                                {"device", "list", "carla"},
                                {"report", "progress", "--course", "Accogliere allo sportello"},
                                {"backup", "create", site.file("copy")}}) {
        CAPTURE(words);
        const Completed done = site.try_admin(words);
        CHECK(done.exit_code == 0);
        CHECK(done.err.empty());
        CHECK_FALSE(done.out.empty());
        check_objects(done.out);
        for (const char letter : done.out) REQUIRE(letter != '\033');
    }
    for (const Arguments& words : asked) {
        Arguments plain{"--home", learner.home(), "--no-input"};
        plain.insert(plain.end(), words.begin(), words.end());
        const Completed done = test::run(APPRODO_CLIENT, plain, site.environment());
        CAPTURE(words);
        CHECK((done.out + done.err).find('\033') == std::string::npos);
        CHECK((done.out + done.err).find('\r') == std::string::npos);
    }
}

}  // namespace
}  // namespace approdo::e2e
