#include "tests/support/process.hpp"

#include <stdexcept>
#include <system_error>

#include "tests/support/test.hpp"

using approdo::test::Process;
using approdo::test::run;

TEST_CASE("process: both streams, the exit code, input and environment come through") {
    const auto done = run("/bin/sh", {"-c", "cat; echo $WORD; echo wrong >&2; exit 3"},
                          {"WORD=landing"}, "hello\n");
    CHECK(done.exit_code == 3);
    CHECK(done.out == "hello\nlanding\n");
    CHECK(done.err == "wrong\n");
}

TEST_CASE("process: a line is found while the program goes on, and killing ends it") {
    Process process("/bin/sh", {"-c", "echo one; echo port 4711; exec cat /dev/zero >/dev/null"});
    CHECK(process.wait_for_line("port") == "port 4711");
    process.kill();
    CHECK(process.wait().exit_code == 128 + 9);
}

TEST_CASE("process: no such line, no such program, no end in time") {
    Process quick("/bin/sh", {"-c", "echo one"});
    CHECK_FALSE(quick.wait_for_line("two").has_value());
    CHECK_THROWS_AS(Process("/nonexistent/program", {}), std::system_error);
    Process endless("/bin/sh", {"-c", "exec tail -f /dev/null"});
    CHECK_THROWS_AS(endless.wait(50), std::runtime_error);
}
