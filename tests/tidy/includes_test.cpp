// Debian keeps all headers in one folder, so the compiler cannot see that a module uses what it
// must not. These tests can.
#include <algorithm>
#include <filesystem>

#include "tests/support/test.hpp"
#include "tests/tidy/table.hpp"
#include "tests/tidy/tree.hpp"

using namespace approdo::tidy;

namespace {

using Modules = std::map<std::string, Module>;

// The module that a folder belongs to: the longest declared one that it lies in.
const Module* module_of(const Modules& modules, const std::string& folder) {
    const Module* best = nullptr;
    for (const auto& [name, module] : modules) {
        const bool inside = folder == name || folder.starts_with(name + "/");
        if (inside && (best == nullptr || name.size() > best->folder.size())) best = &module;
    }
    return best;
}

std::string folder_of(const std::string& header) {
    const std::size_t slash = header.rfind('/');
    return slash == std::string::npos ? "" : header.substr(0, slash);
}

// Why this include must not stand there; empty when it may.
std::string breach(const Modules& modules, const Module& module, const Include& include) {
    if (include.quoted) {
        if (!std::filesystem::exists(root() + "/" + include.name)) {
            return "does not exist, paths count from the root";
        }
        const Module* other = module_of(modules, folder_of(include.name));
        if (other == nullptr) return "belongs to no module";
        if (other == &module || module.deps.contains(other->folder)) return "";
        return "is of " + other->folder + ", which " + module.folder + " does not declare in DEPS";
    }
    if (is_portable(module.folder) && breaks_portability(include.name)) {
        return "does not exist in a browser, where " + module.folder + " has to run";
    }
    if (is_standard_or_system(include.name)) return "";
    const std::string party = third_party_of(include.name);
    if (party.empty()) return "is unknown: add it to tests/tidy/table.cpp and docs/third-party.md";
    if (module.external.contains(party)) return "";
    if (party == "Boost.JSON" && module.external.contains("Boost")) return "";
    return "is " + party + ", which " + module.folder + " does not declare in EXTERNAL";
}

bool is_module_code(const SourceFile& file) {
    return file.is_cpp() && !file.path.starts_with("tests/");
}

}  // namespace

TEST_CASE("tidy: every #include is of the own module, a declared one or a declared library") {
    const Modules modules = declared_modules();
    std::vector<std::string> findings;
    for (const SourceFile& file : source_files()) {
        if (!is_module_code(file)) continue;
        const Module* module = module_of(modules, file.folder());
        if (module == nullptr) {
            findings.push_back(file.path + ": lies in no module");
            continue;
        }
        for (const Include& include : includes_of(file)) {
            const std::string reason = breach(modules, *module, include);
            if (reason.empty()) continue;
            findings.push_back(file.path + ":" + std::to_string(include.line) + ": " +
                               include.name + " " + reason);
        }
    }
    INFO(join(findings));
    CHECK(findings.empty());
}

TEST_CASE("tidy: no module declares more than the architecture's table gives it") {
    std::vector<std::string> findings;
    for (const auto& [folder, module] : declared_modules()) {
        const Module* allowed = allowed_module(folder);
        if (allowed == nullptr) {
            findings.push_back(folder + ": not in the table");
            continue;
        }
        for (const std::string& dep : module.deps) {
            if (!allowed->deps.contains(dep)) findings.push_back(folder + " must not use " + dep);
        }
        for (const std::string& party : module.external) {
            if (!allowed->external.contains(party)) {
                findings.push_back(folder + " must not use " + party);
            }
        }
    }
    INFO(join(findings));
    CHECK(findings.empty());
}

TEST_CASE("tidy: a source file includes its own header first") {
    std::vector<std::string> findings;
    for (const SourceFile& file : source_files()) {
        if (!is_module_code(file) || !file.ends_with(".cpp")) continue;
        const std::string own = file.path.substr(0, file.path.size() - 3) + "hpp";
        const auto includes = includes_of(file);
        if (!std::filesystem::exists(root() + "/" + own)) continue;
        if (includes.empty() || includes.front().name != own) findings.push_back(file.path);
    }
    INFO(join(findings));
    CHECK(findings.empty());
}

TEST_CASE("tidy: every source file is built") {
    const std::string commands = read_text(build_folder() + "/compile_commands.json");
    std::vector<std::string> findings;
    for (const SourceFile& file : source_files()) {
        // The browser's edge, and its tests, are built by their own tool chain.
        const bool elsewhere =
            file.path.starts_with("client_core/wasm/") || file.path.starts_with("tests/wasm/");
        if (!file.ends_with(".cpp") || elsewhere) continue;
        if (commands.find("/" + file.path + "\"") == std::string::npos)
            findings.push_back(file.path);
    }
    INFO(join(findings));
    CHECK(findings.empty());
}

TEST_CASE("tidy: only the network edges know Boost.Asio and Beast") {
    std::vector<std::string> findings;
    for (const SourceFile& file : source_files()) {
        const bool edge = file.path.starts_with("server/net/") ||
                          file.path.starts_with("client_core/cli/") ||
                          file.path.starts_with("tests/");
        if (!file.is_cpp() || edge) continue;
        for (const Include& include : includes_of(file)) {
            if (third_party_of(include.name) == "Boost") findings.push_back(file.path);
        }
    }
    INFO(join(findings));
    CHECK(findings.empty());
}
