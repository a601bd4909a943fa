#include "client_core/core/folding.hpp"

#include <utility>

#include "content/model/brief.hpp"
#include "sync/crypto/hash.hpp"

namespace approdo::client {

void Folding::refresh() {
    fold_new();
    settle();
    keep();
}

// What followed from folding goes into the store. Some of what was folded may not count any more.
void Folding::settle() {
    if (doubts_.empty() && revocations_.empty() && erasures_.empty()) return;
    const auto doubts = std::exchange(doubts_, {});
    const auto revocations = std::exchange(revocations_, {});
    const auto erasures = std::exchange(erasures_, {});
    store_.transact([&] {
        for (const Doubt& doubt : doubts) {
            store_.held().quarantine(doubt.stream, doubt.seq, doubt.reason);
        }
        for (const content::Revocation& said : revocations) {
            store_.take_revocation(said.device, said.log, said.last_seq);
        }
        for (const content::Erased& said : erasures) store_.take_erasure(said.event);
    });
    if (generation_ != store_.generation()) fold_new();
    doubts_.clear();
    revocations_.clear();
    erasures_.clear();
}

void Folding::begin() {
    const bool first = !generation_;
    learner_ = {};
    edition_ = {};
    staff_ = {};
    last_ = 0;
    kept_ = 0;
    generation_ = store_.generation();
    if (first && begin_with_folded()) return;
    for (const Bytes& bytes : store_.records().snapshots()) {
        // One that does not decode spares no work, and costs nothing else.
        auto piece = content::decode_learner_record(bytes);
        if (piece.ok()) content::join(learner_, std::move(*piece));
    }
    store_.pruned().for_each([this](const StoredEvent& stored) { take(stored); });
}

bool Folding::begin_with_folded() {
    const auto folded = store_.records().folded();
    if (!folded) return false;
    if (folded->fold_version == content::fold_version) {
        auto learner = content::decode_learner_record(folded->learner);
        auto edition = content::decode_edition_record(folded->edition);
        auto staff = content::decode_staff_record(folded->staff);
        if (learner.ok() && edition.ok() && staff.ok()) {
            learner_ = std::move(*learner);
            edition_ = std::move(*edition);
            staff_ = std::move(*staff);
            last_ = kept_ = folded->event_number;
            return true;
        }
    }
    // Another version of this program understood the events otherwise: what it doubted is tried
    // again.
    store_.transact([&] {
        store_.records().forget_folded();
        store_.held().forget_quarantine();
    });
    return false;
}

void Folding::fold_new() {
    if (generation_ != store_.generation()) begin();
    store_.held().for_each_event(last_, [this](const StoredEvent& stored) { take(stored); });
}

// Now and then, so that the next start of the program need not fold everything. Not while heads
// wait to be taken: who begins behind an event never sees it again.
void Folding::keep() {
    const std::int64_t fresh = last_ - kept_;
    if (fresh < kept_every_ + kept_ / 8 || !heads_.empty()) return;
    store_.transact([&] {
        store_.records().put_folded({content::fold_version, last_, store_.held().lamport(),
                                     content::encode(learner_), content::encode(edition_),
                                     content::encode(staff_)});
    });
    kept_ = last_;
}

void Folding::take(const StoredEvent& stored) {
    last_ = stored.number;
    const bool from_site = stored.device.is_zero();
    const content::Fact fact{stored.log,          stored.hash,          from_site,
                             stored.event.header, stored.event.payload, stored.scope};
    const log::EventType type = stored.event.header.type;
    if (const auto folded = apply(fact, stored.log_kind); !folded.ok()) {
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
    } else if (type == content::event_type::erased) {
        auto erased = content::read_payload<content::Erased>(stored.event.payload);
        if (erased.ok()) erasures_.push_back(std::move(*erased));
    }
}

// The record of the learner is what stands in the learner's scope, at the site as here. Keyrings
// are boxed under its name and give keys, which are no facts.
Result<content::Folded> Folding::apply(const content::Fact& fact, log::LogKind kind) {
    using content::Folded;
    if (kind == log::LogKind::keyring) return Folded::not_ours;
    if (fact.scope.is_zero() || fact.scope == store_.own_scope()) return learner_.apply(fact);
    APPRODO_TRY(const Folded in_edition, edition_.apply(fact));
    return in_edition == Folded::yes ? in_edition : staff_.apply(fact);
}

std::size_t Folding::frozen_count() const {
    return learner_.frozen_count() + edition_.frozen.size() + staff_.frozen.size();
}

Hash Folding::digest() const {
    return crypto::hash(crypto::domain::fold, {content::encode(learner_)});
}

std::vector<content::ContentHead> Folding::take_new_heads() {
    return std::exchange(heads_, {});
}

}  // namespace approdo::client
