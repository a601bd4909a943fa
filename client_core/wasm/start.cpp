// Hands the page's clock and randomness to the core. The worker calls approdo_wasm_start() once,
// after the module's own initialisation and before any other function of approdo.h.
#include "client_core/core/approdo.h"
#include "client_core/wasm/host.hpp"

namespace {

approdo::wasm::HostClock& host_clock() {
    static approdo::wasm::HostClock clock;
    return clock;
}

void now(void*, std::int64_t* wall_ms, std::uint64_t* boot_ms, std::uint8_t* session) {
    const approdo::Instant instant = host_clock().now();
    *wall_ms = instant.wall.value;
    *boot_ms = instant.boot.value;
    for (const std::uint8_t byte : instant.session.bytes) *session++ = byte;
}

void random(void*, std::uint8_t* to, std::size_t size) {
    host_random(to, size);
}

}  // namespace

// `cost_passes` and `cost_memory_kib` of the passphrase's derivation; 0 means the release default,
// other values are for tests.
extern "C" __attribute__((export_name("approdo_wasm_start"))) void approdo_wasm_start(
    std::uint32_t cost_passes, std::uint32_t cost_memory_kib) {
    const approdo_host host{
        .context = nullptr,
        .now = now,
        .random = random,
        .vfs = nullptr,
        .cost_passes = cost_passes,
        .cost_memory_kib = cost_memory_kib,
        .exclusive = 1,
    };
    approdo_set_host(&host);
}
