// What was done in an enrolment, unit by unit, for the export of one's own data.
#include "client_core/core/my_data.hpp"
#include "client_core/core/views_json.hpp"

namespace approdo::client {
namespace {

using content::Kept;
using content::LastWriter;

std::string_view proof_name(content::AttendanceProof proof) {
    constexpr std::string_view names[] = {"declared", "code", "trainer", "online"};
    const auto index = static_cast<std::size_t>(proof);
    return index >= 1 && index <= std::size(names) ? names[index - 1] : "unknown";
}

void write_seen(JsonWriter& json, const content::UnitRecord& unit) {
    write_list(json, "read", unit.read, [&](const auto& one) {
        json.begin_object()
            .member("version", one.first.value)
            .member("furthest_block", one.second.furthest_block)
            .member("blocks", one.second.blocks)
            .end_object();
    });
    write_list(json, "media_seen", unit.media_ms, [&](const auto& one) {
        json.begin_object().member("language", one.first);
        json.name("stretches").begin_list();
        for (const content::Interval& stretch : one.second.intervals()) {
            json.begin_object()
                .member("from_ms", stretch.from)
                .member("to_ms", stretch.to)
                .end_object();
        }
        json.end_list().end_object();
    });
}

void write_done(JsonWriter& json, const content::UnitRecord& unit) {
    write_list(json, "completions", unit.completions, [&](const auto& one) {
        json.begin_object();
        write_time(json, "at", one.second.place.wall);
        json.member("version", one.second.place.version.value)
            .member("by", name_of(one.second.value.kind))
            .member("seconds", one.second.value.seconds)
            .end_object();
    });
    write_list(json, "handed_in", unit.handed_in, [&](const auto& one) {
        json.begin_object();
        write_time(json, "at", one.second.place.wall);
        write_response(json, one.second.value.response, nullptr);
        json.end_object();
    });
    write_list(json, "questionnaire", unit.questionnaire, [&](const auto& one) {
        json.begin_object().member("question", one.first);
        write_response(json, one.second.value.response, nullptr);
        json.end_object();
    });
    write_list(json, "recognised", unit.recognitions, [&](const auto& one) {
        json.begin_object();
        write_time(json, "at", one.second.place.wall);
        json.member("minutes", one.second.value.minutes)
            .member("unit_completed", one.second.value.unit_completed)
            .member("reason", one.second.value.reason)
            .end_object();
    });
}

void write_reviews(JsonWriter& json, const content::UnitRecord& unit) {
    write_list(json, "reviews", unit.practised, [&](const auto& of_question) {
        json.begin_object().member("question", of_question.first);
        json.name("answers").begin_list();
        for (const auto& [stamp, one] : of_question.second) {
            json.begin_object();
            write_time(json, "at", one.place.wall);
            json.member("verdict", name_of(one.value.verdict))
                .member("rating", name_of(one.value.rating))
                .end_object();
        }
        json.end_list().end_object();
    });
}

// A note without words was taken away.
void write_notes(JsonWriter& json, const content::UnitRecord& unit) {
    std::vector<const content::Note*> notes;
    for (const auto& [id, note] : unit.notes) {
        if (!note.value.text.empty()) notes.push_back(&note.value);
    }
    write_list(json, "notes", notes, [&](const content::Note* note) {
        json.begin_object()
            .member("note", note->note)
            .member("anchor", note->anchor)
            .member("text", note->text)
            .end_object();
    });
    write_list(json, "bookmarks", unit.bookmarks.anchors(),
               [&](const std::string& anchor) { json.text(anchor); });
}

void write_unit(JsonWriter& json, Client::Parts& parts, const UnitId& id,
                const content::UnitRecord& unit, const content::Unit* described) {
    std::uint64_t seconds = 0;
    for (const auto& [counter, counted] : unit.seconds) seconds += counted;
    json.begin_object().member("unit", id);
    if (described != nullptr) {
        const auto* variant = described->variant(parts.host.language);
        json.member("title", variant != nullptr ? variant->title : described->slug)
            .member("kind", name_of(described->kind));
    }
    json.member("opened", unit.opened).member("seconds", seconds);
    write_time(json, "first", unit.first_wall);
    write_time(json, "last", unit.last_wall);
    write_seen(json, unit);
    write_done(json, unit);
    write_attempts(json, parts, unit);
    write_reviews(json, unit);
    write_notes(json, unit);
    if (unit.extension.is_set()) {
        json.member("seconds_more", unit.extension.value.seconds_more)
            .member("attempts_more", unit.extension.value.attempts_more);
    }
    json.end_object();
}

}  // namespace

void write_facts(JsonWriter& json, Client::Parts& parts, const EnrolledCourse& course) {
    const OpenPackage* package = parts.shelf.described(course.enrolled().channel);
    write_list(json, "attended", course.record->attended, [&](const auto& one) {
        json.begin_object()
            .member("meeting", one.first)
            .member("minutes", one.second.minutes)
            .member("proof", proof_name(one.second.proof))
            .end_object();
    });
    write_list(json, "attendance_marked", course.record->attendance_marked, [&](const auto& one) {
        json.begin_object()
            .member("meeting", one.first)
            .member("minutes", one.second.value.minutes)
            .member("by", one.second.value.by);
        write_time(json, "at", one.second.value.written);
        json.end_object();
    });
    write_list(json, "hours_declared", course.record->hours_declared, [&](const auto& one) {
        json.begin_object()
            .member("minutes", one.second.value.minutes)
            .member("day", content::local_date_text(one.second.value.day))
            .member("what", one.second.value.what)
            .end_object();
    });
    write_list(json, "units", course.record->units, [&](const auto& one) {
        const content::Unit* unit = package ? package->course.unit(one.first) : nullptr;
        write_unit(json, parts, one.first, one.second, unit);
    });
}

}  // namespace approdo::client
