#include "content/model/processing/float_text.hpp"

#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "tests/support/test.hpp"

using namespace approdo::content::processing;

TEST_CASE("float text: every double is read back from its own digits") {
    std::mt19937_64 chance(11);
    for (int i = 0; i < 20000; ++i) {
        const double value = std::bit_cast<double>(chance());
        if (!std::isfinite(value)) continue;
        const std::string text = float_text(value);
        INFO(text);
        REQUIRE(float_from(text) == value);
    }
}

TEST_CASE("float text: reading rounds as the C library does where there is no locale") {
    std::mt19937_64 chance(12);
    for (int i = 0; i < 20000; ++i) {
        char text[64];
        std::snprintf(text, sizeof text, "%llu.%llue%d",
                      static_cast<unsigned long long>(chance() >> (chance() % 60)),
                      static_cast<unsigned long long>(chance()),
                      static_cast<int>(chance() % 660) - 340);
        const double expected = std::strtod(text, nullptr);
        INFO(text);
        const auto read = float_from(text);
        if (std::isinf(expected))
            REQUIRE_FALSE(read);
        else
            REQUIRE(read == expected);
    }
}

TEST_CASE("float text: what people write is read, what is no number is not") {
    CHECK(float_from("3,5") == 3.5);
    CHECK(float_from(" +.5 ") == 0.5);
    CHECK(float_from("-0") == 0.0);
    CHECK(float_from("4.9406564584124654e-324") == std::numeric_limits<double>::denorm_min());
    CHECK(float_from("1e-400") == 0.0);
    CHECK_FALSE(float_from("1e400"));
    for (const char* text : {"", " ", ".", "-", "e5", "1e", "1.2.3", "0x10", "inf", "nan", "1 2"})
        CHECK_FALSE(float_from(text));
    CHECK(integer_from("42") == 42);
    CHECK(integer_from("-7") == -7);
    CHECK(integer_from("5.0") == 5);
    CHECK(integer_from("0") == 0);
    CHECK(integer_from("9223372036854775807") == 9223372036854775807);
    CHECK_FALSE(integer_from("9223372036854775808"));
    CHECK_FALSE(integer_from("5.5"));
}

TEST_CASE("float text: rounding is done on the digits that people see") {
    CHECK(rounded(3.175, Rounding::significant_figures, 3) == 3.18);
    CHECK(rounded(3.1749, Rounding::significant_figures, 3) == 3.17);
    CHECK(rounded(2.5, Rounding::decimal_places, 0) == 3.0);
    CHECK(rounded(-2.5, Rounding::decimal_places, 0) == -3.0);
    CHECK(rounded(1.005, Rounding::decimal_places, 2) == 1.01);
    CHECK(rounded(999.96, Rounding::decimal_places, 1) == 1000.0);
    CHECK(rounded(0.004, Rounding::decimal_places, 2) == 0.0);
    CHECK(rounded(123456, Rounding::significant_figures, 2) == 120000.0);
    CHECK_FALSE(rounded(1, Rounding::significant_figures, 0));
    CHECK_FALSE(rounded(1, Rounding::decimal_places, -1));
    CHECK(fixed_text(3.1, 2) == "3.10");
    CHECK(fixed_text(-0.001, 2) == "0.00");
    CHECK(fixed_text(1234.5, 0) == "1235");
    CHECK(fixed_text(0.5, 1) == "0.5");
}
