#include "server/paper/qr.hpp"

#include <algorithm>

#include "tests/support/test.hpp"

using namespace approdo;

TEST_CASE("qr: a link becomes lines of blocks, a text beyond a code's size does not", "[unit]") {
    const auto picture =
        paper::qr_picture("https://corsi.example.org/join#" + std::string(150, 'a'));
    REQUIRE(picture.ok());
    // 181 bytes at level L fit version 8: 49 modules and a quiet zone of two on each side, by twos.
    CHECK(std::count(picture.value().begin(), picture.value().end(), '\n') == 27);
    CHECK(picture.value().find("█") != std::string::npos);
    CHECK(paper::qr_picture(std::string(4000, 'a')).error().code == ErrorCode::too_large);
}
