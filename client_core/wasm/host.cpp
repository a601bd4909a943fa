#include "client_core/wasm/host.hpp"

#include <cstdint>

namespace approdo::wasm {

HostClock::HostClock() {
    host_random(session_.bytes.data(), session_.bytes.size());
}

Instant HostClock::now() {
    return {UtcMs{static_cast<std::int64_t>(host_wall_ms())},
            BootMs{static_cast<std::uint64_t>(host_boot_ms())}, session_};
}

void HostRandom::fill(MutableByteView out) {
    host_random(out.data(), out.size());
}

}  // namespace approdo::wasm

// libsodium draws its randomness from these two, which wasi-libc does not have.
extern "C" {
void arc4random_buf(void* to, std::size_t size) {
    host_random(to, size);
}

std::uint32_t arc4random() {
    std::uint32_t value = 0;
    host_random(&value, sizeof value);
    return value;
}

// Debian's compiler runtime expects them; WebAssembly keeps return addresses out of reach anyway.
std::uintptr_t __stack_chk_guard = 0x6f64'7270;
[[noreturn]] void __stack_chk_fail() {
    __builtin_trap();
}
}
