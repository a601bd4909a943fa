#include "client_core/cli/system.hpp"

#include <time.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "sync/crypto/random.hpp"

namespace approdo::cli {
namespace {

std::int64_t milliseconds_of(clockid_t clock) {
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<std::int64_t>(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000;
}

}  // namespace

SystemClock::SystemClock() {
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string boot_id;
    std::getline(file, boot_id);
    std::erase(boot_id, '-');
    const auto bytes = from_hex(boot_id);
    // Without it every start of the program is a session of its own: true, if less useful.
    if (bytes.ok() && bytes->size() >= session_.bytes.size()) {
        std::copy_n(bytes->begin(), session_.bytes.size(), session_.bytes.begin());
    } else {
        crypto::SystemRandom().fill(session_.bytes);
    }
}

Instant SystemClock::now() {
    return {UtcMs{milliseconds_of(CLOCK_REALTIME)},
            BootMs{static_cast<std::uint64_t>(milliseconds_of(CLOCK_BOOTTIME))}, session_};
}

std::string language_of_environment() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        const std::string_view locale(value);
        return locale.starts_with("it") ? "it" : "en";
    }
    return "en";
}

}  // namespace approdo::cli
