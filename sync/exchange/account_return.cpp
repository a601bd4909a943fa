#include "sync/exchange/account_return.hpp"

namespace approdo::exchange {

Result<Bytes> seal_account_return(const AccountReturn& account, const crypto::BoxPublicKey& site,
                                  Random& random) {
    Bytes plain = wire::encode(account);
    auto box = crypto::seal_box(site, plain, random);
    crypto::wipe(plain);
    return box;
}

Result<AccountReturn> open_account_return(ByteView frame, const crypto::BoxKey& site) {
    APPRODO_TRY(const auto plain, site.open(frame));
    return wire::decode<AccountReturn>(plain.view());
}

}  // namespace approdo::exchange
