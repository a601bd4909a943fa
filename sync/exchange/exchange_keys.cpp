#include "sync/exchange/exchange_keys.hpp"

namespace approdo::exchange {

Result<const crypto::SymmetricKey*> ExchangeKeys::of(const log::DeviceCertificate& device) {
    const auto found = keys_.find(device.device);
    if (found != keys_.end()) return found->second.get();
    APPRODO_TRY(auto key, site_box_.shared_key(crypto::domain::exchange_key, device.box));
    if (keys_.size() >= kept_max) keys_.clear();
    auto& kept = keys_[device.device];
    kept = std::make_unique<crypto::SymmetricKey>(std::move(key));
    return kept.get();
}

}  // namespace approdo::exchange
