#include "sync/exchange/names.hpp"

#include "sync/crypto/aead.hpp"

namespace approdo::exchange {

Result<crypto::SymmetricKey> names_key(const crypto::BoxKey& own,
                                       const crypto::BoxPublicKey& peer) {
    return own.shared_key(crypto::domain::names_key, peer);
}

Bytes seal_names(const Names& names, const SiteId& site, const crypto::SymmetricKey& key,
                 Random& random) {
    Bytes plain = wire::encode(names);
    Bytes sealed = crypto::seal_blob(key, site.view(), plain, random);
    crypto::wipe(plain);
    return sealed;
}

Result<Names> open_names(ByteView frame, const SiteId& site, const crypto::SymmetricKey& key) {
    APPRODO_TRY(const auto plain, crypto::open_blob(key, site.view(), frame));
    return wire::decode<Names>(plain.view());
}

}  // namespace approdo::exchange
