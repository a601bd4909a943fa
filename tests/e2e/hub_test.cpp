// An office whose relay is always there and whose line to the site is not.
#include <filesystem>

#include "tests/e2e/site.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

namespace fs = std::filesystem;

// Whether any file below `folder` holds `text` in the open.
bool any_file_holds(const fs::path& folder, const std::string& text) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        if (read_text(entry.path()).find(text) != std::string::npos) return true;
    }
    return false;
}

TEST_CASE("hub: it carries joining, content, work and receipts, the site's absence included") {
    Site site;
    site.start();
    site.publish_demo_course();
    Hub hub(site, site.file("hub"));
    hub.start();
    const Person bruno = join_and_get(site, "bruno", "accoglienza", hub.address());
    CHECK(text_at(bruno.run({"courses", "accoglienza"}).at("course"), "state") == "ready");
    CHECK(fs::exists(fs::path(hub.folder()) / "chunks"));

    site.stop();
    write_text(site.file("practice.json"), practice_answers());
    write_text(site.file("graded.json"), graded_answers());
    bruno.run({"quiz", practice_unit, "--answers", site.file("practice.json")});
    bruno.run({"quiz", graded_unit, "--answers", site.file("graded.json")});
    // The hub keeps the work and says so, and nothing may count as arrived.
    CHECK(bruno.try_run({"sync"}).exit_code != 0);
    const value waiting = bruno.run({"status"});
    CHECK(number_at(waiting, "events_unsent") > 0);
    CHECK(number_at(waiting, "events_durable") == 0);
    CHECK_FALSE(fs::is_empty(fs::path(hub.folder()) / "outbox"));
    CHECK_FALSE(any_file_holds(hub.folder(), "Saluto la signora"));
    CHECK_FALSE(any_file_holds(hub.folder(), "bruno"));

    // What a hub took in outlives it. It brings the work to the site without the learner.
    hub.stop();
    site.start();
    hub.start();
    CHECK(answers_in_report_at_last(site, "bruno", 9) == 9);
    const value row = site.progress_of("bruno");

    CHECK(bruno.try_run({"sync"}).exit_code == 0);
    const value arrived = bruno.run({"status"});
    CHECK(number_at(arrived, "events_unsent") == 0);
    CHECK(text_at(arrived, "level") == "durable");
    bruno.run({"sync"});
    const value record = bruno.run({"record"});
    bool marked = false;
    for (const value& unit : record.at("courses").at(0).at("units").as_array()) {
        if (text_at(unit, "title") != "Verifica: lingue e pratiche") continue;
        marked = unit.as_object().contains("score") && text_at(unit, "score") == "26.66667";
    }
    CHECK(marked);
    CHECK(site.progress_of("bruno") == row);
    hub.stop();
    site.stop();
}

}  // namespace
}  // namespace approdo::e2e
