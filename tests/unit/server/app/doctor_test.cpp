#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include "tests/unit/server/app/town.hpp"

using namespace approdo;
using namespace approdo::app;

namespace {

// A town whose files are as open_site() leaves them: SQLite alone makes them as the umask says.
struct Kept : Town {
    Kept() : Town(StoreKind::sqlite) {
        for (const auto& file : std::filesystem::directory_iterator(dir.path() / "site")) {
            if (file.is_regular_file()) ::chmod(file.path().c_str(), 0600);
        }
    }
};

std::vector<Finding> about(const std::vector<Finding>& findings, const std::string& check) {
    std::vector<Finding> found;
    std::copy_if(findings.begin(), findings.end(), std::back_inserter(found),
                 [&](const Finding& finding) { return finding.check == check; });
    REQUIRE_FALSE(found.empty());
    return found;
}

Verdict verdict_of(Town& town, const std::string& check) {
    return about(town.site->examine(), check).front().verdict;
}

}  // namespace

TEST_CASE("doctor: of a new site it says that all is in order, but that it has no copy", "[unit]") {
    Kept town;
    for (const char* check : {"files", "database", "clock", "root", "reports", "limbo", "held",
                              "quarantine", "courses", "erasures"}) {
        CAPTURE(check);
        CHECK(verdict_of(town, check) == Verdict::ok);
    }
    CHECK(verdict_of(town, "backup") == Verdict::advice);
    about(town.site->examine(), "space");
}

TEST_CASE("doctor: a key that others may read is a failure that names the command", "[unit]") {
    Kept town;
    const auto key = town.dir.path() / "site" / "keys" / "box.key";
    REQUIRE(::chmod(key.c_str(), 0640) == 0);
    const auto found = about(town.site->examine(), "files");
    REQUIRE(found.size() == 1);
    CHECK(found[0].verdict == Verdict::failure);
    CHECK(found[0].text.find("chmod 600 " + key.string()) != std::string::npos);
}

TEST_CASE("doctor: after a change of the root key a copy is asked for", "[unit]") {
    Kept town;
    REQUIRE(town.site->back_up(town.dir.file("copy")).ok());
    town.clock.advance_ms(1000);
    REQUIRE(town.site->change_root().ok());
    CHECK(verdict_of(town, "root") == Verdict::advice);
    REQUIRE(town.site->back_up(town.dir.file("copy")).ok());
    CHECK(verdict_of(town, "root") == Verdict::ok);
}

TEST_CASE("doctor: a copy is remembered, and a week later another one is asked for", "[unit]") {
    Kept town;
    REQUIRE(town.site->back_up(town.dir.file("copy")).ok());
    CHECK(verdict_of(town, "backup") == Verdict::ok);
    town.clock.advance_ms(8LL * 24 * 3600 * 1000);
    CHECK(verdict_of(town, "backup") == Verdict::advice);
}

TEST_CASE("doctor: a clock behind what the site wrote last is a failure", "[unit]") {
    Kept town;
    town.add_person("ada", Role::learner, town.town);
    REQUIRE(verdict_of(town, "clock") == Verdict::ok);
    town.clock.set_wall({town.clock.now().wall.value - 3600 * 1000});
    CHECK(verdict_of(town, "clock") == Verdict::failure);
}
