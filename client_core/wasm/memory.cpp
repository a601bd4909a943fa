// Copies of memory by the engine's own instruction. The C library of wasm32 copies byte by byte and
// word by word, which took a third of the time until a passphrase opens a profile. Small pieces are
// still copied here: there the instruction costs more than it saves.
#include <cstddef>
#include <cstdint>

namespace {

constexpr std::size_t small = 64;

}  // namespace

extern "C" void* memcpy(void* to, const void* from, std::size_t size) {
    if (size > small) return __builtin_memcpy(to, from, size);
    auto* target = static_cast<std::uint8_t*>(to);
    const auto* source = static_cast<const std::uint8_t*>(from);
    for (; size >= 8; size -= 8, target += 8, source += 8) {
        std::uint64_t word = 0;
        __builtin_memcpy(&word, source, 8);
        __builtin_memcpy(target, &word, 8);
    }
    for (; size > 0; --size) *target++ = *source++;
    return to;
}

extern "C" void* memmove(void* to, const void* from, std::size_t size) {
    return __builtin_memmove(to, from, size);
}

extern "C" void* memset(void* to, int value, std::size_t size) {
    return __builtin_memset(to, value, size);
}
