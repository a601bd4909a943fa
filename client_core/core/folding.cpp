#include "client_core/core/folding.hpp"

#include <utility>

#include "sync/crypto/hash.hpp"

namespace approdo::client {

void Folding::refresh() {
    fold_new();
    if (doubts_.empty() && revocations_.empty()) return;
    const auto doubts = std::exchange(doubts_, {});
    const auto revocations = std::exchange(revocations_, {});
    store_.transact([&] {
        for (const Doubt& doubt : doubts) {
            store_.held().quarantine(doubt.stream, doubt.seq, doubt.reason);
        }
        for (const content::Revocation& said : revocations) {
            store_.take_revocation(said.device, said.log, said.last_seq);
        }
    });
    // Some of what was folded may not count any more.
    if (generation_ != store_.generation()) fold_new();
    doubts_.clear();
    revocations_.clear();
}

void Folding::fold_new() {
    if (generation_ != store_.generation()) {
        learner_ = {};
        edition_ = {};
        last_ = 0;
        generation_ = store_.generation();
    }
    store_.held().for_each_event(last_, [this](const StoredEvent& stored) { take(stored); });
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
        auto revocation = content::read_payload<content::Revocation>(stored.event.payload);
        if (revocation.ok()) revocations_.push_back(std::move(*revocation));
    }
}

Hash Folding::digest() const {
    return crypto::hash(crypto::domain::fold, {content::encode(learner_)});
}

std::vector<content::ContentHead> Folding::take_new_heads() {
    return std::exchange(heads_, {});
}

}  // namespace approdo::client
