#include "content/model/event_types.hpp"

#include <array>

namespace approdo::content {

namespace {

using enum ScopeKind;
using enum Plane;
using enum LogKind;

constexpr EventInfo built(std::uint16_t type, std::string_view name, ScopeKind scope, Plane plane,
                          LogKind log, std::string_view fold, bool critical = false) {
    return {event_type::number(type), name, scope, plane, log, fold, critical, true};
}
constexpr EventInfo reserved(std::uint16_t type, std::string_view name, ScopeKind scope,
                             Plane plane, LogKind log, std::string_view fold,
                             bool critical = false) {
    return {event_type::number(type), name, scope, plane, log, fold, critical, false};
}

constexpr std::array types{
    built(1, "answered", learner, detail, record, "grow-only set in its attempt"),
    built(2, "attempt_opened", learner, status, record, "grow-only set of attempts"),
    built(3, "submitted", learner, status, record, "earliest of its attempt"),
    built(4, "completed", learner, status, record, "grow-only set"),
    built(5, "attended", learner, status, record, "maximum of minutes a meeting"),
    built(6, "posted", edition, detail, record, "last writer of a post"),
    built(7, "note", learner, detail, record, "last writer of a note"),
    built(8, "preference", learner, detail, record, "last writer of a key"),
    built(9, "bookmark_added", learner, detail, record, "observed-remove set"),
    built(10, "bookmark_removed", learner, detail, record, "observed-remove set"),
    built(11, "hours_declared", learner, status, record, "last writer of a declaration"),
    built(12, "questionnaire_answered", learner, statistics, record, "last writer of a question"),
    built(13, "handed_in", learner, status, record, "grow-only set, the last by stamp counts"),
    built(14, "practised", learner, detail, record, "grow-only set of reviews"),
    reserved(15, "foreign_state", learner, detail, record, "last writer of a key"),
    reserved(16, "foreign_statement", learner, detail, record, "grow-only set"),
    reserved(17, "review_requested", learner, status, record, "grow-only set"),
    reserved(18, "material_acknowledged", learner, status, record, "grow-only set"),
    reserved(19, "need_stated", learner, statistics, record, "last writer of a question"),
    reserved(20, "situation_recorded", organisation, statistics, record,
             "last writer of a situation"),
    reserved(21, "situation_withdrawn", organisation, statistics, record, "grow-only set"),
    reserved(22, "group_contribution", edition, detail, record, "grow-only set"),
    reserved(23, "mentoring_note", edition, detail, record, "last writer of a note"),
    reserved(24, "visit_reported", edition, status, record, "last writer of a report"),
    reserved(25, "practice_shared", organisation, status, record, "last writer of a post"),
    reserved(26, "peer_feedback", edition, detail, record, "last writer of a pair"),
    reserved(27, "message_sent", learner, detail, record, "grow-only set"),
    reserved(28, "consent_given", learner, status, record, "last writer of a purpose"),
    reserved(29, "consent_withdrawn", learner, status, record, "last writer of a purpose"),
    reserved(30, "post_reported", edition, detail, record, "grow-only set"),
    reserved(31, "reaction", edition, detail, record, "observed-remove set"),
    reserved(32, "workshop_proposed", organisation, status, record, "last writer of a proposal"),
    reserved(33, "marked_by_trainer", staff, detail, record, "last writer of an answer"),
    reserved(34, "register_signed", edition, status, record, "grow-only set"),
    built(35, "erasure_requested", learner, status, record, "last writer of a request"),
    built(36, "file_piece", learner, detail, record, "none: read when the file is asked for"),
    built(64, "opened", learner, detail, activity, "flag"),
    built(65, "page_seen", learner, detail, activity, "maximum"),
    built(66, "media_seen", learner, detail, activity, "interval union"),
    built(67, "time_on_task", learner, detail, activity,
          "maximum a log and clock session, then the sum"),
    reserved(68, "searched", learner, detail, activity, "grow-only set"),
    reserved(69, "downloaded", learner, detail, activity, "grow-only set"),
    reserved(70, "read_aloud", learner, detail, activity, "maximum a log, then the sum"),
    built(128, "enrolled", learner, status, site, "last writer of an enrolment", true),
    built(129, "unenrolled", learner, status, site, "last writer of an enrolment", true),
    built(130, "grade", learner, status, site, "last writer of an attempt"),
    built(131, "feedback", learner, detail, site, "last writer of an answer"),
    built(132, "announcement", edition, detail, site, "last writer of an announcement"),
    built(133, "content_head", edition, status, site, "maximum of the version"),
    built(134, "revocation", whole_site, status, site, "grow-only set", true),
    built(135, "key_given", account, detail, site, "grow-only set", true),
    built(136, "attempt_seed", learner, detail, site, "last writer of an attempt number"),
    built(137, "identity_same", staff, detail, site, "last writer of a pair"),
    built(138, "identity_apart", staff, detail, site, "last writer of a pair"),
    built(139, "recognition", learner, status, site, "grow-only set"),
    built(140, "time_extension", learner, status, site, "last writer of a unit"),
    built(141, "attempt_voided", learner, status, site, "grow-only set"),
    built(142, "ruling", staff, status, site, "last writer of a subject"),
    reserved(143, "edition_changed", edition, status, site, "last writer of an edition", true),
    reserved(144, "role_granted", account, status, site, "observed-remove set", true),
    reserved(145, "role_removed", account, status, site, "observed-remove set", true),
    built(146, "attestation_issued", learner, status, site, "grow-only set"),
    built(147, "attestation_revoked", learner, status, site, "grow-only set"),
    reserved(148, "badge_issued", learner, status, site, "grow-only set"),
    reserved(149, "badge_revoked", learner, status, site, "grow-only set"),
    built(150, "meeting_planned", edition, status, site, "last writer of a meeting"),
    built(151, "meeting_cancelled", edition, status, site, "last writer of a meeting"),
    reserved(152, "post_hidden", edition, detail, site, "last writer of a post"),
    reserved(153, "group_formed", edition, status, site, "observed-remove set"),
    reserved(154, "questionnaire_opened", edition, status, site, "last writer of a questionnaire"),
    reserved(155, "questionnaire_closed", edition, status, site, "last writer of a questionnaire"),
    reserved(156, "plan_changed", organisation, status, site, "last writer of a plan"),
    reserved(157, "service_listed", organisation, statistics, site, "last writer of a service"),
    reserved(158, "result_published", organisation, statistics, site, "grow-only set"),
    reserved(159, "mentor_paired", learner, status, site, "observed-remove set"),
    reserved(160, "due_date", learner, status, site, "last writer of a unit"),
    reserved(161, "snapshot_made", learner, detail, site, "maximum of the frontier"),
    built(162, "erased", learner, status, site, "grow-only set", true),
    built(163, "staff_status", staff, status, site, "last writer of an enrolment"),
    reserved(164, "root_rotated", whole_site, status, site, "grow-only set", true),
    built(165, "edition_described", staff, status, site, "last writer of an edition"),
    built(166, "erasure_refused", learner, status, site, "last writer of a request"),
    built(167, "attendance_marked", learner, status, site, "last writer of a meeting"),
};

}  // namespace

std::span<const EventInfo> event_types() {
    return types;
}

const EventInfo* event_info(log::EventType type) {
    for (const EventInfo& info : types) {
        if (info.type == type) return &info;
    }
    return nullptr;
}

std::string_view name_of(ScopeKind scope) {
    switch (scope) {
        case ScopeKind::learner:
            return "learner";
        case ScopeKind::edition:
            return "edition";
        case ScopeKind::staff:
            return "staff";
        case ScopeKind::organisation:
            return "organisation";
        case ScopeKind::account:
            return "account";
        case ScopeKind::whole_site:
            return "site";
    }
    return "unknown";
}

std::string_view name_of(Plane plane) {
    switch (plane) {
        case Plane::detail:
            return "detail";
        case Plane::status:
            return "status";
        case Plane::statistics:
            return "statistics";
    }
    return "unknown";
}

std::string_view name_of(LogKind log) {
    switch (log) {
        case LogKind::record:
            return "record";
        case LogKind::activity:
            return "activity";
        case LogKind::site:
            return "site";
    }
    return "unknown";
}

}  // namespace approdo::content
