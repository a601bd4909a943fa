// A site with its keys and devices that write logs, as small as an exchange allows, for tests of
// sync/exchange.
#pragma once

#include "sync/crypto/random.hpp"
#include "sync/exchange/client_session.hpp"
#include "sync/exchange/site_session.hpp"
#include "tests/support/memory_logs.hpp"

namespace approdo::test {

struct SmallSite {
    explicit SmallSite(Random& chance)
        : random(chance),
          root(crypto::SigningKey::random(chance)),
          enrol(crypto::SigningKey::random(chance)),
          receipt(crypto::SigningKey::random(chance)),
          box(crypto::BoxKey::random(chance)),
          id(crypto::site_id_of(root.public_key())),
          keys(box) {
        descriptor.root = root.public_key();
        descriptor.enrol = enrol.public_key();
        descriptor.publish = enrol.public_key();
        descriptor.receipt = receipt.public_key();
        descriptor.box = box.public_key();
        descriptor.name = "Comune di prova";
        described = describe();
    }

    log::SignedSite describe() const {
        return log::SignedSite::make(descriptor, crypto::domain::site_descriptor, id, root);
    }
    // As a server does; the record.
    log::SignedRotation change_root() {
        auto fresh = crypto::SigningKey::random(random);
        log::RootRotation change;
        change.site = id;
        change.number = roots.length() + 1;
        change.old_root = root.public_key();
        change.new_root = fresh.public_key();
        const auto record = log::SignedRotation::make(change, root, fresh);
        (void)roots.take(record).value();
        root = std::move(fresh);
        descriptor.root = root.public_key();
        ++descriptor.number;
        described = describe();
        return record;
    }

    exchange::SiteSession session() {
        return exchange::SiteSession(
            {id, descriptor, &receipt, &box, &random, &roots, &described, root_is_disputed}, store,
            keys);
    }
    // What a server does with a body: the answer, or what was wrong with it.
    Result<Bytes> exchange(ByteView body, exchange::Courier courier = exchange::Courier::link) {
        APPRODO_TRY(const auto parcels, exchange::split_parcels(body));
        if (parcels.empty()) return fail(ErrorCode::malformed, "the body holds no parcel");
        auto site = session();
        constexpr UtcMs now{1'790'000'000'000};
        APPRODO_TRY(auto checked, site.check(parcels.front(), now, reply_bytes_max));
        return site.apply(std::move(checked), now, courier, reply_bytes_max);
    }

    Random& random;
    crypto::SigningKey root, enrol, receipt;
    crypto::BoxKey box;
    SiteId id;
    log::SiteDescriptor descriptor;
    log::SignedSite described;
    log::RootChain roots{id};
    bool root_is_disputed = false;
    exchange::ExchangeKeys keys;
    MemorySite store;
    std::size_t reply_bytes_max = limits::exchange_reply_segments;
};

// One device with one record log, writing to one scope.
struct SmallDevice {
    SmallDevice(SmallSite& of, const ScopeId& scope_id, const crypto::SymmetricKey& scope_key)
        : site(of),
          scope(scope_id),
          signing(crypto::SigningKey::random(of.random)),
          box(crypto::BoxKey::random(of.random)),
          account(crypto::BoxKey::random(of.random)),
          log_key(crypto::SigningKey::random(of.random)) {
        log::DeviceCertificate certificate;
        certificate.device = of.random.id<DeviceId>();
        certificate.account = of.random.id<AccountId>();
        certificate.serial = 1;
        certificate.signing = signing.public_key();
        certificate.box = box.public_key();
        store.self = certificate.device;
        store.known_roots.emplace(of.id);
        store.put_device(log::SignedDevice::make(certificate, crypto::domain::device_certificate,
                                                 of.id, of.enrol));
        open_log({});
        store.keys.add(log::scope_key_name(scope, Epoch{1}), scope_key.duplicate());
    }

    exchange::ClientSession session() {
        return exchange::ClientSession({site.id, site.descriptor, store.self, &box, &account},
                                       store, site.random);
    }

    // What is written from now on goes into a log that goes on from the present one.
    void rotate() {
        const exchange::Stream stream = store.find_log(log_id)->streams.front();
        log_key = crypto::SigningKey::random(site.random);
        open_log({{log_id, stream.last, stream.head}});
    }

    // Appends `count` events as one sealed segment.
    void write(std::size_t count) {
        const exchange::Stream stream = store.find_log(log_id)->streams.front();
        std::vector<log::Event> events(count);
        for (log::Event& event : events) {
            event.header.type = log::EventType{1};
            event.header.lamport = Lamport{++lamport};
            event.payload = log::encode_fields({std::uint64_t{lamport}});
        }
        const auto blind = log::Blind::random(site.random);
        const log::SegmentDraft draft{scope,       Epoch{1}, log_id, stream.last.next(),
                                      stream.head, 0,        events};
        const auto* key = store.keys.find(log::scope_key_name(scope, Epoch{1}));
        const auto segment =
            log::seal_segment(draft, blind, *key, log_key, site.id, site.random).value();
        const auto opened = log::open_segment(segment, *key).value();
        store.append_segment(log_id, segment, &opened, exchange::Held::no);
    }

    void open_log(std::vector<log::LogHead> predecessors) {
        log::LogCertificate log;
        log.device = store.self;
        log.key = log_key.public_key();
        log.predecessors = std::move(predecessors);
        log_id = log::log_id_of(log.key);
        store.put_log(log::SignedLog::make(log, crypto::domain::log_certificate, site.id, signing),
                      log_id);
    }

    SmallSite& site;
    ScopeId scope;
    crypto::SigningKey signing;
    crypto::BoxKey box, account;
    crypto::SigningKey log_key;
    LogId log_id;
    MemoryClient store;
    std::uint64_t lamport = 0;
};

}  // namespace approdo::test
