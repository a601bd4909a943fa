#include "sync/crypto/password.hpp"

#include <sodium.h>

#include <new>

namespace approdo::crypto {

SymmetricKey stretch(ByteView passphrase, const Salt& salt, PasswordCost cost) {
    APPRODO_ASSERT(sodium_init() >= 0);
    SymmetricKey key;
    static_assert(crypto_pwhash_SALTBYTES == Salt::size);
    const int result = crypto_pwhash(
        key.writable().data(), SymmetricKey::size, reinterpret_cast<const char*>(passphrase.data()),
        passphrase.size(), salt.bytes.data(), cost.passes, std::size_t{cost.memory_kib} * 1024,
        crypto_pwhash_ALG_ARGON2ID13);
    if (result != 0) throw std::bad_alloc();
    return key;
}

AuthSecret auth_secret_of(const SymmetricKey& stretched) {
    AuthSecret secret;
    const SymmetricKey derived = derive_key(domain::auth, stretched, {});
    std::copy(derived.view().begin(), derived.view().end(), secret.writable().begin());
    return secret;
}

SymmetricKey wrap_key_of(const SymmetricKey& stretched) {
    return derive_key(domain::wrap, stretched, {});
}

}  // namespace approdo::crypto
