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
    CHECK_FALSE(endless.wait_at_most(50));
    CHECK_THROWS_AS(endless.wait(50), std::runtime_error);
}

TEST_CASE("process: a frozen program does nothing until it is thawed") {
    Process process("/bin/sh", {"-c", "echo ready; read line; kill -STOP $$; echo awake"}, {},
                    "x\n");
    CHECK(process.wait_for_line("ready"));
    process.freeze();
    CHECK_FALSE(process.wait_at_most(50));
    process.thaw();
    // It may have frozen itself in the meantime, too.
    while (!process.wait_at_most(20)) process.thaw();
    CHECK(process.wait().out == "ready\nawake\n");
}
