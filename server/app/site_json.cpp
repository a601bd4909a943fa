#include "server/app/site_json.hpp"

namespace approdo::app {

using boost::json::array;
using boost::json::object;

object to_json(const Organisation& row) {
    object json = {
        {"id", row.id.hex()}, {"name", row.name}, {"depth", row.depth}, {"people", row.people}};
    if (row.parent) json["parent"] = row.parent->hex();
    return json;
}

object to_json(const Account& row) {
    array roles;
    for (const RoleAt& role : row.roles)
        roles.push_back({{"role", name_of(role.role)}, {"organisation", role.organisation.hex()}});
    return {{"id", row.id.hex()},           {"user", row.user_name},  {"name", row.display_name},
            {"roles", std::move(roles)},    {"devices", row.devices}, {"joined", row.has_joined},
            {"suspended", row.is_suspended}};
}

object to_json(const Device& row) {
    return {{"id", row.id.hex()},
            {"account", row.account.hex()},
            {"issued", row.issued.value},
            {"last_contact", row.last_contact.value},
            {"revoked", row.revoked},
            {"waiting", row.waiting},
            {"goes_on_from", row.before.is_zero() ? std::string() : row.before.hex()}};
}

object to_json(const OwnData& row) {
    array devices;
    for (const Device& device : row.devices) devices.push_back(to_json(device));
    array reports;
    for (const OwnReport& report : row.reports) {
        reports.push_back({{"enrolment", report.enrolment.hex()},
                           {"edition", report.edition},
                           {"units_done", report.units_done},
                           {"units_total", report.units_total},
                           {"passed", report.passed},
                           {"seconds", report.seconds},
                           {"answers", report.answers},
                           {"last_activity", report.last_activity.value}});
    }
    return {{"account", to_json(row.account)},
            {"devices", std::move(devices)},
            {"reports", std::move(reports)}};
}

object to_json(const EventLine& row) {
    return {{"id", row.id.hex()},     {"kind", row.kind},        {"at", row.at.value},
            {"by_site", row.by_site}, {"erased", row.is_erased}, {"bytes", row.bytes}};
}

object to_json(const ErasureRequest& row) {
    return {{"id", row.account.hex()},
            {"user", row.user_name},
            {"name", row.display_name},
            {"asked", row.asked.value},
            {"words", row.words}};
}

object to_json(const InvitationLink& row) {
    return {{"link", row.link}, {"expires", row.expires.value}};
}

object to_json(const SaltAnswer& row) {
    return {{"salt", to_base64url(row.salt)},
            {"passes", row.cost_passes},
            {"memory_kib", row.cost_memory_kib}};
}

object to_json(const Session& row) {
    return {{"token", row.token},
            {"account", row.account.hex()},
            {"name", row.display_name},
            {"expires", row.expires.value}};
}

object to_json(const Course& row) {
    object json = {{"id", row.id.hex()},
                   {"channel", row.channel.hex()},
                   {"title", row.title},
                   {"version", row.version.value},
                   {"bytes", row.bytes}};
    if (row.published.value != 0) json["published"] = row.published.value;
    return json;
}

object to_json(const PublishedPackage& row) {
    return {{"course", row.course.hex()},
            {"channel", row.channel.hex()},
            {"version", row.version.value},
            {"chunks_new", row.chunks_new},
            {"chunks_known", row.chunks_known}};
}

object to_json(const Edition& row) {
    object json = {{"id", row.id.hex()}, {"course", row.course.hex()},
                   {"name", row.name},   {"organisation", row.organisation.hex()},
                   {"zone", row.zone},   {"enrolled", row.enrolled}};
    if (!row.opens.empty()) json["opens"] = row.opens;
    if (!row.closes.empty()) json["closes"] = row.closes;
    return json;
}

object to_json(const Enrolment& row) {
    return {{"id", row.id.hex()},
            {"edition", row.edition.hex()},
            {"account", row.account.hex()},
            {"name", row.display_name},
            {"active", row.is_active}};
}

object to_json(const ProgressLine& row) {
    object json = {{"enrolment", row.enrolment.hex()},
                   {"edition", row.edition.hex()},
                   {"account", row.account.hex()},
                   {"organisation", row.organisation.hex()},
                   {"user", row.user_name},
                   {"name", row.display_name},
                   {"units_done", row.units_done},
                   {"units_total", row.units_total},
                   {"points_milli", row.points_milli},
                   {"points_milli_max", row.points_milli_max},
                   {"answers", row.answers},
                   {"seconds", row.seconds},
                   {"done", row.done},
                   {"to_check", row.to_check}};
    if (row.last_seen.value != 0) json["last_seen"] = row.last_seen.value;
    return json;
}

object to_json(const AttestationState& row) {
    array missing;
    for (const content::Missing& one : row.missing) {
        object lack = {
            {"what", content::name_of(one.what)}, {"have", one.have}, {"need", one.need}};
        if (!one.unit.is_zero()) lack["unit"] = one.unit.hex();
        missing.push_back(std::move(lack));
    }
    object json = {{"enrolment", row.enrolment.hex()},
                   {"account", row.account.hex()},
                   {"user", row.user_name},
                   {"name", row.display_name},
                   {"offered", row.is_offered},
                   {"earned", row.is_earned},
                   {"missing", std::move(missing)}};
    if (row.number.empty()) return json;
    json["number"] = row.number;
    json["issued"] = row.issued.value;
    if (row.revoked.value == 0) return json;
    json["revoked"] = row.revoked.value;
    json["reason"] = row.reason;
    return json;
}

object to_json(const CheckedAttestato& row) {
    const attestation::Attestation& said = row.checked.attestation;
    object json = {{"genuine", true},
                   {"number", attestation::number_text(said.number)},
                   {"holder", said.holder},
                   {"course", said.course},
                   {"edition", said.edition},
                   {"organisation", said.organisation},
                   {"minutes", said.minutes},
                   {"issued", said.issued.value},
                   {"site", row.checked.site.hex()},
                   {"site_name", row.checked.site_name},
                   {"words", row.checked.words}};
    if (said.has_score) json["score_percent"] = said.score_percent;
    if (row.revoked.value == 0) return json;
    json["revoked"] = row.revoked.value;
    json["reason"] = row.reason;
    return json;
}

object to_json(const ImportReport& row) {
    array faults;
    for (const std::string& fault : row.faults) faults.emplace_back(fault);
    return {{"parcels", row.parcels},
            {"segments_taken", row.segments_taken},
            {"segments_known", row.segments_known},
            {"segments_parked", row.segments_parked},
            {"refused", row.refused},
            {"faults", std::move(faults)}};
}

object to_json(const ExportReport& row) {
    return {{"parcels", row.parcels}, {"bytes", row.bytes}};
}

object to_json(const RebuildReport& row) {
    return {{"segments", row.segments},
            {"events", row.events},
            {"quarantined", row.quarantined},
            {"digest_before", row.digest_before},
            {"digest_after", row.digest_after}};
}

std::string_view name_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::ok:
            return "ok";
        case Verdict::advice:
            return "advice";
        case Verdict::failure:
            return "failure";
    }
    return "unknown";
}

object to_json(const Finding& row) {
    return {{"verdict", name_of(row.verdict)},
            {"check", row.check},
            {"subject", row.subject},
            {"text", row.text}};
}

object to_json(const BackupReport& row) {
    return {{"files", row.files}, {"bytes", row.bytes}, {"digest", row.digest}};
}

object to_json(const AuditLine& row) {
    return {{"at", row.at.value},
            {"actor", row.actor},
            {"action", row.action},
            {"subject", row.subject}};
}

}  // namespace approdo::app
