// A disk without a free byte: a small file system of the program's own, filled to its end. Where
// none may be mounted, the test says so and checks nothing.
#include <filesystem>

#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

constexpr int cannot_mount = 99;
constexpr const char* script = R"(
small=$1 home=$2 answers=$3 client=$4
mount -t tmpfs -o size=8m small "$small" || exit 99
cp -a "$home" "$small/home"
run() {
    "$client" --home "$small/home" --lang en "$@" < /dev/null 2>&1
    echo "[$1 ended with $?]"
}
cat /dev/zero > "$small/fill" 2> /dev/null
run status
run read accoglienza/accogliere
run record
run quiz accoglienza/esercizio --answers "$answers"
rm "$small/fill"
run quiz accoglienza/esercizio --answers "$answers"
run status
)";

bool shows(const Completed& done, const std::string& text) {
    return done.out.find(text) != std::string::npos;
}

TEST_CASE("disk: when it is full, what is there can be read, and work goes on once there is room") {
    Site site;
    site.start();
    site.publish_demo_course();
    const Person carla = join_and_get(site, "carla");
    site.stop();
    write_text(site.file("answers"), practice_answers());
    std::filesystem::create_directory(site.file("small"));
    const Completed done =
        test::run("/usr/bin/unshare",
                  {"--map-root-user", "--mount", "/bin/sh", "-c", script, "sh", site.file("small"),
                   carla.home(), site.file("answers"), APPRODO_CLIENT},
                  site.environment());
    INFO(done.out << done.err);
    if (done.exit_code == cannot_mount || done.err.find("unshare:") != std::string::npos) {
        WARN("no file system may be mounted here: nothing was checked");
        return;
    }
    REQUIRE(done.exit_code == 0);
    CHECK(shows(done, "[status ended with 0]"));
    CHECK(shows(done, "Per molte persone il Comune ha un volto solo"));
    CHECK(shows(done, "[read ended with 0]"));
    CHECK(shows(done, "nothing of it is noted"));
    CHECK(shows(done, "Error: the disk is full"));
    CHECK(shows(done, "[record ended with 0]"));
    CHECK_FALSE(shows(done, "I/O error"));
    const auto first = done.out.find("[quiz ended with ");
    REQUIRE(first != std::string::npos);
    CHECK(done.out.substr(first, 19) != "[quiz ended with 0]");
    CHECK(done.out.find("[quiz ended with 0]", first) != std::string::npos);
}

}  // namespace
}  // namespace approdo::e2e
