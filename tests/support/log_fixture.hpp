// A site, a device and its record log, made from one seed: what tests of logs, exchanges and golden
// bytes start from.
#pragma once

#include "sync/crypto/random.hpp"
#include "sync/log/certificate.hpp"
#include "sync/log/segment.hpp"

namespace approdo::test {

struct LogFixture {
    explicit LogFixture(std::uint64_t seed) : random(seed) {
        descriptor.value.root = root.public_key();
        descriptor.value.enrol = enrol.public_key();
        descriptor.value.publish = publish.public_key();
        descriptor.value.receipt = receipt.public_key();
        descriptor.value.box = box.public_key();
        descriptor.value.name = "Comune di Approdo";
        descriptor =
            log::SignedSite::make(descriptor.value, crypto::domain::site_descriptor, site, root);

        log::DeviceCertificate certificate;
        certificate.device = random.id<DeviceId>();
        certificate.account = random.id<AccountId>();
        certificate.serial = 7;
        certificate.signing = device_key.public_key();
        certificate.box = device_box.public_key();
        certificate.issued = {1'760'000'000'000};
        device =
            log::SignedDevice::make(certificate, crypto::domain::device_certificate, site, enrol);
        record = make_log(log::LogKind::record, log_key, device_key, certificate.device);
    }

    log::SignedLog make_log(log::LogKind kind, const crypto::SigningKey& key,
                            const crypto::SigningKey& signer, const DeviceId& writer) const {
        log::LogCertificate certificate;
        certificate.device = writer;
        certificate.kind = kind;
        certificate.key = key.public_key();
        return log::SignedLog::make(certificate, crypto::domain::log_certificate, site, signer);
    }

    // `events` as the first segment of the record log.
    log::SegmentDraft draft(std::span<const log::Event> events) const {
        log::SegmentDraft result;
        result.scope = scope;
        result.epoch = {1};
        result.log = log_id();
        result.first = {1};
        result.previous = log::genesis_of(record);
        result.events = events;
        return result;
    }
    Result<log::Segment> seal(std::span<const log::Event> events) {
        return log::seal_segment(draft(events), log::Blind::random(random), scope_key, log_key,
                                 site, random);
    }
    LogId log_id() const { return log::log_id_of(log_key.public_key()); }

    crypto::SeededRandom random;
    crypto::SigningKey root = crypto::SigningKey::random(random);
    crypto::SigningKey enrol = crypto::SigningKey::random(random);
    crypto::SigningKey publish = crypto::SigningKey::random(random);
    crypto::SigningKey receipt = crypto::SigningKey::random(random);
    crypto::BoxKey box = crypto::BoxKey::random(random);
    crypto::SigningKey device_key = crypto::SigningKey::random(random);
    crypto::BoxKey device_box = crypto::BoxKey::random(random);
    crypto::BoxKey account_box = crypto::BoxKey::random(random);
    crypto::SigningKey log_key = crypto::SigningKey::random(random);
    crypto::SymmetricKey scope_key = crypto::SymmetricKey::random(random);
    ScopeId scope = random.id<ScopeId>();
    SiteId site = crypto::site_id_of(root.public_key());
    log::SignedSite descriptor;
    log::SignedDevice device;
    log::SignedLog record;
};

}  // namespace approdo::test
