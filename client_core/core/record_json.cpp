#include "client_core/core/record_json.hpp"

#include "client_core/core/views_json.hpp"

namespace approdo::client {

namespace {

void write_members(JsonWriter& json, const AttestationView& view) {
    json.member("enrolment", view.enrolment)
        .member("number", view.number)
        .member("holder", view.holder)
        .member("course", view.course)
        .member("version", view.version.value)
        .member("edition", view.edition)
        .member("organisation", view.organisation)
        .member("area", view.area)
        .member("minutes", view.minutes)
        .member("from", view.from)
        .member("until", view.until)
        .member("completed", view.completed.value)
        .member("issued", view.issued.value)
        .member("site", view.site)
        .member("site_name", view.site_name)
        .member("words", view.words)
        .member("code", view.code)
        .member("address", view.address)
        .member("known", view.is_known)
        .member("revoked", view.is_revoked);
    if (view.score_percent) json.member("score_percent", *view.score_percent);
    if (view.revoked) json.member("revoked_at", view.revoked->value);
    if (!view.reason.empty()) json.member("reason", view.reason);
}

void write_missing(JsonWriter& json, const MissingView& one) {
    const bool is_share = one.what == content::Lack::quiz || one.what == content::Lack::score;
    const auto shown = [&](std::uint64_t value) {
        return is_share ? content::percent_text({static_cast<std::int64_t>(value)})
                        : std::to_string(value);
    };
    json.begin_object()
        .member("what", content::name_of(one.what))
        .member("unit", one.unit)
        .member("have", shown(one.have))
        .member("need", shown(one.need))
        .end_object();
}

void write_attestations(JsonWriter& json, const RecordCourse& course) {
    json.member("attestation_offered", course.attestation_offered);
    json.name("attestation_missing").begin_list();
    for (const MissingView& one : course.attestation_missing) write_missing(json, one);
    json.end_list();
    json.name("attestations").begin_list();
    for (const AttestationView& view : course.attestations) write_attestation(json, view);
    json.end_list();
}

void write_units(JsonWriter& json, const std::vector<RecordUnit>& units) {
    json.name("units").begin_list();
    for (const RecordUnit& unit : units) {
        json.begin_object()
            .member("title", unit.title)
            .member("kind", name_of(unit.kind))
            .member("completed", unit.completed)
            .member("seconds", unit.seconds)
            .member("attempts", unit.attempts)
            .member("waits_for_marking", unit.waits_for_marking);
        if (unit.score) json.member("score", content::percent_text(*unit.score));
        json.end_object();
    }
    json.end_list();
}

}  // namespace

void write_attestation(JsonWriter& json, const AttestationView& view) {
    json.begin_object();
    write_members(json, view);
    json.end_object();
}

void write_study(JsonWriter& json, const RecordCourse& course) {
    json.member("seconds", course.seconds)
        .member("minutes_earned", course.minutes_earned)
        .member("minutes_attended", course.minutes_attended)
        .member("minutes_declared", course.minutes_declared);
    if (course.score) json.member("score", content::percent_text(*course.score));
    write_attestations(json, course);
    write_units(json, course.units);
}

std::string to_json(const AttestationView& view) {
    JsonWriter json;
    json.begin_object().member("schema", json_schema);
    write_members(json, view);
    json.end_object();
    return json.take();
}

}  // namespace approdo::client
