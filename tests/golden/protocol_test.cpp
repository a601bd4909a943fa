// The document of the protocol is executed: each block ```hex NAME of docs/protocol.md holds the
// very bytes that the code makes, `#` beginning a remark. APPRODO_GOLDEN_PRINT=1 prints them all.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <set>

#include "tests/golden/examples.hpp"
#include "tests/support/source_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;

namespace {

struct Block {
    std::string name;
    std::string hex;
};

std::vector<Block> hex_blocks() {
    std::ifstream in(test::source_dir() / "docs/protocol.md");
    std::vector<Block> blocks;
    bool inside = false;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("```")) {
            inside = line.starts_with("```hex ");
            if (inside) blocks.push_back({line.substr(7), ""});
        } else if (inside) {
            for (const char c : line.substr(0, line.find('#'))) {
                if (c != ' ') blocks.back().hex += c;
            }
        }
    }
    return blocks;
}

// What goes through a compressor or a generator of ephemeral keys may come out in other bytes one
// day; the golden test reads those.
bool is_exact(const std::string& name) {
    return name.find("boxed") == std::string::npos && name.find("odd") == std::string::npos;
}

}  // namespace

TEST_CASE("protocol: every hex example of the document is what the code makes") {
    const auto examples = golden::examples();
    const auto blocks = hex_blocks();
    CHECK(blocks.size() >= 20);
    std::set<std::string> shown;
    for (const Block& block : blocks) {
        INFO("docs/protocol.md: hex " << block.name);
        const auto found = examples.find(block.name);
        REQUIRE(found != examples.end());
        CHECK(shown.insert(block.name).second);
        CHECK(block.hex == to_hex(found->second));
    }
    for (const auto& [name, bytes] : examples) {
        INFO("not in docs/protocol.md: " << name);
        if (is_exact(name)) CHECK(shown.contains(name));
    }
}

TEST_CASE("protocol: the examples are printed on request") {
    if (std::getenv("APPRODO_GOLDEN_PRINT") == nullptr) return;
    for (const auto& [name, bytes] : golden::examples()) {
        std::cout << name << ' ' << to_hex(bytes) << '\n';
    }
}
