#include "client_core/core/folding.hpp"

#include <utility>

#include "sync/crypto/hash.hpp"

namespace approdo::client {

void Folding::refresh() {
    if (generation_ != store_.generation()) {
        learner_ = {};
        edition_ = {};
        last_ = 0;
        generation_ = store_.generation();
    }
    store_.held().for_each_event(last_, [this](const StoredEvent& stored) { take(stored); });
    if (doubts_.empty() && revoked_.empty()) return;
    store_.transact([this] {
        for (const Doubt& doubt : doubts_) {
            store_.held().quarantine(doubt.stream, doubt.seq, doubt.reason);
        }
        for (const DeviceId& device : revoked_) store_.held().mark_revoked(device);
    });
    doubts_.clear();
    revoked_.clear();
}

void Folding::take(const StoredEvent& stored) {
    last_ = stored.number;
    const bool from_site = stored.device.is_zero();
    const content::Fact fact{stored.log, stored.hash, from_site, stored.event.header,
                             stored.event.payload};
    const log::EventType type = stored.event.header.type;
    auto folded = learner_.apply(fact);
    if (folded.ok() && *folded == content::Folded::not_ours) folded = edition_.apply(fact);
    if (!folded.ok()) {
        doubts_.push_back({stored.stream, stored.seq, folded.error().message});
        return;
    }
    if (!from_site) return;
    if (type == content::event_type::content_head) {
        auto head = content::read_payload<content::ContentHead>(stored.event.payload);
        if (head.ok()) heads_.push_back(std::move(*head));
    } else if (type == content::event_type::revocation) {
        const auto revocation = content::read_payload<content::Revocation>(stored.event.payload);
        if (revocation.ok()) revoked_.push_back(revocation->device);
    }
}

Hash Folding::digest() const {
    return crypto::hash(crypto::domain::fold, {content::encode(learner_)});
}

std::vector<content::ContentHead> Folding::take_new_heads() {
    return std::exchange(heads_, {});
}

}  // namespace approdo::client
