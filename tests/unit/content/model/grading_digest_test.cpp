#include "tests/support/grading_digest.hpp"

#include <fstream>

#include "tests/support/source_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;

TEST_CASE("grading: every machine comes to the same outcomes, to the last bit") {
    std::ifstream file(test::source_dir() / "tests/golden/grading_digest.txt");
    std::string written;
    file >> written;
    CHECK(std::to_string(test::grading_digest(1, 100)) == written);
}
