#include "sync/base/text_encoding.hpp"

#include "tests/support/test.hpp"

using namespace approdo;

TEST_CASE("text encoding: Windows-1252 is told from UTF-8 and converted") {
    CHECK(is_utf8("perch\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80"));
    CHECK_FALSE(is_utf8("perch\xE9"));
    CHECK_FALSE(is_utf8("\xC0\xAF"));
    CHECK_FALSE(is_utf8("\xED\xA0\x80"));
    CHECK(from_windows_1252("perch\xE9 \x80 \x93x\x94") ==
          "perch\xC3\xA9 \xE2\x82\xAC \xE2\x80\x9Cx\xE2\x80\x9D");
}
