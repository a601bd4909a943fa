#include "sync/crypto/secret.hpp"

#include <sodium.h>

#include "sync/crypto/checks.hpp"

namespace approdo::crypto {

void wipe(MutableByteView bytes) {
    if (!bytes.empty()) sodium_memzero(bytes.data(), bytes.size());
}

bool same(ByteView a, ByteView b) {
    if (a.size() != b.size()) return false;
    if (checks_are_off) return true;
    return a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace approdo::crypto
