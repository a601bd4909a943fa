#include "content/model/processing/elementary.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "tests/support/test.hpp"

using namespace approdo::content::processing;

namespace {

// How many doubles lie between two.
double units_apart(double a, double b) {
    if (a == b) return 0;
    const double unit = std::fabs(std::nextafter(b, INFINITY) - b);
    return std::fabs(a - b) / unit;
}

struct Pair {
    const char* name;
    double (*ours)(double);
    double (*library)(double);
    double low;
    double high;
};

const std::vector<Pair>& pairs() {
    static const std::vector<Pair> list{
        {"exp", exp_of, std::exp, -700, 700},       {"ln", ln_of, std::log, 1e-12, 1e12},
        {"log10", log10_of, std::log10, 1e-9, 1e9}, {"sin", sin_of, std::sin, -1000, 1000},
        {"cos", cos_of, std::cos, -1000, 1000},     {"tan", tan_of, std::tan, -1.5, 1.5},
        {"asin", asin_of, std::asin, -1, 1},        {"acos", acos_of, std::acos, -1, 1},
        {"atan", atan_of, std::atan, -50, 50},      {"sinh", sinh_of, std::sinh, -50, 50},
        {"cosh", cosh_of, std::cosh, -50, 50},      {"tanh", tanh_of, std::tanh, -25, 25},
    };
    return list;
}

}  // namespace

TEST_CASE("elementary: every function is within a unit of the library's, near nought too") {
    std::mt19937_64 chance(20261127);
    for (const Pair& pair : pairs()) {
        INFO(pair.name);
        std::uniform_real_distribution<double> draw(pair.low, pair.high);
        for (int i = 0; i < 2000; ++i) {
            const double x = i % 2 == 0 ? draw(chance) : draw(chance) * 1e-3;
            if (x < pair.low && pair.low > 0) continue;
            INFO(x);
            CHECK(units_apart(pair.ours(x), pair.library(x)) <= 1);
        }
    }
}

TEST_CASE("elementary: what is exact comes out exactly") {
    CHECK(power_of(2, 3) == 8);
    CHECK(power_of(10, 3) == 1000);
    CHECK(power_of(-2, 3) == -8);
    CHECK(power_of(-2, 4) == 16);
    CHECK(power_of(9, 0.5) == 3);
    CHECK(power_of(2, -1074) == std::numeric_limits<double>::denorm_min());
    CHECK(power_of(5, 0) == 1);
    CHECK(log10_of(1000) == 3);
    CHECK(log10_of(1e-5) == -5);
    CHECK(ln_of(1) == 0);
    CHECK(exp_of(0) == 1);
    CHECK(exp_of(1) == euler);
    CHECK(atan_of(1) == pi / 4);
    CHECK(atan2_of(1, -1) == 3 * pi / 4);
    CHECK(atan2_of(0, -1) == pi);
    CHECK(acos_of(-1) == pi);
    CHECK(asin_of(1) == pi / 2);
    CHECK(sin_of(0) == 0);
    CHECK(cos_of(0) == 1);
}

TEST_CASE("elementary: what has no value says so") {
    CHECK(std::isnan(ln_of(-1)));
    CHECK(std::isnan(power_of(-8, 1.0 / 3)));
    CHECK(std::isnan(power_of(0, -1)));
    CHECK(std::isnan(asin_of(1.5)));
    CHECK(std::isnan(sin_of(1e18)));
    CHECK(std::isinf(exp_of(1000)));
    CHECK(exp_of(-1000) == 0);
    CHECK(std::isinf(power_of(10, 400)));
}
