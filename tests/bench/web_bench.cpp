// The app in a browser: its sizes as they travel, and how fast it is in Debian's Chromium. Scripts
// measure there (measure.mjs of tests/web/engine and tests/web/pages) with the programs beside this
// one.
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <vector>

#include "tests/bench/bench.hpp"
#include "tests/bench/programs.hpp"
#include "tests/support/source_dir.hpp"

namespace approdo::bench {
namespace {

namespace fs = std::filesystem;

fs::path built(const char* name) {
    const fs::path file = test::source_dir() / "build" / name;
    if (!fs::exists(file)) {
        throw Absent(file.string() + " is not here: start tests/web/run");
    }
    return file;
}

// What the build counted, against its own budgets.
double built_kb(const char* what) {
    std::ifstream file(built("web-sizes.json"));
    return boost::json::parse(file).at(what).to_number<double>() / 1000;
}

// One walk through the browser gives all figures of a round. `script`: engine or pages.
double measured(const std::string& script, const std::string& name) {
    static std::map<std::string, int> asked;
    static std::map<std::string, std::vector<boost::json::object>> all;
    built("web-test/index.html");
    tool("chromium", "chromium");
    std::vector<boost::json::object>& rounds = all[script];
    const auto round = static_cast<std::size_t>(asked[name]++);
    if (round == rounds.size()) {
        const fs::path path = test::source_dir() / "tests/web" / script / "measure.mjs";
        const std::string bin = fs::read_symlink("/proc/self/exe").parent_path().string();
        const Ran ran = run(tool("node", "nodejs"), {path.string()}, {"APPRODO_BIN=" + bin});
        const std::string& said = ran.out;
        rounds.push_back(boost::json::parse(said.substr(said.rfind('{'))).as_object());
    }
    return rounds[round].at(name).to_number<double>();
}

}  // namespace

void add_web(std::vector<Metric>& metrics) {
    const auto add_size = [&](const std::string& name, const char* what, double reach) {
        metrics.push_back(
            {"web." + name, "kB", reach, Better::lower, [what] { return built_kb(what); }, 1});
    };
    add_size("shell_gz_kb", "shell_gz", 60);
    add_size("wasm_br_kb", "wasm_br", 560);
    const auto add = [&](const char* script, const std::string& name, const char* unit,
                         double reach, Better better = Better::lower) {
        metrics.push_back({"web." + name, unit, reach, better,
                           [script, name] { return measured(script, name); }, 3});
    };
    add("pages", "first_paint_ms", "ms", 1500);
    add("pages", "offline_start_ms", "ms", 1000);
    add("engine", "answer_saved_ms", "ms", 50);
    add("engine", "download_mb_per_s", "MB/s", 30, Better::higher);
    add("engine", "ten_thousand_events_sync_ms", "ms", 1000);
}

}  // namespace approdo::bench
