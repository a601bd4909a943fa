// The part of ProgressStore that lets go of what the site erased.
#include "client_core/core/progress_store.hpp"

namespace approdo::client {
namespace {

using exchange::FrameType;

// The site's record that the person of this device was erased.
constexpr std::string_view erasure_setting = "erasure";

}  // namespace

void ProgressStore::take_erasure(const Hash& event) {
    if (!erased_.add(event)) return;
    // What is to be taken away needs its row again.
    if (const auto log = pruned_.log_of(event)) pruned_.bring_back(*log);
    erase_here(event);
    distrust_snapshots();
}

void ProgressStore::erase_here(const Hash& event) {
    const auto places = held_.erase_event(event);
    for (const HeldLogsStore::Place& place : places) erased_.want({place.log, place.seq});
    if (!places.empty()) fold_anew();
}

// They may tell of what does not count any more.
void ProgressStore::distrust_snapshots() {
    if (records_.snapshots().empty()) return;
    records_.forget_snapshots();
    exchange::ClientState fresh = state();
    fresh.wants_snapshot = true;
    put_state(fresh);
    fold_anew();
}

// Something that waited was opened.
void ProgressStore::erase_what_is_listed() {
    for (const Hash& event : erased_.all()) erase_here(event);
}

void ProgressStore::replace_segment(const exchange::StreamId& stream, const log::Segment& redacted,
                                    const log::OpenedSegment& opened) {
    pruned_.bring_back(redacted.header.log);
    held_.replace_segment(stream, redacted, opened);
    for (std::size_t i = 0; i < opened.events.size(); ++i) {
        if (!opened.is_erased(i)) continue;
        (void)erased_.add(opened.hashes[i]);
        erased_.forget_want({redacted.header.log, Seq{redacted.header.first.value + i}});
    }
    distrust_snapshots();
    fold_anew();
}

bool ProgressStore::has_more_redacted_to_ask() {
    const auto wanted = erased_.wanted();
    return !wanted.empty() && wanted != redacted_asked_;
}

void ProgressStore::put_erasure(const log::SignedErasure& record) {
    const log::Erasure& said = record.value;
    const auto device = held_.find_device(writer_.device);
    const bool is_of_us = said.kind == log::ErasedKind::person && device &&
                          device->certificate.value.account == said.account;
    if (is_of_us) put_setting(erasure_setting, record.bytes());
}

std::optional<UtcMs> ProgressStore::erased_at() {
    const auto bytes = setting(erasure_setting);
    if (!bytes) return std::nullopt;
    const auto record = log::SignedErasure::read(*bytes);
    return record.ok() ? std::optional(record->value.at) : std::nullopt;
}

void ProgressStore::add_erasure_frames(std::vector<exchange::Frame>& frames) {
    redacted_asked_ = erased_.wanted();
    if (!redacted_asked_.empty()) {
        frames.push_back(
            {FrameType::want_redacted, wire::encode(exchange::WantRedacted{redacted_asked_, {}})});
    }
    if (auto erasure = setting(erasure_setting)) {
        frames.push_back({FrameType::erasure, std::move(*erasure)});
    }
}

}  // namespace approdo::client
