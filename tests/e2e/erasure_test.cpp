// An office suspends somebody, erases one answer, then the person, by commands while the server
// runs; and restores a backup of before.
#include <filesystem>

#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

constexpr int exit_usage = 2;
constexpr int exit_not_found = 4;
constexpr int exit_unsynced = 21;  // something still waits to be sent

bool is_told(const value& sync, const std::string& word) {
    for (const value& notice : sync.at("notices").as_array()) {
        if (notice.as_string().find(word) != std::string_view::npos) return true;
    }
    return false;
}

bool folder_holds(const std::string& folder, const std::string& text) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        if (read_text(entry.path().string()).find(text) != std::string::npos) return true;
    }
    return false;
}

std::size_t count_of(const std::vector<value>& events, const std::string& kind, bool erased) {
    std::size_t count = 0;
    for (const value& event : events) {
        if (text_at(event, "kind") == kind && yes_at(event, "erased") == erased) ++count;
    }
    return count;
}

TEST_CASE("erasure: by command, while the server runs, and after a restore") {
    const std::string name = "bartolomeo-esposito";
    Site site;
    site.start();
    site.publish_demo_course();
    const Person learner = join_and_get(site, name);
    write_text(site.file("practice.json"), practice_answers());
    site.admin({"user", "suspend", name});
    learner.run({"quiz", practice_unit, "--answers", site.file("practice.json")});
    const Completed suspended = learner.try_run({"sync"});
    CHECK(suspended.exit_code == exit_unsynced);
    CHECK(is_told(rows_of(suspended).at(0), "suspended"));
    CHECK(number_at(site.progress_of(name), "answers") == 0);
    site.admin({"user", "resume", name});
    CHECK_FALSE(is_told(learner.run({"sync"}), "suspended"));
    CHECK(number_at(site.progress_of(name), "answers") == 4);
    site.admin({"backup", "create", site.file("before")});

    const auto events = site.admin({"event", "list", name});
    REQUIRE(count_of(events, "answered", false) == 4);
    std::string answer;
    for (const value& event : events) {
        if (text_at(event, "kind") == "answered") answer = text_at(event, "id").substr(0, 12);
    }
    CHECK(site.try_admin({"event", "erase", name, answer, "--yes=no"}).exit_code == exit_usage);
    CHECK(site.try_admin({"event", "erase", name, "00000000"}).exit_code == exit_not_found);
    site.admin({"event", "erase", name, answer});
    CHECK(count_of(site.admin({"event", "list", name}), "answered", true) == 1);
    CHECK(number_at(site.progress_of(name), "answers") == 3);
    learner.run({"sync"});
    CHECK(learner.try_run({"doctor"}).exit_code == 0);
    const value rebuilt = site.admin({"rebuild"}).at(0);
    CHECK(text_at(rebuilt, "digest_before") == text_at(rebuilt, "digest_after"));

    REQUIRE(folder_holds(site.file("site"), name));
    CHECK(site.try_admin({"user", "erase", name, "--yes=no"}).exit_code == exit_usage);
    site.admin({"user", "erase", name});
    CHECK_FALSE(folder_holds(site.file("site"), name));
    CHECK(site.try_admin({"user", "erase", name}).exit_code == exit_not_found);
    CHECK(site.try_admin({"doctor"}).exit_code == 0);
    CHECK(is_told(learner.run({"sync"}), "erased"));

    site.stop();
    std::filesystem::rename(site.file("site"), site.file("old"));
    site.admin(
        {"backup", "restore", site.file("before"), "--erased", site.file("old") + "/erased"});
    CHECK_FALSE(folder_holds(site.file("site"), name));
    site.start();
    CHECK(is_told(learner.run({"sync"}), "erased"));
    CHECK(site.try_admin({"event", "list", name}).exit_code == exit_not_found);
}

}  // namespace
}  // namespace approdo::e2e
