#include "tests/golden/kept.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "tests/support/source_dir.hpp"

namespace approdo::golden {

Bytes kept_bytes(const std::string& folder, const std::string& name,
                 const std::function<Bytes()>& make) {
    const auto path = test::source_dir() / "tests/golden" / folder / (name + ".hex");
    if (std::getenv("APPRODO_GOLDEN_WRITE") != nullptr && !std::filesystem::exists(path)) {
        std::ofstream out(path);
        const std::string hex = to_hex(make());
        for (std::size_t at = 0; at < hex.size(); at += 64) out << hex.substr(at, 64) << '\n';
    }
    std::ifstream in(path);
    std::string hex;
    for (std::string line; std::getline(in, line);) hex += line;
    if (hex.empty()) throw std::runtime_error("no golden bytes in " + path.string());
    return from_hex(hex).value();
}

}  // namespace approdo::golden
