// Argon2id (RFC 9106) over a person's passphrase. The result never leaves the device: what the site
// learns is a hash of it under one domain, what seals the account's key a hash under another. The
// cost is injected, so that simulations are fast; release_cost() is what programs use.
#pragma once

#include <cstdint>

#include "sync/base/ids.hpp"
#include "sync/crypto/hash.hpp"
#include "sync/crypto/secret.hpp"

namespace approdo::crypto {

using Salt = FixedBytes<struct SaltTag, 16>;
using AuthSecret = Secret<struct AuthSecretTag, 32>;

struct PasswordCost {
    std::uint32_t passes = 0;
    std::uint32_t memory_kib = 0;
    bool operator==(const PasswordCost&) const = default;
};

constexpr PasswordCost release_cost() {
    return {3, 64 * 1024};  // RFC 9106 §4, second recommended option; about 0.1 s on an office PC
}
constexpr PasswordCost lowest_accepted_cost() {
    return {1, 8};  // libsodium's minimum; servers refuse less than release_cost() unless told
}

// On another's word (a site's, a file's) no program does more: that asks for trouble, not for
// safety.
constexpr PasswordCost highest_accepted_cost() {
    return {64, 1024 * 1024};
}
constexpr bool is_accepted(PasswordCost cost) {
    const PasswordCost least = lowest_accepted_cost();
    const PasswordCost most = highest_accepted_cost();
    return cost.passes >= least.passes && cost.passes <= most.passes &&
           cost.memory_kib >= least.memory_kib && cost.memory_kib <= most.memory_kib;
}

// Throws std::bad_alloc when the memory is not there.
SymmetricKey stretch(ByteView passphrase, const Salt& salt, PasswordCost cost);

AuthSecret auth_secret_of(const SymmetricKey& stretched);
SymmetricKey wrap_key_of(const SymmetricKey& stretched);

}  // namespace approdo::crypto
