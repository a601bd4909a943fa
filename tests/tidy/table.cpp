#include "tests/tidy/table.hpp"

#include <algorithm>
#include <array>
#include <sstream>
#include <utility>

#include "tests/tidy/tree.hpp"

namespace approdo::tidy {
namespace {

const Names every_sync{"sync/base", "sync/crypto", "sync/wire",
                       "sync/sql",  "sync/log",    "sync/exchange"};
const Names every_importer{
    "content/model",          "content/import/source", "content/import/gift",
    "content/import/aiken",   "content/import/folder", "content/import/web",
    "content/import/foreign", "content/import/scorm",  "content/import/cmi5",
    "content/import/h5p",     "content/import/qti1",   "content/import/cartridge",
    "content/import/qti",     "content/import/moodle"};

Names both(Names left, const Names& right) {
    left.insert(right.begin(), right.end());
    return left;
}

std::vector<Module> architecture() {
    const Names every_content =
        both({"content/package", "content/attestation", "content/narration", "content/export",
              "content/export/cartridge", "content/export/qti", "content/export/moodle_xml",
              "content/import"},
             every_importer);
    const Names content_sync{"sync/base", "sync/crypto", "sync/wire", "sync/log"};
    const Names server = both({"client_core/web/files"}, both(every_sync, every_content));
    return {
        {"sync/base", {}, {}},
        {"sync/crypto", {"sync/base"}, {"libsodium"}},
        {"sync/wire", {"sync/base"}, {"cereal", "zstd"}},
        {"sync/sql", {"sync/base"}, {"SQLite"}},
        {"sync/log", {"sync/base", "sync/crypto", "sync/wire"}, {}},
        {"sync/exchange", {"sync/base", "sync/crypto", "sync/wire", "sync/log"}, {}},
        {"content/model", {"sync/base", "sync/wire", "sync/log"}, {}},
        {"content/package", both({"content/model"}, content_sync), {"zstd"}},
        {"content/attestation", both({"content/model", "content/package"}, content_sync), {}},
        {"content/narration", {"sync/base", "sync/crypto"}, {"gumbo"}},
        {"content/import/source",
         both({"content/model"}, content_sync),
         {"pugixml", "libarchive", "zlib", "md4c", "gumbo"}},
        {"content/import/gift", both({"content/model", "content/import/source"}, content_sync), {}},
        {"content/import/aiken",
         both({"content/model", "content/import/source"}, content_sync),
         {}},
        {"content/import/web", both({"content/model", "content/import/source"}, content_sync), {}},
        {"content/import/foreign",
         both({"content/model", "content/import/source"}, content_sync),
         {"pugixml"}},
        {"content/import/scorm",
         both({"content/model", "content/import/source", "content/import/foreign"}, content_sync),
         {"pugixml"}},
        {"content/import/cmi5",
         both({"content/model", "content/import/source", "content/import/foreign"}, content_sync),
         {"pugixml"}},
        {"content/import/h5p",
         both({"content/model", "content/import/source", "content/import/foreign"}, content_sync),
         {"Boost.JSON"}},
        {"content/import/qti1",
         both({"content/model", "content/import/source", "content/import/foreign"}, content_sync),
         {"pugixml"}},
        {"content/import/qti",
         both({"content/model", "content/import/source", "content/import/foreign"}, content_sync),
         {"pugixml"}},
        {"content/import/cartridge",
         both({"content/model", "content/import/source", "content/import/foreign",
               "content/import/qti1"},
              content_sync),
         {"pugixml"}},
        {"content/import/moodle",
         both({"content/model", "content/import/source"}, content_sync),
         {"pugixml"}},
        {"content/import/folder",
         both(
             {"content/model", "content/narration", "content/import/source", "content/import/gift"},
             content_sync),
         {"toml++"}},
        {"content/import", both(every_importer, content_sync), {}},
        {"content/export",
         both({"content/model", "content/package"}, content_sync),
         {"pugixml", "libarchive"}},
        {"content/export/moodle_xml", both({"content/model"}, content_sync), {}},
        {"content/export/cartridge",
         both({"content/model", "content/export"}, content_sync),
         {"pugixml"}},
        {"content/export/qti",
         both({"content/model", "content/export"}, content_sync),
         {"pugixml"}},
        {"client_core/core",
         both({"content/model", "content/package", "content/attestation"}, every_sync),
         {"SQLite"}},
        {"client_core/web/files", {"sync/base", "sync/crypto"}, {}},
        {"client_core/cli",
         both(both({"client_core/core", "client_core/web/files"}, every_content), every_sync),
         {"Boost", "Boost.JSON", "CLI11", "keyutils", "qrencode", "toml++", "spdlog", "OpenSSL"}},
        {"client_core/wasm", both({"client_core/core"}, every_sync), {"SQLite"}},
        {"server/store", both({"content/model", "content/package"}, every_sync), {"SQLite"}},
        {"server/paper",
         both({"content/model", "content/package", "content/attestation"}, content_sync),
         {"pango", "qpdf", "qrencode"}},
        {"server/app",
         both({"server/store", "server/paper"}, server),
         {"Boost.JSON", "prometheus", "spdlog", "toml++"}},
        {"server/net",
         both({"server/app", "server/store"}, server),
         {"Boost", "Boost.JSON", "OpenSSL", "spdlog", "prometheus"}},
        {"server",
         both({"server/app", "server/store", "server/net", "server/paper"}, server),
         {"CLI11", "toml++", "spdlog", "prometheus", "Boost.JSON"}},
        {"server/command",
         both({"server/app", "server/store", "server/net", "server/paper"}, server),
         {"CLI11", "toml++", "spdlog", "prometheus", "Boost.JSON"}},
    };
}

// The longest prefix that fits decides.
constexpr std::pair<std::string_view, std::string_view> third_party[] = {
    {"archive.h", "libarchive"},  {"archive_entry.h", "libarchive"},
    {"boost/json", "Boost.JSON"}, {"boost/", "Boost"},
    {"cairo", "pango"},           {"catch2/", "Catch2"},
    {"cereal/", "cereal"},        {"CLI/", "CLI11"},
    {"fmt/", "spdlog"},           {"gumbo.h", "gumbo"},
    {"keyutils.h", "keyutils"},   {"md4c.h", "md4c"},
    {"md4c-html.h", "md4c"},      {"openssl/", "OpenSSL"},
    {"pango/", "pango"},          {"prometheus/", "prometheus"},
    {"pugixml.hpp", "pugixml"},   {"qpdf/", "qpdf"},
    {"qrencode.h", "qrencode"},   {"sodium.h", "libsodium"},
    {"sodium/", "libsodium"},     {"spdlog/", "spdlog"},
    {"sqlite3.h", "SQLite"},      {"toml++/", "toml++"},
    {"toml.hpp", "toml++"},       {"zlib.h", "zlib"},
    {"zstd.h", "zstd"},           {"zstd_errors.h", "zstd"},
    {"zdict.h", "zstd"},
};

constexpr std::array system_headers{"dirent.h", "dlfcn.h",   "fcntl.h",  "grp.h",    "netdb.h",
                                    "poll.h",   "pthread.h", "pwd.h",    "signal.h", "stdlib.h",
                                    "spawn.h",  "stdint.h",  "stddef.h", "string.h", "termios.h",
                                    "time.h",   "unistd.h",  "errno.h"};
constexpr std::array system_folders{"sys/", "linux/", "netinet/", "arpa/"};
constexpr std::array native_only{"thread",     "mutex",      "shared_mutex", "condition_variable",
                                 "future",     "filesystem", "barrier",      "semaphore",
                                 "stop_token", "latch",      "fstream",      "iostream",
                                 "syncstream"};

template <class List>
bool contains(const List& list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

Names split(const std::string& text) {
    Names names;
    std::istringstream in(text);
    for (std::string name; std::getline(in, name, ',');) names.insert(name);
    return names;
}

// A library may be declared by its name or by its headers' folder ("boost/json").
Names by_library(const Names& declared) {
    Names names;
    for (const std::string& name : declared) {
        const std::string party = third_party_of(name);
        names.insert(party.empty() ? name : party);
    }
    return names;
}

bool is_system(std::string_view header) {
    return contains(system_headers, header) ||
           std::any_of(system_folders.begin(), system_folders.end(),
                       [&](std::string_view folder) { return header.starts_with(folder); });
}

}  // namespace

std::map<std::string, Module> declared_modules() {
    std::map<std::string, Module> modules;
    std::istringstream in(read_text(build_folder() + "/modules.txt"));
    for (std::string line; std::getline(in, line);) {
        std::istringstream fields(line);
        std::string folder, deps, external;
        std::getline(fields, folder, '|');
        std::getline(fields, deps, '|');
        std::getline(fields, external, '|');
        modules[folder] = {folder, split(deps), by_library(split(external))};
    }
    return modules;
}

const Module* allowed_module(std::string_view folder) {
    static const std::vector<Module> table = architecture();
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const Module& module) { return module.folder == folder; });
    return found == table.end() ? nullptr : &*found;
}

std::string third_party_of(std::string_view header) {
    std::string_view best_prefix, best_name;
    for (const auto& [prefix, name] : third_party) {
        if (header.starts_with(prefix) && prefix.size() > best_prefix.size()) {
            best_prefix = prefix;
            best_name = name;
        }
    }
    return std::string(best_name);
}

bool is_standard_or_system(std::string_view header) {
    const bool standard = header.find_first_of("./+") == std::string_view::npos;
    return standard || is_system(header);
}

bool breaks_portability(std::string_view header) {
    const bool everywhere = header == "stdint.h" || header == "stddef.h" || header == "string.h";
    return contains(native_only, header) || (is_system(header) && !everywhere);
}

bool is_portable(std::string_view module) {
    return module.starts_with("sync/") || module == "content/model" ||
           module == "content/package" || module == "client_core/core";
}

}  // namespace approdo::tidy
