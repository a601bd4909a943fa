// Powers, logarithms and angles that give the same bits on every machine: worked out with pairs of
// doubles from addition, multiplication and division alone, which IEEE 754 fixes to the last bit.
// The C libraries of servers, laptops and browsers differ in these functions, and an answer must
// not be right on one and wrong on another. The error is far below half a unit in the last place,
// so that results are the correctly rounded ones except in the rarest of ties. Where mathematics
// has no value, or none that a double can hold, they give NaN or an infinity.
#pragma once

namespace approdo::content::processing {

double exp_of(double x);
double ln_of(double x);
double log10_of(double x);
double power_of(double base, double exponent);
double sin_of(double x);
double cos_of(double x);
double tan_of(double x);
double asin_of(double x);
double acos_of(double x);
double atan_of(double x);
double atan2_of(double y, double x);
double sinh_of(double x);
double cosh_of(double x);
double tanh_of(double x);

inline constexpr double pi = 3.141592653589793;
inline constexpr double euler = 2.718281828459045;

}  // namespace approdo::content::processing
