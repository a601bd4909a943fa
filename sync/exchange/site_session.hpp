// The site's side of an exchange, without I/O and without state between exchanges: one parcel in,
// one parcel out. check() only reads and costs the cryptography; apply() runs inside the store's
// transaction, which may hold many exchanges; its answer may leave only after the commit is on
// disk.
#pragma once

#include "sync/exchange/intake.hpp"
#include "sync/exchange/site_store.hpp"

namespace approdo::exchange {

struct SiteIdentity {
    SiteId site;
    log::SiteDescriptor descriptor;
    const crypto::SigningKey* receipt = nullptr;
    const crypto::BoxKey* box = nullptr;
};

// Shared keys of devices; kept by the server as a cache and rebuilt at need.
class ExchangeKeys {
  public:
    explicit ExchangeKeys(const crypto::BoxKey& site_box) : site_box_(site_box) {}
    Result<const crypto::SymmetricKey*> of(const log::DeviceCertificate& device);

  private:
    static constexpr std::size_t kept_max = 200'000;
    const crypto::BoxKey& site_box_;
    std::map<DeviceId, std::unique_ptr<crypto::SymmetricKey>> keys_;
};

struct CheckedParcel {
    Authenticated<Hello> hello;
    const crypto::SymmetricKey* key = nullptr;
    std::vector<CheckedSegment> segments;
    std::vector<Frame> certificates;  // not known here yet, verified when applied
    std::vector<ChunkId> wanted;
    std::vector<Control> controls;  // what could not be checked, for the answer
};

class SiteSession {
  public:
    SiteSession(SiteIdentity identity, SiteStore& store, ExchangeKeys& keys);

    // unauthentic: no answer is owed. missing: an unknown device that sent no certificate.
    Result<CheckedParcel> check(const WholeParcel& parcel);
    // The answer parcel, routed to the device. With `chunks`, also the wanted chunks (answers by
    // stick).
    Bytes apply(CheckedParcel parcel, UtcMs now, bool with_chunks,
                std::size_t bytes_max = limits::exchange_reply_segments);

  private:
    bool is_stale(const Hello& hello, const Contact& contact) const;

    SiteIdentity identity_;
    SiteStore& store_;
    ExchangeKeys& keys_;
};

}  // namespace approdo::exchange
