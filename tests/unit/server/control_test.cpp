#include "server/control.hpp"

#include <sys/stat.h>

#include "tests/support/test.hpp"
#include "tests/unit/server/program_fixture.hpp"

using namespace approdo;
using namespace approdo::server;

TEST_CASE("control: a running server does the command and its words come back", "[unit]") {
    ProgramFixture f;
    const SiteDoor door = ProgramFixture::door();
    const ControlServer server(f.dir.path(), [&](const ControlRequest& request) {
        ProgramFixture inner;
        inner.input = request.input;
        const Outcome done =
            inner.run_with(request.arguments, {door, &f.site, "http://here:2", request.folder});
        return ControlReply{done.code, done.out, done.err};
    });
    f.is_locked = true;
    const std::string data = f.dir.path().string();
    const Outcome courses = f.run({"--data", data, "course", "list"});
    CHECK(courses.code == 0);
    CHECK(courses.out.find("Accoglienza") != std::string::npos);
    CHECK(f.run({"--data", data, "invite", "--org", "Roma"}).out.find("http://here:2/join") !=
          std::string::npos);
    CHECK(f.run({"--data", data, "report", "progress", "--course", "x"}).code == 4);

    f.input = "user,name,role,organisation\nada,Ada,learner,Roma\n";
    CHECK(f.run({"--data", data, "user", "import", "-"}).code == 0);
    CHECK(f.site.account_rows.size() == 1);
}

TEST_CASE("control: only the owner of the folder reaches the socket, and it goes with the server",
          "[unit]") {
    test::TempDir dir;
    const std::string path = dir.file("control.sock");
    {
        const ControlServer server(dir.path(),
                                   [](const ControlRequest&) { return ControlReply{}; });
        struct stat status {};
        REQUIRE(::stat(path.c_str(), &status) == 0);
        CHECK((status.st_mode & (S_IRWXG | S_IRWXO)) == 0);
    }
    CHECK_FALSE(std::filesystem::exists(path));
    CHECK(ask_running_server(dir.path(), {}).error().code == ErrorCode::locked);
}
