#include "content/import/moodle/formula.hpp"

#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::import;

namespace {

double value(const char* formula, const FormulaValues& values = {}) {
    const auto result = value_of_formula(formula, values);
    INFO(formula << ": " << (result.ok() ? "" : result.error().message));
    REQUIRE(result.ok());
    return *result;
}

}  // namespace

TEST_CASE("formula: arithmetic binds as everywhere, and values stand in braces") {
    CHECK(value("1 + 2 * 3") == 7);
    CHECK(value("(1+2)*3") == 9);
    CHECK(value("-2**2") == -4);
    CHECK(value("2**-1") == 0.5);
    CHECK(value("2**3**2") == 512);
    CHECK(value("7 % 4 - 1") == 2);
    CHECK(value("{a}*{b long}", {{"a", 1.5}, {"b long", 4}}) == 6);
    CHECK(value("1.5e3/3") == 500);
    CHECK(value("--2 + +3") == 5);
}

TEST_CASE("formula: the functions are those of Moodle") {
    CHECK(value("sqrt(pow(3,2)+pow(4,2))") == 5);
    CHECK(value("round(2.345, 2)") == Approx(2.35));
    CHECK(value("round(2.5)") == 3);
    CHECK(value("sin(pi()/2)") == Approx(1));
    CHECK(value("log(8, 2)") == Approx(3));
    CHECK(value("max(1, 5, 3) - min(4, 2)") == 3);
    CHECK(value("bindec(101) + octdec(17)") == 20);
    CHECK(value("decbin(5)") == 101);
    CHECK(value("deg2rad(180)") == Approx(3.14159265358979));
    CHECK(value("atan2(1, 1)*4") == Approx(value("pi()")));
    CHECK(value("SQRT(16)") == 4);
}

TEST_CASE("formula: what is wrong is named, and nothing but numbers comes out") {
    for (const char* const wrong :
         {"", "1 +", "(1", "1)", "{a}", "1/0", "sqrt(-1)", "system(1)", "1 2", "pow(1)", "{a", "a",
          "log()", "round(1,2,3)", "**2", "\xC3\xA8"}) {
        INFO(wrong);
        CHECK_FALSE(value_of_formula(wrong, {}).ok());
    }
    CHECK(value_of_formula("{x}+1", {}).error().message.find("{x}") != std::string::npos);
    const std::string deep(100'000, '(');
    CHECK_FALSE(value_of_formula(deep, {}).ok());
    const std::string minus(100'000, '-');
    CHECK_FALSE(value_of_formula(minus + "1", {}).ok());
}

TEST_CASE("formula: values become decimals as Moodle shows them") {
    CHECK(content::decimal_text(*decimal_of(0.1 + 0.2)) == "0.3");
    CHECK(content::decimal_text(*decimal_of(-1234.5)) == "-1234.5");
    CHECK(shown_value(3.14159, 2, false) == "3.14");
    CHECK(shown_value(3.14159, 3, true) == "3.14");
    CHECK(shown_value(31415.9, 2, true) == "31000");
    CHECK(shown_value(0.000314159, 2, true) == "0.00031");
    CHECK(shown_value(0, 3, true) == "0");
}

TEST_CASE("formula: formulas and names are found in texts") {
    CHECK(formulas_within("<p>{={a}+{b}} and {a}, {={a}+{b}}, {=2}</p>") ==
          std::vector<std::string>{"={a}+{b}", "=2"});
    CHECK(names_within("{a}*{b} {={c}-1} {1} { }") == std::vector<std::string>{"a", "b", "c"});
}
