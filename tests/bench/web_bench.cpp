// The core in a browser: its size as it is downloaded, and how fast it is in Debian's Chromium. A
// script measures there (tests/web/engine/measure.mjs) with the programs beside this one.
#include <boost/json.hpp>
#include <filesystem>
#include <map>

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

double packed_kb() {
    const std::string script =
        "const z=require('zlib'),b=require('fs').readFileSync(process.argv[1]);"
        "const p={[z.constants.BROTLI_PARAM_QUALITY]:11,[z.constants.BROTLI_PARAM_LGWIN]:24};"
        "console.log(z.brotliCompressSync(b,{params:p}).length)";
    const std::string core = built("wasm/bin/approdo_core.wasm").string();
    return std::stod(run(tool("node", "nodejs"), {"-e", script, core}).out) / 1000;
}

// One walk through the browser gives all figures of a round.
double measured(const std::string& name) {
    static std::map<std::string, int> asked;
    static std::vector<boost::json::object> rounds;
    built("web-test/index.html");
    tool("chromium", "chromium");
    const auto round = static_cast<std::size_t>(asked[name]++);
    if (round == rounds.size()) {
        const fs::path script = test::source_dir() / "tests/web/engine/measure.mjs";
        const std::string bin = fs::read_symlink("/proc/self/exe").parent_path().string();
        const Ran ran = run(tool("node", "nodejs"), {script.string()}, {"APPRODO_BIN=" + bin});
        const std::string& said = ran.out;
        rounds.push_back(boost::json::parse(said.substr(said.rfind('{'))).as_object());
    }
    return rounds[round].at(name).to_number<double>();
}

}  // namespace

void add_web(std::vector<Metric>& metrics) {
    metrics.push_back({"web.wasm_br_kb", "kB", 560, Better::lower, packed_kb, 1});
    const auto add = [&](const std::string& name, const char* unit, double reach, Better better) {
        metrics.push_back(
            {"web." + name, unit, reach, better, [name] { return measured(name); }, 3});
    };
    add("answer_saved_ms", "ms", 50, Better::lower);
    add("download_mb_per_s", "MB/s", 30, Better::higher);
    add("ten_thousand_events_sync_ms", "ms", 1000, Better::lower);
}

}  // namespace approdo::bench
