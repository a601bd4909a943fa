#include "server/config.hpp"

#include <fstream>

#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::server;

namespace {

using Texts = std::map<std::string, std::string>;

Environment from(const Texts& variables) {
    return [variables](const std::string& name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        if (found == variables.end()) return std::nullopt;
        return found->second;
    };
}

struct ConfigFile {
    explicit ConfigFile(const std::string& text) { std::ofstream(path) << text; }
    test::TempDir dir;
    std::string path = dir.file("server.toml");
};

}  // namespace

TEST_CASE("config: flag beats environment beats file beats default", "[unit]") {
    const ConfigFile file("listen = '1:1'\nadmin = '1:2'\nworkers = 7\nbehind_proxy = true\n");
    const auto config =
        Config::resolve({{"listen", "3:1"}},
                        from({{"APPRODO_LISTEN", "2:1"}, {"APPRODO_ADMIN", "2:2"}}), file.path);
    REQUIRE(config.ok());
    CHECK(config.value().text("listen") == "3:1");
    CHECK(config.value().value("listen").origin == Origin::flag);
    CHECK(config.value().text("admin") == "2:2");
    CHECK(config.value().value("admin").origin == Origin::environment);
    CHECK(config.value().value("admin").place == "APPRODO_ADMIN");
    CHECK(config.value().number("workers") == 7);
    CHECK(config.value().value("workers").origin == Origin::file);
    CHECK(config.value().yes("behind-proxy"));
    CHECK(config.value().value("log-level").origin == Origin::standard);
}

TEST_CASE("config: a mistake is told with its place", "[unit]") {
    const auto message = [](const Texts& variables, const std::string& text) {
        const ConfigFile file(text);
        const auto config = Config::resolve({}, from(variables), file.path);
        REQUIRE_FALSE(config.ok());
        return config.error().message;
    };
    CHECK(message({}, "\nlisten_on = 'x'\n").find(":2: there is no setting «listen_on»") !=
          std::string::npos);
    CHECK(message({}, "listen = \n").find(":1") != std::string::npos);
    CHECK(message({}, "listen = [1]\n").find("listen") != std::string::npos);
    CHECK(message({{"APPRODO_WORKERS", "many"}}, "").find("APPRODO_WORKERS") != std::string::npos);
    CHECK(message({{"APPRODO_BEHIND_PROXY", "perhaps"}}, "").find("true or false") !=
          std::string::npos);
}

TEST_CASE("config: a file that was named has to be there", "[unit]") {
    CHECK_FALSE(Config::resolve({}, from({}), "/nowhere/server.toml").ok());
    CHECK(Config::resolve({}, from({}), std::nullopt).ok());
}
