#include "sync/base/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace approdo {

void assertion_failed(const char* condition, const char* file, int line) {
    std::fprintf(stderr, "approdo: internal error: %s (%s:%d)\n", condition, file, line);
    std::abort();
}

}  // namespace approdo
