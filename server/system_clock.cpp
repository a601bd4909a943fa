#include "server/system_clock.hpp"

#include <time.h>

namespace approdo::server {

namespace {

std::int64_t milliseconds_of(clockid_t clock) {
    timespec time{};
    ::clock_gettime(clock, &time);
    return static_cast<std::int64_t>(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000;
}

}  // namespace

SystemClock::SystemClock(Random& random) : session_(random.id<ClockSessionId>()) {}

Instant SystemClock::now() {
    return {{milliseconds_of(CLOCK_REALTIME)},
            {static_cast<std::uint64_t>(milliseconds_of(CLOCK_BOOTTIME))},
            session_};
}

}  // namespace approdo::server
