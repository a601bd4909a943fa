#include "content/model/processing/elementary.hpp"

#include <cmath>
#include <limits>

namespace approdo::content::processing {

namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();

// high + low, with |low| at most half a unit in the last place of high: about 32 digits.
struct Wide {
    double high = 0;
    double low = 0;
};

Wide sum_exactly(double a, double b) {
    const double sum = a + b;
    const double b_there = sum - a;
    return {sum, (a - (sum - b_there)) + (b - b_there)};
}
Wide settled(double high, double low) {
    const double sum = high + low;
    return {sum, low - (sum - high)};
}
// Dekker's product: each factor in two halves whose products are exact.
Wide product_exactly(double a, double b) {
    constexpr double splitter = 134217729;  // 2^27 + 1
    const double a_far = splitter * a;
    const double a_high = a_far - (a_far - a);
    const double a_low = a - a_high;
    const double b_far = splitter * b;
    const double b_high = b_far - (b_far - b);
    const double b_low = b - b_high;
    const double product = a * b;
    return {product,
            ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

Wide operator+(const Wide& a, const Wide& b) {
    const Wide high = sum_exactly(a.high, b.high);
    const Wide low = sum_exactly(a.low, b.low);
    const Wide middle = settled(high.high, high.low + low.high);
    return settled(middle.high, middle.low + low.low);
}
Wide operator-(const Wide& a) {
    return {-a.high, -a.low};
}
Wide operator-(const Wide& a, const Wide& b) {
    return a + -b;
}
Wide operator*(const Wide& a, const Wide& b) {
    const Wide product = product_exactly(a.high, b.high);
    return settled(product.high, product.low + (a.high * b.low + a.low * b.high));
}
Wide operator/(const Wide& a, const Wide& b) {
    const double first = a.high / b.high;
    const Wide rest = a - b * Wide{first, 0};
    const double second = rest.high / b.high;
    const Wide last = rest - b * Wide{second, 0};
    return settled(first, second) + Wide{last.high / b.high, 0};
}
Wide root_of(const Wide& a) {
    if (a.high <= 0) return {};
    const double first = std::sqrt(a.high);
    const Wide rest = a - product_exactly(first, first);
    return settled(first, rest.high / (2 * first));
}
double one(const Wide& a) {
    return a.high + a.low;
}

constexpr Wide ln_2{0.6931471805599453, 2.3190468138462996e-17};
constexpr Wide ln_10{2.302585092994046, -2.1707562233822494e-16};
constexpr Wide half_pi{1.5707963267948966, 6.123233995736766e-17};
constexpr double half_pi_rest = -1.4973849048591833e-33;

// e^x for |x| up to 0.35: Taylor's series of x/256, squared eight times.
Wide small_exp(const Wide& x) {
    const Wide part{x.high / 256, x.low / 256};
    Wide sum{1, 0};
    for (int n = 11; n > 0; --n) sum = Wide{1, 0} + part * sum / Wide{static_cast<double>(n), 0};
    for (int i = 0; i < 8; ++i) sum = sum * sum;
    return sum;
}
// e^x = first × 2^second.
struct Scaled {
    Wide value;
    int power = 0;
};
Scaled wide_exp(const Wide& x) {
    const double turns = std::floor(x.high / ln_2.high + 0.5);
    const Wide rest = x - ln_2 * Wide{turns, 0};
    return {small_exp(rest), static_cast<int>(turns)};
}
double narrow(const Scaled& scaled) {
    return std::ldexp(one(scaled.value), scaled.power);
}
double exp_of_wide(const Wide& x) {
    if (x.high > 710) return infinite;
    if (x.high < -746) return 0;
    return narrow(wide_exp(x));
}

// 2 artanh((m - 1) / (m + 1)) for m around 1, and the power of two apart.
Wide wide_ln(double x) {
    int power = 0;
    double mantissa = std::frexp(x, &power);
    if (mantissa < 0.7071067811865476) {
        mantissa *= 2;
        --power;
    }
    const Wide ratio = sum_exactly(mantissa, -1) / sum_exactly(mantissa, 1);
    const Wide square = ratio * ratio;
    Wide sum;
    for (int n = 45; n > 0; n -= 2)
        sum = square * sum + Wide{1, 0} / Wide{static_cast<double>(n), 0};
    return ln_2 * Wide{static_cast<double>(power), 0} + ratio * sum * Wide{2, 0};
}

// Beyond this a double's last place is so coarse that an angle means nothing.
constexpr double angle_max = 2147483648.0;

struct Angle {
    Wide rest;    // from -π/4 to π/4
    int quarter;  // turns by π/2, 0 to 3
};
Angle reduced(const Wide& x) {
    const double turns = std::floor(x.high / half_pi.high + 0.5);
    Wide rest = sum_exactly(x.high, 0);
    rest = rest - product_exactly(turns, half_pi.high);
    rest = rest - product_exactly(turns, half_pi.low);
    rest = rest + Wide{x.low, 0};
    rest = rest - Wide{turns * half_pi_rest, 0};
    return {rest, static_cast<int>(turns - 4 * std::floor(turns / 4))};
}
// Taylor's series; `first` is 1 for the sine and 0 for the cosine.
Wide series(const Wide& x, int first) {
    const Wide square = x * x;
    Wide sum{1, 0};
    for (int n = first + 30; n > first; n -= 2)
        sum = Wide{1, 0} - square * sum / Wide{static_cast<double>(n) * (n - 1), 0};
    return first == 1 ? x * sum : sum;
}
struct Circle {
    Wide sine;
    Wide cosine;
};
Circle circle(const Wide& x) {
    const Angle angle = reduced(x);
    const Wide sine = series(angle.rest, 1);
    const Wide cosine = series(angle.rest, 0);
    switch (angle.quarter) {
        case 0:
            return {sine, cosine};
        case 1:
            return {cosine, -sine};
        case 2:
            return {-sine, -cosine};
        default:
            return {-cosine, sine};
    }
}
bool is_angle(double x) {
    return x >= -angle_max && x <= angle_max;
}

// For |x| ≤ 1: a rough guess, bettered twice by the tangent of the difference.
Wide small_atan(const Wide& x) {
    const double rough = x.high * (0.7853981633974483 + 0.273 * (1 - std::fabs(x.high)));
    Wide angle{rough, 0};
    for (int i = 0; i < 3; ++i) {
        const Circle there = circle(angle);
        const Wide d = (x * there.cosine - there.sine) / (there.cosine + x * there.sine);
        angle = angle + d - d * d * d / Wide{3, 0};
    }
    return angle;
}
Wide wide_atan(const Wide& x) {
    if (x.high >= -1 && x.high <= 1) return small_atan(x);
    const Wide quarter = x.high > 0 ? half_pi : -half_pi;
    return quarter - small_atan(Wide{1, 0} / x);
}
// The angle of the point (x, y), neither of them infinite, not both zero.
Wide angle_of(const Wide& y, const Wide& x) {
    if (x.high == 0) return y.high > 0 ? half_pi : -half_pi;
    const Wide angle = wide_atan(y / x);
    if (x.high > 0) return angle;
    const Wide half_turn = half_pi + half_pi;
    return y.high < 0 ? angle - half_turn : angle + half_turn;
}

Wide sinh_series(double x) {
    const Wide square = product_exactly(x, x);
    Wide sum{1, 0};
    for (int n = 21; n > 1; n -= 2)
        sum = Wide{1, 0} + square * sum / Wide{static_cast<double>(n) * (n - 1), 0};
    return Wide{x, 0} * sum;
}
// Half of e^x and half of e^-x, for |x| up to 40.
struct Halves {
    Wide up;
    Wide down;
};
Halves halves(double x) {
    const Scaled scaled = wide_exp({x, 0});
    const double factor = std::ldexp(1.0, scaled.power - 1);
    const Wide up{scaled.value.high * factor, scaled.value.low * factor};
    return {up, Wide{0.25, 0} / up};
}

}  // namespace

double exp_of(double x) {
    return std::isnan(x) ? nan_value : exp_of_wide({x, 0});
}

double ln_of(double x) {
    if (std::isnan(x) || x < 0) return nan_value;
    if (x == 0) return -infinite;
    return std::isinf(x) ? infinite : one(wide_ln(x));
}

double log10_of(double x) {
    if (!(x > 0) || std::isinf(x)) return ln_of(x);
    return one(wide_ln(x) / ln_10);
}

double power_of(double base, double exponent) {
    if (std::isnan(base) || std::isnan(exponent) || std::isinf(base) || std::isinf(exponent))
        return nan_value;
    if (exponent == 0 || base == 1) return 1;
    if (base == 0) return exponent > 0 ? 0 : nan_value;
    const bool whole = exponent == std::floor(exponent);
    if (base < 0 && !whole) return nan_value;
    const Wide logarithm = wide_ln(std::fabs(base));
    if (std::fabs(exponent) > 1e20)
        return (logarithm.high > 0) == (exponent > 0) ? infinite : (logarithm.high == 0 ? 1 : 0);
    const double size = exp_of_wide(logarithm * Wide{exponent, 0});
    const bool odd = whole && std::fabs(exponent) < 9007199254740992.0 &&
                     std::floor(exponent / 2) * 2 != exponent;
    return base < 0 && odd ? -size : size;
}

double sin_of(double x) {
    return is_angle(x) ? one(circle({x, 0}).sine) : nan_value;
}

double cos_of(double x) {
    return is_angle(x) ? one(circle({x, 0}).cosine) : nan_value;
}

double tan_of(double x) {
    if (!is_angle(x)) return nan_value;
    const Circle there = circle({x, 0});
    return one(there.sine / there.cosine);
}

double atan_of(double x) {
    if (std::isnan(x)) return nan_value;
    if (std::isinf(x)) return x > 0 ? half_pi.high : -half_pi.high;
    if (std::fabs(x) > 1e290) return x > 0 ? half_pi.high : -half_pi.high;
    return one(wide_atan({x, 0}));
}

double atan2_of(double y, double x) {
    if (std::isnan(x) || std::isnan(y) || std::isinf(x) || std::isinf(y)) return nan_value;
    if (y == 0) return x < 0 ? pi : 0;
    // Both scaled alike, so that neither product nor quotient leaves the range of doubles.
    int power = 0;
    (void)std::frexp(std::fmax(std::fabs(x), std::fabs(y)), &power);
    return one(angle_of({std::ldexp(y, -power), 0}, {std::ldexp(x, -power), 0}));
}

double asin_of(double x) {
    if (!(x >= -1 && x <= 1)) return nan_value;
    const Wide side = root_of(sum_exactly(1, -x) * sum_exactly(1, x));
    return x == 0 ? 0 : one(angle_of({x, 0}, side));
}

double acos_of(double x) {
    if (!(x >= -1 && x <= 1)) return nan_value;
    if (x == 1) return 0;
    if (x == -1) return pi;
    return one(angle_of(root_of(sum_exactly(1, -x) * sum_exactly(1, x)), {x, 0}));
}

double sinh_of(double x) {
    if (std::isnan(x)) return nan_value;
    if (std::fabs(x) < 0.3) return one(sinh_series(x));
    if (std::fabs(x) > 40) {
        const double size = exp_of_wide(Wide{std::fabs(x), 0} - ln_2);
        return x < 0 ? -size : size;
    }
    const Halves parts = halves(x);
    return one(parts.up - parts.down);
}

double cosh_of(double x) {
    if (std::isnan(x)) return nan_value;
    if (std::fabs(x) > 40) return exp_of_wide(Wide{std::fabs(x), 0} - ln_2);
    const Halves parts = halves(x);
    return one(parts.up + parts.down);
}

double tanh_of(double x) {
    if (std::isnan(x)) return nan_value;
    if (std::fabs(x) > 22) return x < 0 ? -1 : 1;
    const Halves parts = halves(x);
    const Wide sine = std::fabs(x) < 0.3 ? sinh_series(x) : parts.up - parts.down;
    return one(sine / (parts.up + parts.down));
}

}  // namespace approdo::content::processing
