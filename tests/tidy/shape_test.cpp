// Length, width and wording of our files, and what may stand at the top of the tree.
#include <algorithm>
#include <filesystem>

#include "tests/support/test.hpp"
#include "tests/tidy/table.hpp"
#include "tests/tidy/tree.hpp"

using namespace approdo::tidy;

namespace {

constexpr std::size_t lines_max = 500;
constexpr std::size_t columns_max = 100;

bool is_prose_or_data(const SourceFile& file) {
    return file.ends_with(".md") || file.ends_with(".txt") || file.ends_with(".html") ||
           file.path.starts_with("tests/golden/data/") || file.path.starts_with("content/samples/");
}

// Its sentences are not broken for the sake of a column.
bool is_catalogue(const SourceFile& file) {
    return file.path.starts_with("client_core/web/src/i18n/");
}

bool is_build_file(const SourceFile& file) {
    return file.ends_with("CMakeLists.txt");
}

// Characters, not bytes: UTF-8's continuation bytes take no column.
std::size_t columns(const std::string& line) {
    return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    }));
}

bool has_word(const std::string& line, const std::string& word) {
    const auto is_letter = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
    for (std::size_t at = line.find(word); at != std::string::npos; at = line.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        const bool starts = at == 0 || !is_letter(line[at - 1]);
        const bool stops = end == line.size() || !is_letter(line[end]);
        if (starts && stops) return true;
    }
    return false;
}

template <class Check>
std::vector<std::string> findings_by_line(Check check) {
    std::vector<std::string> findings;
    for (const SourceFile& file : source_files()) {
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            if (check(file, file.lines[i])) {
                findings.push_back(file.path + ":" + std::to_string(i + 1) + ": " + file.lines[i]);
            }
        }
    }
    return findings;
}

}  // namespace

TEST_CASE("tidy: no code file is longer than 500 lines") {
    std::vector<std::string> findings;
    for (const SourceFile& file : source_files()) {
        if (is_prose_or_data(file) || file.lines.size() <= lines_max) continue;
        findings.push_back(file.path + ": " + std::to_string(file.lines.size()) + " lines");
    }
    INFO(join(findings));
    CHECK(findings.empty());
}

TEST_CASE("tidy: no line of code is wider than 100 columns") {
    const auto findings = findings_by_line([](const SourceFile& file, const std::string& line) {
        const bool is_free = is_prose_or_data(file) || is_catalogue(file);
        return (!is_free || is_build_file(file)) && columns(line) > columns_max;
    });
    INFO(join(findings));
    CHECK(findings.empty());
}

TEST_CASE("tidy: nothing is left for later in a comment") {
    // Put together here, so that this file does not find itself.
    const std::vector<std::string> words{std::string("TO") + "DO", std::string("FIX") + "ME",
                                         std::string("XX") + "X"};
    const auto findings = findings_by_line([&](const SourceFile& file, const std::string& line) {
        return !file.path.starts_with("content/samples/") &&
               std::any_of(words.begin(), words.end(),
                           [&](const std::string& word) { return has_word(line, word); });
    });
    INFO(join(findings));
    CHECK(findings.empty());
}

TEST_CASE("tidy: the top level holds what the architecture names and nothing else") {
    const Names allowed{"CMakeLists.txt",
                        "CMakePresets.json",
                        "CHANGELOG.md",
                        "LICENSE",
                        "README.md",
                        "publiccode.yml",
                        "run",
                        "test",
                        "server",
                        "client_core",
                        "content",
                        "sync",
                        "tests",
                        "docs"};
    std::vector<std::string> findings;
    for (const auto& entry : std::filesystem::directory_iterator(root())) {
        const std::string name = entry.path().filename().string();
        const bool ignored = name[0] == '.' || name == "build" || name.starts_with("build-");
        if (!ignored && !allowed.contains(name)) findings.push_back(name);
    }
    INFO(join(findings));
    CHECK(findings.empty());
}

TEST_CASE("tidy: every header of a module opens with what it is for") {
    std::vector<std::string> findings;
    for (const SourceFile& file : source_files()) {
        if (!file.ends_with(".hpp")) continue;
        if (file.lines.empty() || !file.lines.front().starts_with("//"))
            findings.push_back(file.path);
    }
    INFO(join(findings));
    CHECK(findings.empty());
}
