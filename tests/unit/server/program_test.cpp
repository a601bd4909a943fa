#include "server/program.hpp"

#include <sstream>

#include "tests/support/test.hpp"

using namespace approdo::server;

namespace {

struct Outcome {
    int code = 0;
    std::string out;
    std::string err;
};

Outcome run(const std::vector<std::string>& arguments) {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    const Environment empty = [](const std::string&) -> std::optional<std::string> {
        return std::nullopt;
    };
    Outcome outcome;
    outcome.code = run_program(arguments, empty, {in, out, err});
    outcome.out = out.str();
    outcome.err = err.str();
    return outcome;
}

}  // namespace

TEST_CASE("program: help and version go to standard output and end well", "[unit]") {
    CHECK(run({"--help"}).code == 0);
    CHECK(run({"--help"}).out.find("serve") != std::string::npos);
    CHECK(run({"--version"}).out.starts_with("approdo-server "));
    CHECK(run({"serve", "--help"}).out.find("--tls-cert") != std::string::npos);
}

TEST_CASE("program: a command line that is not understood is exit code 2, in JSON if asked",
          "[unit]") {
    CHECK(run({}).code == 2);
    CHECK(run({"bogus"}).code == 2);
    const Outcome outcome = run({"config", "show", "--bogus", "--json"});
    CHECK(outcome.code == 2);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.find("\"error\":{\"code\":\"invalid_input\"") != std::string::npos);
}

TEST_CASE("program: config show tells each value and where it came from", "[unit]") {
    const Outcome text = run({"config", "show", "--origin", "--listen", "127.0.0.1:99"});
    CHECK(text.code == 0);
    CHECK(text.out.find("listen = 127.0.0.1:99  (flag: --listen)") != std::string::npos);
    const Outcome rows = run({"--json", "config", "show"});
    CHECK(rows.out.find(R"("name":"workers","value":"4","origin":"default")") != std::string::npos);
}

TEST_CASE("program: an address off loopback without TLS is refused before anything starts",
          "[unit]") {
    const Outcome outcome = run({"serve", "--listen", "0.0.0.0:0", "--admin", "off"});
    CHECK(outcome.code == 2);
    CHECK(outcome.err.find("--behind-proxy") != std::string::npos);
}
