#include "sync/exchange/renewal.hpp"

#include "sync/crypto/hash.hpp"

namespace approdo::exchange {

DeviceId renewed_id(const DeviceId& before, const DeviceRenewal& renewal) {
    const Digest16 id = crypto::hash16(crypto::domain::renewed_device,
                                       {before.view(), renewal.signing.view(), renewal.box.view()});
    return DeviceId{id.bytes};
}

log::DeviceCertificate renewed(const log::DeviceCertificate& before, const DeviceRenewal& renewal,
                               std::uint64_t serial, UtcMs issued) {
    log::DeviceCertificate certificate;
    certificate.device = renewed_id(before.device, renewal);
    certificate.account = before.account;
    certificate.serial = serial;
    certificate.signing = renewal.signing;
    certificate.box = renewal.box;
    certificate.issued = issued;
    certificate.name_before(before.device);
    return certificate;
}

}  // namespace approdo::exchange
