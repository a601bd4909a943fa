// Bytes written by version 1 of each format, kept for ever. The files are never rewritten;
// APPRODO_GOLDEN_WRITE=1 adds those that do not exist yet.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "tests/golden/examples.hpp"
#include "tests/support/source_dir.hpp"

namespace approdo::golden {
namespace {

std::filesystem::path path_of(const std::string& name) {
    return test::source_dir() / "tests/golden/wire/v1" / (name + ".hex");
}

void write_missing(const std::string& name) {
    if (std::getenv("APPRODO_GOLDEN_WRITE") == nullptr) return;
    if (std::filesystem::exists(path_of(name))) return;
    std::ofstream out(path_of(name));
    const std::string hex = to_hex(examples().at(name));
    for (std::size_t at = 0; at < hex.size(); at += 64) out << hex.substr(at, 64) << '\n';
}

}  // namespace

Bytes kept_bytes(const std::string& name) {
    write_missing(name);
    std::ifstream in(path_of(name));
    std::string hex;
    for (std::string line; std::getline(in, line);) hex += line;
    if (hex.empty()) throw std::runtime_error("no golden bytes in " + path_of(name).string());
    return from_hex(hex).value();
}

}  // namespace approdo::golden
