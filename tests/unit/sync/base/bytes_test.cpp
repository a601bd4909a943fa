#include "sync/base/bytes.hpp"

#include "tests/support/test.hpp"

using namespace approdo;

TEST_CASE("bytes: hex and base64url give back what they were given") {
    Bytes bytes;
    for (int length = 0; length < 70; ++length) {
        CHECK(from_hex(to_hex(bytes)).value() == bytes);
        CHECK(from_base64url(to_base64url(bytes)).value() == bytes);
        bytes.push_back(static_cast<std::uint8_t>(length * 37 + 11));
    }
}

TEST_CASE("bytes: text that is not the one encoding of a value is refused") {
    CHECK(from_hex("abc").error().code == ErrorCode::malformed);
    CHECK(from_hex("zz").error().code == ErrorCode::malformed);
    CHECK(from_base64url("A").error().code == ErrorCode::malformed);
    CHECK(from_base64url("AB").error().code == ErrorCode::malformed);  // stray bits
    CHECK(from_base64url("A+==").error().code == ErrorCode::malformed);
}
