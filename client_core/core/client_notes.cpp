// A learner's own notes on a unit: events of theirs, so that they come along to every device and to
// the export of one's data, and nobody else sees them.
#include <algorithm>

#include "client_core/core/client_parts.hpp"
#include "content/model/encoding.hpp"

namespace approdo::client {
namespace {

constexpr std::size_t note_bytes_max = 10'000;

}  // namespace

std::vector<NoteView> notes_on(const Place& place) {
    const content::UnitRecord* record = place.record->unit(place.unit->id);
    if (record == nullptr) return {};
    std::vector<const content::LastWriter<content::Note>*> kept;
    for (const auto& [id, note] : record->notes) {
        if (!note.value.text.empty()) kept.push_back(&note);
    }
    std::sort(kept.begin(), kept.end(),
              [](const auto* a, const auto* b) { return a->stamp < b->stamp; });
    std::vector<NoteView> notes;
    for (const auto* note : kept) notes.push_back({note->value.note, note->value.text});
    return notes;
}

Result<std::vector<NoteView>> Client::notes(std::string_view unit) {
    APPRODO_CHECK(parts_->need_joined());
    APPRODO_TRY(const Place place, parts_->find_unit(unit));
    return notes_on(place);
}

Result<std::vector<NoteView>> Client::write_note(std::string_view unit,
                                                 const std::optional<content::NoteId>& earlier,
                                                 std::string_view text) {
    APPRODO_CHECK(parts_->need_joined());
    APPRODO_TRY(const Place place, parts_->find_unit(unit));
    if (text.size() > note_bytes_max) {
        return fail(ErrorCode::too_large, "a note has at most 10000 bytes: make two of it");
    }
    if (earlier) {
        const auto there = notes_on(place);
        const bool is_there = std::any_of(there.begin(), there.end(), [&](const NoteView& note) {
            return note.note == *earlier;
        });
        if (!is_there) {
            return fail(ErrorCode::not_found,
                        "this note is not on this unit any more: look at the notes again");
        }
    } else if (text.empty()) {
        return fail(ErrorCode::invalid_input, "a note needs some words");
    }
    content::Note note;
    note.note = earlier ? *earlier : parts_->host.random->id<content::NoteId>();
    note.text = text;
    const NewEvent event = parts_->event_on(place, note.type, content::make_payload(note));
    parts_->progress.append(log::LogKind::record, {&event, 1});
    parts_->folding.refresh();
    return notes(unit);
}

}  // namespace approdo::client
