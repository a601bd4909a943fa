// APPRODO_ASSERT: a condition that only a mistake of ours can break. It stays on in release builds,
// ends the program, and no byte that a peer sends may ever reach it: those return an Error.
#pragma once

namespace approdo {

[[noreturn]] void assertion_failed(const char* condition, const char* file, int line);

}  // namespace approdo

#define APPRODO_ASSERT(condition)       \
    ((condition) ? static_cast<void>(0) \
                 : ::approdo::assertion_failed(#condition, __FILE__, __LINE__))
