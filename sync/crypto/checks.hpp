// Whether signatures, MACs and seals are checked. They always are, but in the build for fuzzing,
// where a fuzzer could never make one and would not get past the first line of what it should try.
// The preset `fuzz` alone defines APPRODO_FUZZ, and only code that is instrumented for libFuzzer
// compiles with it: no program that people run can have it.
#pragma once

namespace approdo::crypto {

#ifdef APPRODO_FUZZ
#if !defined(__clang__) || !__has_feature(coverage_sanitizer)
#error "APPRODO_FUZZ is for fuzz targets alone, built by clang with -fsanitize=fuzzer"
#endif
inline constexpr bool checks_are_off = true;
#else
inline constexpr bool checks_are_off = false;
#endif

}  // namespace approdo::crypto
