#include "client_core/core/views_json.hpp"

#include "client_core/core/handed_json.hpp"
#include "client_core/core/json.hpp"
#include "client_core/core/media_json.hpp"
#include "client_core/core/question_json.hpp"
#include "client_core/core/record_json.hpp"

namespace approdo::client {
namespace {

JsonWriter opened() {
    JsonWriter json;
    json.begin_object().member("schema", json_schema);
    return json;
}

std::string closed(JsonWriter& json) {
    return json.end_object().take();
}

template <class Write>
void optional_member(JsonWriter& json, std::string_view name, bool there, const Write& write) {
    json.name(name);
    if (there) {
        write();
    } else {
        json.null();
    }
}

void write_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
    json.name(name).begin_list();
    for (const std::string& text : texts) json.text(text);
    json.end_list();
}

void write_date(JsonWriter& json, std::string_view name, const content::LocalDate& date) {
    if (date.is_set()) json.member(name, content::local_date_text(date));
}

void write_error(JsonWriter& json, const Error& error) {
    json.begin_object()
        .member("code", name_of(error.code))
        .member("message", error.message)
        .end_object();
}

void write_card(JsonWriter& json, const CourseCard& card) {
    json.begin_object()
        .member("course", card.course)
        .member("channel", card.channel)
        .member("enrolment", card.enrolment)
        .member("edition", card.edition)
        .member("slug", card.slug)
        .member("title", card.title)
        .member("state", name_of(card.state))
        .member("newest", card.newest.value)
        .member("installed", card.installed.value)
        .member("units_completed", card.units_completed)
        .member("units_required", card.units_required)
        .member("minutes_recognised", card.minutes_recognised)
        .member("completed", card.completed)
        .member("passed", card.passed)
        .member("frozen", card.frozen);
    write_date(json, "from", card.from);
    write_date(json, "until", card.until);
    if (!card.zone.empty()) json.member("zone", card.zone);
    json.end_object();
}

void write_unit(JsonWriter& json, const UnitCard& unit) {
    json.begin_object()
        .member("unit", unit.unit)
        .member("slug", unit.slug)
        .member("module", unit.module_slug)
        .member("module_title", unit.module_title)
        .member("title", unit.title)
        .member("kind", name_of(unit.kind))
        .member("minutes", unit.minutes)
        .member("required", unit.required)
        .member("opened", unit.opened)
        .member("completed", unit.completed)
        .member("here", unit.here)
        .member("attempts", unit.attempts)
        .member("attempts_open", unit.attempts_open)
        .member("waits_for_marking", unit.waits_for_marking)
        .member("frozen", unit.frozen);
    if (unit.score) json.member("score", content::percent_text(*unit.score));
    json.end_object();
}

void write_devices(JsonWriter& json, const std::vector<ClassDevice>& devices) {
    json.begin_list();
    for (const ClassDevice& device : devices) {
        json.begin_object().member("joined", device.joined.value).member("silent", device.silent);
        optional_member(json, "last_contact", device.last_contact.has_value(),
                        [&] { json.number_signed(device.last_contact->value); });
        json.end_object();
    }
    json.end_list();
}

void write_line(JsonWriter& json, const ClassLine& line) {
    json.begin_object()
        .member("enrolment", line.enrolment)
        .member("account", line.account)
        .member("organisation", line.organisation)
        .member("name", line.name)
        .member("active", line.active)
        .member("units_completed", line.units_completed)
        .member("units_required", line.units_required)
        .member("completed", line.completed)
        .member("passed", line.passed)
        .member("answers", line.answers)
        .member("seconds", line.seconds)
        .member("minutes_attended", line.minutes_attended)
        .member("minutes_declared", line.minutes_declared)
        .member("minutes_recognised", line.minutes_recognised)
        .member("units_to_mark", line.units_to_mark)
        .member("to_review", line.to_review);
    if (line.score) json.member("score", content::percent_text(*line.score));
    optional_member(json, "last_activity", line.last_activity.has_value(),
                    [&] { json.number_signed(line.last_activity->value); });
    json.member("needs_help", line.needs_help);
    optional_member(json, "devices", line.devices.has_value(),
                    [&] { write_devices(json, *line.devices); });
    json.end_object();
}

void write_erasure(JsonWriter& json, const ErasureView& view) {
    const auto moment = [&](std::string_view name, const std::optional<UtcMs>& time) {
        optional_member(json, name, time.has_value(), [&] { json.number_signed(time->value); });
    };
    json.name("erasure").begin_object().member("state", name_of(view.state));
    moment("asked", view.asked);
    json.member("words", view.words);
    moment("answered", view.answered);
    json.member("reason", view.reason).end_object();
}

void write_notes(JsonWriter& json, const std::vector<NoteView>& notes) {
    json.name("notes").begin_list();
    for (const NoteView& note : notes) {
        json.begin_object().member("note", note.note).member("text", note.text).end_object();
    }
    json.end_list();
}

}  // namespace

std::string to_json(const Error& error) {
    JsonWriter json = opened();
    json.name("error");
    write_error(json, error);
    return closed(json);
}

std::string to_json(JoinStage stage) {
    JsonWriter json = opened();
    json.member("stage", name_of(stage));
    return closed(json);
}

std::string to_json(const Person& person) {
    JsonWriter json = opened();
    json.member("stage", name_of(person.stage))
        .member("site", person.site)
        .member("site_name", person.site_name)
        .member("address", person.address)
        .member("user", person.user_name)
        .member("name", person.display_name)
        .member("account", person.account)
        .member("device", person.device);
    return closed(json);
}

std::string to_json(const SyncReport& report) {
    JsonWriter json = opened();
    json.member("answered", report.answered)
        .member("receipt", report.receipt)
        .member("carried", report.carried)
        .member("segments_taken", report.segments_taken)
        .member("segments_waiting", report.segments_waiting)
        .member("record_came", report.record_came)
        .member("chunks_taken", report.chunks_taken)
        .member("parcels_for_others", report.parcels_for_others)
        .member("again", report.again);
    json.name("faults").begin_list();
    for (const Error& fault : report.faults) write_error(json, fault);
    json.end_list();
    write_texts(json, "notices", report.notices);
    return closed(json);
}

std::string to_json(const std::vector<CourseCard>& cards) {
    JsonWriter json = opened();
    json.name("courses").begin_list();
    for (const CourseCard& card : cards) write_card(json, card);
    json.end_list();
    return closed(json);
}

std::string to_json(const CourseView& view) {
    JsonWriter json = opened();
    json.name("course");
    write_card(json, view.card);
    json.member("summary", view.summary);
    write_texts(json, "languages", view.languages);
    json.name("units").begin_list();
    for (const UnitCard& unit : view.units) write_unit(json, unit);
    json.end_list();
    return closed(json);
}

std::string to_json(const DownloadPlan& plan) {
    JsonWriter json = opened();
    json.member("course", plan.course)
        .member("version", plan.version.value)
        .member("bytes", plan.bytes)
        .member("bytes_here", plan.bytes_here)
        .member("chunks_missing", plan.chunks_missing);
    json.name("parts").begin_list();
    for (const DownloadPart& part : plan.parts) {
        json.begin_object()
            .member("part", name_of(part.part.type))
            .member("language", part.part.language)
            .member("bytes", part.bytes)
            .member("chosen", part.chosen)
            .member("held", part.held)
            .end_object();
    }
    json.end_list();
    return closed(json);
}

std::string to_json(const std::vector<DownloadLine>& lines) {
    JsonWriter json = opened();
    json.name("downloads").begin_list();
    for (const DownloadLine& line : lines) {
        json.begin_object()
            .member("course", line.course)
            .member("slug", line.slug)
            .member("title", line.title)
            .member("version", line.version.value)
            .member("bytes", line.bytes)
            .member("bytes_here", line.bytes_here)
            .end_object();
    }
    json.end_list();
    return closed(json);
}

std::string to_json(const PageView& view) {
    JsonWriter json = opened();
    json.member("unit", view.unit)
        .member("version", view.version.value)
        .member("course_title", view.course_title)
        .member("title", view.title)
        .member("language", view.language)
        .member("right_to_left", view.direction == content::Direction::right_to_left)
        .member("html", view.html)
        .member("blocks", view.blocks)
        .member("furthest_block", view.furthest_block)
        .member("completed", view.completed)
        .member("noted", view.noted)
        .member("completed_by", name_of(view.completed_by));
    if (view.media) write_media(json, *view.media);
    if (view.assignment) write_assignment(json, *view.assignment);
    if (view.narration) write_narration(json, *view.narration);
    write_notes(json, view.notes);
    return closed(json);
}

std::string to_json(const std::vector<NoteView>& notes) {
    JsonWriter json = opened();
    write_notes(json, notes);
    return closed(json);
}

std::string to_json(const QuestionView& view) {
    JsonWriter json = opened();
    json.name("question");
    write_question(json, view);
    return closed(json);
}

std::string to_json(const AttemptView& view) {
    JsonWriter json = opened();
    json.member("attempt", view.attempt)
        .member("unit", view.unit)
        .member("version", view.version.value)
        .member("number", view.number)
        .member("mode", name_of(view.settings.mode))
        .member("title", view.title)
        .member("introduction", view.introduction.html)
        .member("answered", view.answered)
        .member("submitted", view.submitted)
        .member("marked", view.marked)
        .member("waits_for_person", view.waits_for_person);
    if (view.marked) {
        json.member("points", content::points_text(view.points))
            .member("points_max", content::points_text(view.points_max))
            .member("passed", view.passed);
    }
    optional_member(json, "time_left_ms", view.time_left_ms.has_value(),
                    [&] { json.number(*view.time_left_ms); });
    json.name("questions").begin_list();
    for (const QuestionView& question : view.questions) write_question(json, question);
    json.end_list();
    return closed(json);
}

std::string to_json(const SubmitView& view) {
    JsonWriter json = opened();
    json.member("attempt", view.attempt)
        .member("code", view.code)
        .member("answered", view.answered)
        .member("unanswered", view.unanswered)
        .member("marked", view.marked)
        .member("waits_for_person", view.waits_for_person);
    if (view.marked) {
        json.member("points", content::points_text(view.points))
            .member("points_max", content::points_text(view.points_max))
            .member("passed", view.passed);
    }
    return closed(json);
}

std::string to_json(const Record& record) {
    JsonWriter json = opened();
    json.member("name", record.display_name)
        .member("seconds", record.seconds)
        .member("digest", record.digest);
    json.name("courses").begin_list();
    for (const RecordCourse& course : record.courses) {
        json.begin_object().name("course");
        write_card(json, course.card);
        write_study(json, course);
        json.end_object();
    }
    json.end_list();
    return closed(json);
}

std::string to_json(const std::vector<ClassView>& classes) {
    JsonWriter json = opened();
    json.name("classes").begin_list();
    for (const ClassView& view : classes) {
        json.begin_object()
            .member("edition", view.edition)
            .member("course", view.course)
            .member("title", view.title)
            .member("course_title", view.course_title)
            .member("course_slug", view.course_slug)
            .member("organisation_name", view.organisation_name)
            .member("zone", view.zone);
        write_date(json, "from", view.from);
        write_date(json, "until", view.until);
        json.name("learners").begin_list();
        for (const ClassLine& line : view.lines) write_line(json, line);
        json.end_list().end_object();
    }
    json.end_list();
    return closed(json);
}

std::string to_json(const Status& status) {
    JsonWriter json = opened();
    json.member("stage", name_of(status.person.stage))
        .member("site_name", status.person.site_name)
        .member("user", status.person.user_name)
        .member("events_unsent", status.events_unsent)
        .member("segments_unsent", status.segments_unsent)
        .member("bytes_unsent", status.bytes_unsent);
    optional_member(json, "oldest_unsent", status.oldest_unsent.has_value(),
                    [&] { json.number_signed(status.oldest_unsent->value); });
    json.member("events_durable", status.events_durable)
        .member("events_archived", status.events_archived)
        .member("chunks_wanted", status.chunks_wanted)
        .member("bytes_wanted", status.bytes_wanted)
        .member("parcels_for_others", status.parcels_for_others)
        .member("held", status.held)
        .member("frozen", status.frozen)
        .member("quarantined", status.quarantined);
    optional_member(json, "last_receipt", status.last_receipt.has_value(),
                    [&] { json.number_signed(status.last_receipt->value); });
    optional_member(json, "last_heard", status.last_heard.has_value(),
                    [&] { json.number_signed(status.last_heard->value); });
    optional_member(json, "level", status.level.has_value(),
                    [&] { json.text(name_of(*status.level)); });
    json.member("events_carried", status.events_carried);
    optional_member(json, "carried_at", status.carried_at.has_value(),
                    [&] { json.number_signed(status.carried_at->value); });
    json.member("cache_bytes", status.cache_bytes)
        .member("cache_budget", status.cache_budget)
        .member("progress_bytes", status.progress_bytes)
        .member("events_pruned", status.events_pruned)
        .member("revoked", status.revoked)
        .member("root_changes", status.root_changes)
        .member("announcements_new", status.announcements_new)
        .member("teaches", status.teaches)
        .member("needs_newer_program", status.needs_newer_program);
    write_erasure(json, status.erasure);
    write_texts(json, "notices", status.notices);
    return closed(json);
}

std::string to_json(const ErasureView& view) {
    JsonWriter json = opened();
    write_erasure(json, view);
    return closed(json);
}

std::string to_json(const std::vector<DeviceLine>& lines) {
    JsonWriter json = opened();
    json.name("devices").begin_list();
    for (const DeviceLine& line : lines) {
        json.begin_object()
            .member("device", line.device)
            .member("this_one", line.this_one)
            .member("revoked", line.revoked)
            .member("joined", line.joined.value);
        if (!line.before.is_zero()) json.member("goes_on_from", line.before);
        if (line.this_one) {
            json.member("events_durable", line.events_durable)
                .member("events_archived", line.events_archived);
        }
        json.end_object();
    }
    json.end_list();
    return closed(json);
}

}  // namespace approdo::client
