#include "sync/log/certificate.hpp"

#include <set>

#include "sync/crypto/hash.hpp"
#include "sync/log/root_chain.hpp"

namespace approdo::log {
namespace {

namespace domain = crypto::domain;

Result<void> check_predecessors(const LogCertificate& certificate, const LogId& own) {
    if (certificate.predecessors.size() > limits::certificate_predecessors_max) {
        return fail(ErrorCode::too_large, "a log certificate names too many predecessors");
    }
    std::set<LogId> seen;
    for (const LogHead& head : certificate.predecessors) {
        if (head.log == own || head.log.is_zero() || !seen.insert(head.log).second) {
            return fail(ErrorCode::malformed,
                        "a log certificate names itself, nothing or one log twice as predecessor");
        }
    }
    return {};
}

bool may_write(bool of_site, LogKind kind) {
    switch (kind) {
        case LogKind::record:
        case LogKind::activity:
            return !of_site;
        case LogKind::site:
        case LogKind::keyring:
            return of_site;
    }
    return false;
}

}  // namespace

LogId log_id_of(const crypto::SigningPublicKey& log_key) {
    return LogId{crypto::hash16(domain::log_id, {log_key.view()}).bytes};
}

Hash genesis_of(const SignedLog& certificate) {
    return crypto::hash(domain::log_genesis, {certificate.encoded});
}

Result<void> check_site(const SignedSite& site, const SiteId& expected) {
    return check_site(site, RootChain(expected));
}

Result<void> check_device(const SignedDevice& device, const SiteId& site,
                          const SiteDescriptor& descriptor) {
    if (!device.verify(domain::device_certificate, site, descriptor.enrol)) {
        return fail(ErrorCode::unauthentic, "a device certificate is not signed by the site");
    }
    const DeviceCertificate& value = device.value;
    if (value.device.is_zero() || value.account.is_zero() || value.signing.is_zero() ||
        value.box.is_zero()) {
        return fail(ErrorCode::malformed, "a device certificate lacks an id or key");
    }
    return {};
}

void DeviceCertificate::name_before(const DeviceId& before) {
    tail = {2, copy_of(before.view())};
}

DeviceId DeviceCertificate::before() const {
    if (tail.unknown.size() < DeviceId::size) return {};
    return *DeviceId::from(ByteView(tail.unknown).first(DeviceId::size));
}

Result<void> check_log(const SignedLog& log, const SiteId& site, const SiteDescriptor& descriptor,
                       const DeviceCertificate* device) {
    const LogCertificate& value = log.value;
    if (!value.of_site() && (device == nullptr || device->device != value.device)) {
        return fail(ErrorCode::missing,
                    "the certificate of the device that wrote a log is not here yet");
    }
    const auto& signer = value.of_site() ? descriptor.enrol : device->signing;
    if (!log.verify(domain::log_certificate, site, signer)) {
        return fail(ErrorCode::unauthentic,
                    "a log certificate is not signed by the device or site that it names");
    }
    if (!may_write(value.of_site(), value.kind)) {
        return fail(ErrorCode::forbidden, "a log is of a kind that its writer may not keep");
    }
    if (value.key.is_zero()) return fail(ErrorCode::malformed, "a log certificate lacks its key");
    return check_predecessors(value, log_id_of(value.key));
}

}  // namespace approdo::log
