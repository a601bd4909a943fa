// Every type of learning event, with its number, which is fixed for ever, and what docs/events.md
// says of it: who may read it, in which log it stands, how it folds. Numbers of things not built
// yet are reserved here, so that no two programs ever use one for two things. A test holds the
// document and this table together.
#pragma once

#include <span>
#include <string_view>

#include "sync/log/event.hpp"

namespace approdo::content {

enum class ScopeKind : std::uint8_t { learner, edition, staff, organisation, account, whole_site };
// Detail is the learner's own; status is what staff see; statistics are counted, small ones
// suppressed.
enum class Plane : std::uint8_t { detail, status, statistics };
enum class LogKind : std::uint8_t { record, activity, site };

struct EventInfo {
    log::EventType type{};
    std::string_view name;
    ScopeKind scope;
    Plane plane;
    LogKind log;
    std::string_view fold;  // in the words of docs/events.md
    bool critical;
    bool built;
};

std::span<const EventInfo> event_types();
const EventInfo* event_info(log::EventType type);
std::string_view name_of(ScopeKind scope);
std::string_view name_of(Plane plane);
std::string_view name_of(LogKind log);

namespace event_type {

constexpr log::EventType number(std::uint16_t value) {
    return static_cast<log::EventType>(value);
}

// Written by a learner's device into its `record` log.
inline constexpr auto answered = number(1);
inline constexpr auto attempt_opened = number(2);
inline constexpr auto submitted = number(3);
inline constexpr auto completed = number(4);
inline constexpr auto attended = number(5);
inline constexpr auto posted = number(6);
inline constexpr auto note = number(7);
inline constexpr auto preference = number(8);
inline constexpr auto bookmark_added = number(9);
inline constexpr auto bookmark_removed = number(10);
inline constexpr auto hours_declared = number(11);
inline constexpr auto questionnaire_answered = number(12);
inline constexpr auto handed_in = number(13);
inline constexpr auto practised = number(14);
inline constexpr auto erasure_requested = number(35);
inline constexpr auto file_piece = number(36);

// Into its `activity` log.
inline constexpr auto opened = number(64);
inline constexpr auto page_seen = number(65);
inline constexpr auto media_seen = number(66);
inline constexpr auto time_on_task = number(67);

// Written by the site into its own logs: from here on, whatever the type.
inline constexpr auto first_site_type = number(128);
inline constexpr auto enrolled = number(128);
inline constexpr auto unenrolled = number(129);
inline constexpr auto grade = number(130);
inline constexpr auto feedback = number(131);
inline constexpr auto announcement = number(132);
inline constexpr auto content_head = number(133);
inline constexpr auto revocation = number(134);
inline constexpr auto key_given = number(135);
inline constexpr auto attempt_seed = number(136);
inline constexpr auto identity_same = number(137);
inline constexpr auto identity_apart = number(138);
inline constexpr auto recognition = number(139);
inline constexpr auto time_extension = number(140);
inline constexpr auto attempt_voided = number(141);
inline constexpr auto ruling = number(142);
inline constexpr auto attestation_issued = number(146);
inline constexpr auto attestation_revoked = number(147);
inline constexpr auto meeting_planned = number(150);
inline constexpr auto meeting_cancelled = number(151);
inline constexpr auto erased = number(162);
inline constexpr auto staff_status = number(163);
inline constexpr auto edition_described = number(165);
inline constexpr auto erasure_refused = number(166);
inline constexpr auto attendance_marked = number(167);

}  // namespace event_type

}  // namespace approdo::content
