#include "tests/support/rules_digest.hpp"

#include <fstream>

#include "tests/support/source_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;

TEST_CASE("rules: every machine comes to the same outcomes, to the last bit") {
    std::ifstream file(test::source_dir() / "tests/golden/rules_digest.txt");
    std::string written;
    file >> written;
    CHECK(std::to_string(test::rules_digest(1, 300)) == written);
}
