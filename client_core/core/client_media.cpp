// Sound and moving pictures: what a player needs to know, and what of them was seen.
#include <algorithm>

#include "client_core/core/client_parts.hpp"
#include "content/model/encoding.hpp"

namespace approdo::client {
namespace {

using content::CompletionKind;

// What was seen so far in this language, and now.
std::uint64_t seen_ms(const Place& place, const std::string& language,
                      const content::Interval& now) {
    content::IntervalSet seen;
    if (const auto* record = place.record->unit(place.unit->id)) {
        const auto found = record->media_ms.find(language);
        if (found != record->media_ms.end()) seen = found->second;
    }
    seen.add(now);
    return seen.length();
}

bool reaches_share(const content::CompletionRule& rule, std::uint64_t seen, std::uint32_t length) {
    if (length == 0) return false;
    const auto part = static_cast<std::int64_t>(std::min<std::uint64_t>(seen, length));
    return content::Share::of(part, length) >= rule.share;
}

}  // namespace

MediaView media_view(const Place& place, const content::Variant& variant) {
    MediaView view;
    view.path = variant.path;
    view.media_type = variant.media_type;
    view.duration_ms = variant.duration_ms;
    view.tracks = variant.tracks;
    if (!variant.transcript_path.empty()) {
        const auto transcript = place.package->reader->page(variant.transcript_path);
        if (transcript.ok()) view.transcript = transcript->html;
    }
    return view;
}

std::optional<NarrationView> narration_view(const content::Variant& variant) {
    NarrationView view;
    for (const content::Track& track : variant.tracks) {
        if (track.kind == content::TrackKind::narration) view.path = track.path;
        if (track.kind == content::TrackKind::sentences) view.marks = track.path;
    }
    if (view.path.empty() || view.marks.empty()) return std::nullopt;
    view.duration_ms = variant.duration_ms;
    return view;
}

Result<bool> Client::media_seen(std::string_view name, std::uint32_t from_ms, std::uint32_t to_ms) {
    APPRODO_CHECK(parts_->need_joined());
    APPRODO_TRY(const Place place, parts_->find_unit(name));
    const content::Variant* variant = place.unit->variant(parts_->host.language);
    if (variant == nullptr || place.unit->kind != content::UnitKind::media) {
        return fail(ErrorCode::invalid_input, "this unit is neither sound nor moving pictures");
    }
    if (variant->duration_ms > 0) to_ms = std::min(to_ms, variant->duration_ms);
    if (to_ms <= from_ms) {
        return fail(ErrorCode::invalid_input, "a part of media ends after it begins");
    }
    const std::uint64_t seen = seen_ms(place, variant->language, {from_ms, to_ms});
    const content::MediaSeen event{from_ms, to_ms, variant->language, {}};
    std::vector<NewEvent> events{
        parts_->event_on(place, content::MediaSeen::type, content::make_payload(event))};
    std::optional<NewEvent> done;
    if (reaches_share(place.unit->completion, seen, variant->duration_ms)) {
        done = parts_->completion(place, CompletionKind::watched, parts_->seconds_on(place));
    }
    if (done) events.push_back(*done);
    parts_->progress.append(log::LogKind::record, events);
    parts_->folding.refresh();
    return done.has_value();
}

}  // namespace approdo::client
