// The keys that a site shares with devices, by which hellos and answers are authenticated. A cache
// and nothing more: what it forgot is made again from the certificate. SiteSession is given one
// that outlives the exchanges.
#pragma once

#include <map>
#include <memory>

#include "sync/crypto/box.hpp"
#include "sync/log/certificate.hpp"

namespace approdo::exchange {

class ExchangeKeys {
  public:
    explicit ExchangeKeys(const crypto::BoxKey& site_box) : site_box_(site_box) {}
    Result<const crypto::SymmetricKey*> of(const log::DeviceCertificate& device);

  private:
    static constexpr std::size_t kept_max = 200'000;
    const crypto::BoxKey& site_box_;
    std::map<DeviceId, std::unique_ptr<crypto::SymmetricKey>> keys_;
};

}  // namespace approdo::exchange
