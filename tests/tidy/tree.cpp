#include "tests/tidy/tree.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace fs = std::filesystem;

namespace approdo::tidy {
namespace {

constexpr std::array roots{"server", "client_core", "content", "sync", "tests", "docs"};
constexpr std::array text_endings{".hpp", ".cpp", ".h",  ".sql", ".md",  ".txt",  ".cmake",
                                  ".sh",  ".mjs", ".ts", ".tsx", ".css", ".html", ".toml"};

bool is_text(const std::string& path) {
    return std::any_of(text_endings.begin(), text_endings.end(),
                       [&](std::string_view ending) { return path.ends_with(ending); });
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

void collect(const fs::path& folder, std::vector<SourceFile>& files) {
    for (auto it = fs::recursive_directory_iterator(folder); it != fs::end(it); ++it) {
        const std::string name = it->path().filename().string();
        if (it->is_directory() && (name == "node_modules" || name == "dist" || name[0] == '.')) {
            it.disable_recursion_pending();
            continue;
        }
        const std::string path = fs::relative(it->path(), root()).generic_string();
        if (!it->is_regular_file() || !is_text(path)) continue;
        files.push_back({path, lines_of(read_text(it->path().string()))});
    }
}

std::vector<SourceFile> read_tree() {
    std::vector<SourceFile> files;
    for (const char* top : roots) {
        const fs::path folder = fs::path(root()) / top;
        if (fs::exists(folder)) collect(folder, files);
    }
    for (const char* name : {"README.md", "CHANGELOG.md", "CMakeLists.txt"}) {
        const fs::path path = fs::path(root()) / name;
        if (fs::exists(path)) files.push_back({name, lines_of(read_text(path.string()))});
    }
    std::sort(files.begin(), files.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    return files;
}

}  // namespace

std::string SourceFile::folder() const {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? "" : path.substr(0, slash);
}

const std::string& root() {
    static const std::string path = APPRODO_ROOT;
    return path;
}

const std::string& build_folder() {
    static const std::string path = APPRODO_BUILD;
    return path;
}

const std::vector<SourceFile>& source_files() {
    static const std::vector<SourceFile> files = read_tree();
    return files;
}

std::vector<Include> includes_of(const SourceFile& file) {
    std::vector<Include> includes;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
        const std::string& line = file.lines[i];
        const std::size_t start = line.find_first_not_of(" \t");
        if (start == std::string::npos || !line.substr(start).starts_with("#include")) continue;
        const std::size_t open = line.find_first_of("<\"", start);
        if (open == std::string::npos) continue;
        const bool quoted = line[open] == '"';
        const std::size_t close = line.find(quoted ? '"' : '>', open + 1);
        if (close == std::string::npos) continue;
        includes.push_back({line.substr(open + 1, close - open - 1), quoted, i + 1});
    }
    return includes;
}

std::string read_text(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + path);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string join(const std::vector<std::string>& findings) {
    std::string text;
    for (const std::string& finding : findings) text += "\n  " + finding;
    return text;
}

}  // namespace approdo::tidy
