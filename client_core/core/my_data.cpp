#include "client_core/core/my_data.hpp"

#include <chrono>
#include <cstdio>

#include "client_core/core/record_json.hpp"
#include "client_core/core/views_json.hpp"

namespace approdo::client {
namespace {

constexpr std::string_view document_name = "approdo-my-data";
constexpr int document_version = 1;

// 2026-11-28T09:05:00Z
std::string utc_text(UtcMs time) {
    using namespace std::chrono;
    const sys_time<milliseconds> at{milliseconds(time.value)};
    const auto day = floor<days>(at);
    const year_month_day date(day);
    const hh_mm_ss clock(floor<seconds>(at - day));
    char text[40];
    const int size = std::snprintf(
        text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
        static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
        static_cast<int>(clock.seconds().count()));
    return {text, static_cast<std::size_t>(size)};
}

void write_person(JsonWriter& json, const Person& person) {
    json.name("person")
        .begin_object()
        .member("name", person.display_name)
        .member("user", person.user_name)
        .member("account", person.account)
        .member("device", person.device)
        .member("site", person.site)
        .member("site_name", person.site_name)
        .member("address", person.address)
        .end_object();
}

void write_devices(JsonWriter& json, const std::vector<DeviceLine>& devices) {
    json.name("devices").begin_list();
    for (const DeviceLine& device : devices) {
        json.begin_object()
            .member("device", device.device)
            .member("this_one", device.this_one)
            .member("revoked", device.revoked);
        write_time(json, "joined", device.joined);
        json.end_object();
    }
    json.end_list();
}

// What of it the site has confirmed, and its receipts as it signed them.
void write_delivery(JsonWriter& json, ProgressStore& progress) {
    const auto unsent = progress.own().unsent();
    json.name("delivery")
        .begin_object()
        .member("not_sent_yet", unsent.events)
        .member("at_the_site", unsent.durable)
        .member("in_a_copy_elsewhere", unsent.archived);
    json.name("receipts").begin_list();
    for (const exchange::SignedReceipt& receipt : progress.receipts()) {
        json.begin_object().member("number", receipt.value.number.value);
        write_time(json, "at", receipt.value.at);
        json.member("level", name_of(receipt.value.level))
            .member("signed", to_hex(receipt.bytes()))
            .end_object();
    }
    json.end_list().end_object();
}

void write_erasure_wish(JsonWriter& json, const ErasureView& view) {
    json.name("erasure").begin_object().member("state", name_of(view.state));
    write_time(json, "asked", view.asked.value_or(UtcMs{}));
    json.member("words", view.words);
    write_time(json, "answered", view.answered.value_or(UtcMs{}));
    json.member("reason", view.reason).end_object();
}

void write_enrolment(JsonWriter& json, Client::Parts& parts, const EnrolledCourse& course) {
    const content::Enrolled& enrolled = course.enrolled();
    const RecordCourse standing = record_of(parts, course);
    json.begin_object()
        .member("enrolment", course.id)
        .member("course", enrolled.course)
        .member("title", standing.card.title)
        .member("edition", enrolled.edition)
        .member("organisation", enrolled.organisation)
        .member("zone", enrolled.zone);
    if (enrolled.from.is_set()) json.member("from", content::local_date_text(enrolled.from));
    if (enrolled.until.is_set()) json.member("until", content::local_date_text(enrolled.until));
    json.member("enrolled", course.record->is_active());
    if (!course.record->is_active()) {
        json.member("left_because", course.record->unenrolled.value.reason);
    }
    json.member("completed", standing.card.completed)
        .member("passed", standing.card.passed)
        .member("seconds", standing.seconds)
        .member("minutes_recognised", standing.minutes_earned)
        .member("minutes_attended", standing.minutes_attended)
        .member("minutes_declared", standing.minutes_declared);
    if (standing.score) json.member("score", content::percent_text(*standing.score));
    write_list(json, "attestations", standing.attestations,
               [&](const AttestationView& view) { write_attestation(json, view); });
    write_facts(json, parts, course);
    json.end_object();
}

}  // namespace

void write_time(JsonWriter& json, std::string_view name, UtcMs time) {
    json.name(name);
    if (time.value == 0) {
        json.null();
    } else {
        json.text(utc_text(time));
    }
}

Result<std::string> Client::my_data(std::string_view of_site) {
    APPRODO_CHECK(parts_->need_joined());
    parts_->flush_activity();
    parts_->folding.refresh();
    APPRODO_TRY(const auto devices_known, devices());
    JsonWriter json(JsonWriter::Layout::indented);
    json.begin_object()
        .member("schema", json_schema)
        .member("document", document_name)
        .member("version", document_version);
    write_time(json, "made", parts_->host.clock->now().wall);
    write_person(json, person());
    write_devices(json, devices_known);
    write_delivery(json, parts_->progress);
    write_erasure_wish(json, parts_->erasure());
    const content::LearnerRecord& learner = parts_->folding.learner();
    json.name("enrolments").begin_list();
    for (const auto& [id, record] : learner.enrolments) {
        write_enrolment(json, *parts_, {id, &record, learner.is_frozen(id)});
    }
    json.end_list();
    json.name("preferences").begin_list();
    for (const auto& [key, kept] : learner.preferences) {
        json.begin_object().member("key", key).member("value", kept.value.value).end_object();
    }
    json.end_list();
    json.name("site").whole(of_site.empty() ? "null" : of_site);
    json.end_object();
    return json.take() + "\n";
}

}  // namespace approdo::client
