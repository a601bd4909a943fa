// Links between documents lead somewhere: a page or a heading that moved is found here, not by a
// reader.
#include <cctype>
#include <filesystem>
#include <set>

#include "tests/support/test.hpp"
#include "tests/tidy/tree.hpp"

using namespace approdo::tidy;

namespace {

struct Link {
    std::string target;
    std::size_t line;
};

// [text](target) outside code spans and fences.
std::vector<Link> links_of(const SourceFile& file) {
    std::vector<Link> links;
    bool fenced = false;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
        const std::string& line = file.lines[i];
        if (line.starts_with("```")) fenced = !fenced;
        if (fenced) continue;
        bool code = false;
        for (std::size_t at = 0; at < line.size(); ++at) {
            if (line[at] == '`') code = !code;
            if (code || line.compare(at, 2, "](") != 0) continue;
            const std::size_t close = line.find(')', at);
            if (close == std::string::npos) break;
            links.push_back({line.substr(at + 2, close - at - 2), i + 1});
        }
    }
    return links;
}

// The anchor that a forge makes of a heading: lower case, spaces to '-', punctuation gone.
std::string anchor_of(const std::string& heading) {
    std::string anchor;
    for (const char c : heading) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || byte >= 0x80 || c == '-' || c == '_') {
            anchor += static_cast<char>(std::tolower(byte));
        } else if (c == ' ') {
            anchor += '-';
        }
    }
    return anchor;
}

std::set<std::string> anchors_of(const std::string& path) {
    std::set<std::string> anchors;
    for (const SourceFile& file : source_files()) {
        if (file.path != path) continue;
        for (const std::string& line : file.lines) {
            const std::size_t text = line.find_first_not_of('#');
            if (line.starts_with("#") && text != std::string::npos && line[text] == ' ') {
                anchors.insert(anchor_of(line.substr(text + 1)));
            }
        }
    }
    return anchors;
}

std::string breach(const SourceFile& file, const std::string& target) {
    if (target.find("://") != std::string::npos || target.starts_with("mailto:")) return "";
    const std::size_t hash = target.find('#');
    const std::string relative = target.substr(0, hash);
    const std::filesystem::path path =
        relative.empty() ? std::filesystem::path(file.path)
                         : (std::filesystem::path(file.folder()) / relative).lexically_normal();
    if (!std::filesystem::exists(root() / path)) return "no such file";
    if (hash == std::string::npos) return "";
    return anchors_of(path.generic_string()).contains(target.substr(hash + 1)) ? ""
                                                                               : "no such heading";
}

}  // namespace

TEST_CASE("tidy: links in the documents lead somewhere") {
    std::vector<std::string> findings;
    for (const SourceFile& file : source_files()) {
        const bool sample =
            file.path.starts_with("content/") || file.path.starts_with("tests/golden/");
        if (!file.ends_with(".md") || sample) continue;
        for (const Link& link : links_of(file)) {
            const std::string reason = breach(file, link.target);
            if (reason.empty()) continue;
            findings.push_back(file.path + ":" + std::to_string(link.line) + ": " + link.target +
                               ": " + reason);
        }
    }
    INFO(join(findings));
    CHECK(findings.empty());
}

TEST_CASE("tidy: every third-party library in use is in docs/third-party.md") {
    const std::string text = read_text(root() + "/docs/third-party.md");
    std::vector<std::string> findings;
    for (const char* name : {"Boost", "SQLite", "libsodium", "zstd", "cereal", "Catch2", "CLI11",
                             "toml++", "spdlog", "pugixml", "libarchive", "MD4C", "Gumbo",
                             "prometheus-cpp", "OpenSSL", "libqrencode", "keyutils", "libc++"}) {
        if (text.find(name) == std::string::npos) findings.push_back(name);
    }
    INFO(join(findings));
    CHECK(findings.empty());
}
