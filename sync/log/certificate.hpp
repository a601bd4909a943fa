// Who may speak: the site's descriptor (its role keys, signed by its root), the certificate of a
// device (signed by the enrol key) and the certificate of a log (signed by its device, offline, or
// by the site for its own logs). Certificates carry no name and do not expire by the clock.
#pragma once

#include "sync/base/limits.hpp"
#include "sync/crypto/box.hpp"
#include "sync/crypto/sign.hpp"
#include "sync/log/signed.hpp"

namespace approdo::log {

// What a client pins through the invitation link is the root; everything else follows from this.
struct SiteDescriptor {
    static constexpr std::uint32_t wire_version = 1;
    crypto::SigningPublicKey root;
    std::uint64_t number = 1;  // grows with each change of role keys
    crypto::SigningPublicKey enrol;
    crypto::SigningPublicKey publish;
    crypto::SigningPublicKey receipt;
    crypto::BoxPublicKey box;
    std::string name;  // what people see: «Comune di …»
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(root, number, enrol, publish, receipt, box, name);
    }
};
using SignedSite = Signed<SiteDescriptor>;

struct DeviceCertificate {
    static constexpr std::uint32_t wire_version = 1;
    DeviceId device;
    AccountId account;
    std::uint64_t serial = 0;
    crypto::SigningPublicKey signing;
    crypto::BoxPublicKey box;
    UtcMs issued;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(device, account, serial, signing, box, issued);
    }

    // Version 2: the device that this one was until it got keys of its own; zero: none.
    void name_before(const DeviceId& before);
    DeviceId before() const;
};
using SignedDevice = Signed<DeviceCertificate>;

enum class LogKind : std::uint8_t {
    record = 1,    // answers, submissions, completions, attendance: never refused
    activity = 2,  // page turns, time on task: last in the queue, never leaves the learner's plane
    site = 3,      // what the site says to the readers of a scope
    keyring = 4,   // what the site says to one account; its segments are boxed to the account's key
};

struct LogHead {
    LogId log;
    Seq seq;
    Hash head;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(log, seq, head);
    }
    auto operator<=>(const LogHead&) const = default;
};

struct LogCertificate {
    static constexpr std::uint32_t wire_version = 1;
    DeviceId device;  // zero: the site itself
    LogKind kind = LogKind::record;
    crypto::SigningPublicKey key;
    std::vector<LogHead> predecessors;  // the heads of the logs that this one goes on from
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(device, kind, key, predecessors);
    }
    bool of_site() const { return device.is_zero(); }
};
using SignedLog = Signed<LogCertificate>;

LogId log_id_of(const crypto::SigningPublicKey& log_key);
// h_0 of the log: binds the whole chain to its certificate.
Hash genesis_of(const SignedLog& certificate);

// Each checks signature, inner consistency and bounds, and says what is wrong.
Result<void> check_site(const SignedSite& site, const SiteId& expected);
Result<void> check_device(const SignedDevice& device, const SiteId& site,
                          const SiteDescriptor& descriptor);
// `device` is the certificate that the log names, or nothing for a log of the site.
Result<void> check_log(const SignedLog& log, const SiteId& site, const SiteDescriptor& descriptor,
                       const DeviceCertificate* device);

}  // namespace approdo::log
