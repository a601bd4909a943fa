// The payloads of learning events as plain structs. On the wire a payload is a sequence of fields
// (numbers and byte strings), so that a segment can code each field as a column; make_payload() and
// read_payload<T>() convert. Fields are only ever added at the end: older programs keep what
// follows the fields they know in `rest`, newer ones take absent fields as their defaults.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/model/course.hpp"
#include "content/model/event_types.hpp"
#include "content/model/fsrs.hpp"
#include "content/model/grading.hpp"
#include "content/model/random.hpp"

namespace approdo::content {

using AttemptId = FixedBytes<struct AttemptTag, 16>;  // random, made when the attempt is opened
using MeetingId = FixedBytes<struct MeetingTag, 16>;  // a lesson in a room, a workshop, a visit
using PostId = FixedBytes<struct PostTag, 16>;
using NoteId = FixedBytes<struct NoteTag, 16>;
using BookmarkId = FixedBytes<struct BookmarkTag, 16>;  // one act of adding, not the place
using ReviewId = FixedBytes<struct ReviewTag, 16>;      // random, made when it is answered
using RequestId = FixedBytes<struct RequestTag, 16>;    // random, made when it is asked

// The enrolment, unit and content version of every payload are in the event's header.

struct Answered {
    static constexpr auto type = event_type::answered;
    AttemptId attempt;
    QuestionId question;
    Bytes response;  // encode(Response)
    std::uint32_t data_set = 0;
    std::uint32_t try_number = 1;
    std::uint32_t hints = 0;
    std::uint64_t duration_ms = 0;  // that the question was on screen before this answer
    log::Fields rest;
};
struct AttemptOpened {
    static constexpr auto type = event_type::attempt_opened;
    AttemptId attempt;
    std::uint32_t number = 1;  // of this enrolment and quiz
    QuizMode mode = QuizMode::practice;
    Hash quiz;  // of the encoded QuizPublic that was shown
    Seed seed;
    std::uint32_t time_limit_s = 0;
    std::string language;
    log::Fields rest;
};
struct Submitted {
    static constexpr auto type = event_type::submitted;
    AttemptId attempt;
    std::uint32_t answered = 0;
    std::uint64_t duration_ms = 0;
    bool marked_here = false;  // practice: points are what the device worked out with the key
    Points points;
    Points points_max;
    bool passed = false;
    bool time_was_up = false;
    log::Fields rest;
};
struct Completed {
    static constexpr auto type = event_type::completed;
    CompletionKind kind = CompletionKind::opened;
    std::uint32_t to_be_done_again = 0;  // the unit's count at the time
    std::uint64_t seconds = 0;           // spent on the unit so far
    log::Fields rest;
};
// What the learner says of being there. Whatever proof it names, it is the learner's word: what
// counts as attended is the site's, in AttendanceMarked.
enum class AttendanceProof : std::uint8_t { declared = 1, code = 2, trainer = 3, online = 4 };
struct Attended {
    static constexpr auto type = event_type::attended;
    MeetingId meeting;
    std::uint32_t minutes = 0;
    AttendanceProof proof = AttendanceProof::declared;
    log::Fields rest;
};
struct Posted {
    static constexpr auto type = event_type::posted;
    PostId post;
    PostId thread;  // the first post of its thread
    PostId reply_to;
    std::string text;  // plain; empty: withdrawn by its author
    std::string language;
    log::Fields rest;
};
struct Note {
    static constexpr auto type = event_type::note;
    NoteId note;
    std::string anchor;  // a block of the page, or a second of the media
    std::string text;    // empty: deleted
    log::Fields rest;
};
struct Preference {
    static constexpr auto type = event_type::preference;
    std::string key;
    std::string value;
    log::Fields rest;
};
struct BookmarkAdded {
    static constexpr auto type = event_type::bookmark_added;
    BookmarkId bookmark;
    std::string anchor;
    log::Fields rest;
};
struct BookmarkRemoved {
    static constexpr auto type = event_type::bookmark_removed;
    std::vector<BookmarkId> bookmarks;  // those that were seen at that place
    log::Fields rest;
};
struct HoursDeclared {
    static constexpr auto type = event_type::hours_declared;
    NoteId declaration;
    std::uint32_t minutes = 0;
    LocalDate day;
    std::string what;
    log::Fields rest;
};
struct QuestionnaireAnswered {
    static constexpr auto type = event_type::questionnaire_answered;
    QuestionId question;
    Bytes response;
    log::Fields rest;
};
struct HandedIn {
    static constexpr auto type = event_type::handed_in;
    Bytes response;  // text and files
    log::Fields rest;
};
// One review of spaced repetition, or what was said of it later under the same review id.
struct Practised {
    static constexpr auto type = event_type::practised;
    QuestionId question;
    Verdict verdict = Verdict::wrong;
    std::uint32_t interval_days = 0;  // as this device saw it; who reads works it out anew
    ReviewId review;                  // zero: an older program wrote this
    Rating rating = Rating::by_verdict;
    log::Fields rest;
};
// The person asks the site to be erased, or asks it no more. A person at the site decides on it.
struct ErasureRequested {
    static constexpr auto type = event_type::erasure_requested;
    RequestId request;
    bool withdrawn = false;
    UtcMs at;           // when it was asked first
    std::string words;  // the person's own; may be empty
    log::Fields rest;
};

// A file that is handed in travels in pieces like everything else a person writes, so that it
// arrives by every way that an answer does. The answer names the whole by its hash (FileValue); all
// pieces of one file are of one length but the last.
struct FilePiece {
    static constexpr auto type = event_type::file_piece;
    static constexpr std::size_t bytes_max = 60 * 1024;
    Hash content;              // of the whole file, BLAKE2b-256
    std::uint32_t number = 0;  // from 0
    std::uint32_t pieces = 0;  // of this file
    Bytes bytes;
    log::Fields rest;
};

struct Opened {
    static constexpr auto type = event_type::opened;
    std::string language;
    log::Fields rest;
};
struct PageSeen {
    static constexpr auto type = event_type::page_seen;
    std::uint32_t furthest_block = 0;
    std::uint32_t blocks = 0;
    log::Fields rest;
};
struct MediaSeen {
    static constexpr auto type = event_type::media_seen;
    std::uint64_t from_ms = 0;
    std::uint64_t to_ms = 0;
    std::string language;
    log::Fields rest;
};
// The running total of this log and unit, so that repeating or losing one changes nothing in the
// end.
struct TimeOnTask {
    static constexpr auto type = event_type::time_on_task;
    std::uint64_t seconds_total = 0;
    log::Fields rest;
};

struct Enrolled {
    static constexpr auto type = event_type::enrolled;
    EditionId edition;
    CourseId course;
    ChannelId channel;
    AccountId account;
    OrganisationId organisation;
    std::string zone;  // the edition's, IANA
    LocalDate from;
    LocalDate until;
    log::Fields rest;
};
struct Unenrolled {
    static constexpr auto type = event_type::unenrolled;
    std::string reason;
    log::Fields rest;
};
enum class MarkedBy : std::uint8_t { machine = 1, person = 2 };
struct Grade {
    static constexpr auto type = event_type::grade;
    AttemptId attempt;
    Points points;
    Points points_max;
    bool passed = false;
    bool waits_for_person = false;
    MarkedBy by = MarkedBy::machine;
    Bytes results;  // encode_results(), as far as the feedback policy lets the learner see
    log::Fields rest;
};
// What a person said of an answer. With `marks` the points are that person's mark, of which the
// attempt's grade is made: so another person, or a site that was restored, can go on from it.
struct FeedbackGiven {
    static constexpr auto type = event_type::feedback;
    AttemptId attempt;
    QuestionId question;  // zero: of the whole attempt
    std::string html;     // may be empty beside a mark
    std::string language;
    std::string source;  // Markdown, as it was typed, to go on from where it is corrected
    AccountId by;
    UtcMs written;
    bool marks = false;
    Points points;
    Points points_max;
    log::Fields rest;
};
struct Announcement {
    static constexpr auto type = event_type::announcement;
    PostId id;
    std::string title;  // with `html` empty: withdrawn
    std::string html;
    std::string language;
    std::string source;  // Markdown, as it was typed, to go on from where it is corrected
    AccountId by;
    UtcMs published;  // the first version
    UtcMs written;    // this version
    EditionId edition;
    log::Fields rest;

    bool is_withdrawn() const { return title.empty() && html.empty(); }
};
// A lesson, a workshop or a visit. What a meeting is about is said whole each time, so that any one
// version can be shown alone.
struct MeetingPlanned {
    static constexpr auto type = event_type::meeting_planned;
    MeetingId meeting;
    EditionId edition;
    std::string title;
    UtcMs starts;
    std::uint32_t minutes = 0;
    std::string zone;   // IANA; that of the place
    std::string place;  // in words; may be empty beside a link
    std::string link;   // https, where it is held or described; may be empty
    std::string notes;  // plain text
    std::string language;
    AccountId by;
    UtcMs written;
    std::uint32_t change =
        0;  // how often it was changed or cancelled before; grows by one each time
    log::Fields rest;
};
struct MeetingCancelled {
    static constexpr auto type = event_type::meeting_cancelled;
    MeetingId meeting;
    EditionId edition;
    std::string reason;  // may be empty
    AccountId by;
    UtcMs written;
    std::uint32_t change = 0;  // goes on from the planned ones
    log::Fields rest;
};
// That a trainer saw somebody at a meeting, and for how long.
struct AttendanceMarked {
    static constexpr auto type = event_type::attendance_marked;
    MeetingId meeting;
    std::uint32_t minutes = 0;  // 0: was not there
    AccountId by;
    UtcMs written;
    log::Fields rest;
};
struct ContentHead {
    static constexpr auto type = event_type::content_head;
    ChannelId channel;
    ContentVersion version;
    Hash manifest;
    // As content/package signed and encoded them; opaque here. Readers check both.
    Bytes head;        // package::SignedHead
    Bytes descriptor;  // package::SignedDescriptor
    log::Fields rest;
};
struct Revocation {
    static constexpr auto type = event_type::revocation;
    DeviceId device;
    LogId log;     // each of its logs has an event of its own
    Seq last_seq;  // later ones are kept and not folded until a person rules
    Hash head;
    log::Fields rest;
};
struct AttemptSeed {
    static constexpr auto type = event_type::attempt_seed;
    std::uint32_t attempt_number = 1;
    Bytes value;
    log::Fields rest;
};
struct IdentitySame {
    static constexpr auto type = event_type::identity_same;
    AccountId a;
    AccountId b;
    log::Fields rest;
};
struct IdentityApart {
    static constexpr auto type = event_type::identity_apart;
    AccountId a;
    AccountId b;
    log::Fields rest;
};
// Earlier evidence counts here: another edition, another course, a paper from elsewhere.
struct Recognition {
    static constexpr auto type = event_type::recognition;
    EnrolmentId earlier;  // zero: from outside
    std::uint32_t minutes = 0;
    bool unit_completed = false;
    std::string reason;
    log::Fields rest;
};
struct TimeExtension {
    static constexpr auto type = event_type::time_extension;
    std::uint32_t seconds_more = 0;
    std::uint32_t attempts_more = 0;
    log::Fields rest;
};
struct AttemptVoided {
    static constexpr auto type = event_type::attempt_voided;
    AttemptId attempt;
    std::string reason;
    log::Fields rest;
};
struct Ruling {
    static constexpr auto type = event_type::ruling;
    Hash subject;  // of the event or fork that was held for a person
    bool counts = false;
    std::string reason;
    log::Fields rest;
};
// Progressive, as an office's register is: `number` counts within one life of the site, and a site
// that was restored from a copy begins another series, so that no number is ever given twice.
struct AttestationNumber {
    std::uint64_t series = 0;
    std::uint64_t number = 0;
    auto operator<=>(const AttestationNumber&) const = default;
};
// The attestato of an enrolment. What it says stands in the signed statement alone
// (content/attestation), so that nothing beside it can say otherwise.
struct AttestationIssued {
    static constexpr auto type = event_type::attestation_issued;
    AttestationNumber number;
    Bytes statement;
    log::Fields rest;
};
struct AttestationRevoked {
    static constexpr auto type = event_type::attestation_revoked;
    AttestationNumber number;
    std::string reason;
    log::Fields rest;
};
// The payload of this event is gone for good, from whatever holds it.
struct Erased {
    static constexpr auto type = event_type::erased;
    LogId log;
    Seq seq;
    Hash event;
    log::Fields rest;
};
// That it was carried out is said by the site's record of the erasure (sync/log/erasure.hpp): no
// event would be left to say so.
struct ErasureRefused {
    static constexpr auto type = event_type::erasure_refused;
    RequestId request;
    UtcMs at;
    std::string reason;
    log::Fields rest;
};
// One device of a learner as staff are told of it: figures are as old as its last exchange, and
// what was done on it since waits there. It has no name and no id, the moment it joined tells it
// apart.
struct DeviceContact {
    UtcMs joined;
    UtcMs last;  // by the site's clock; zero: none yet
    bool operator==(const DeviceContact&) const = default;
};
// What staff see of one enrolment: counts and results, no answer and no name.
struct StaffStatus {
    static constexpr auto type = event_type::staff_status;
    EditionId edition;
    AccountId account;
    OrganisationId organisation;  // of the person
    bool active = true;           // enrolled still
    std::uint32_t required = 0;   // units
    std::uint32_t required_completed = 0;
    bool completed = false;
    bool has_score = false;
    std::uint64_t score = 0;  // parts of content::Share
    bool passed = false;
    std::uint64_t seconds = 0;
    std::uint32_t minutes_attended = 0;
    std::uint32_t minutes_declared = 0;
    std::uint32_t minutes_recognised = 0;
    std::uint32_t answers = 0;
    std::uint32_t units_to_mark = 0;  // that wait for a person's mark
    bool to_review = false;           // forked or late: a person should look
    UtcMs last_activity;              // wall time of the newest event; zero: none
    // In the order of joining. Nothing: sites of before it was told do not say.
    std::optional<std::vector<DeviceContact>> devices;
    log::Fields rest;
};
// What the statuses of an edition are about, for a device that is not enrolled in it.
struct EditionDescribed {
    static constexpr auto type = event_type::edition_described;
    EditionId edition;
    CourseId course;
    ChannelId channel;
    OrganisationId organisation;
    std::string title;
    std::string course_title;
    std::string course_slug;
    std::string organisation_name;
    std::string zone;  // IANA
    LocalDate from;
    LocalDate until;
    log::Fields rest;
};

template <class T>
log::Fields to_fields(const T& payload);
template <class T>
Result<T> from_fields(const log::Fields& fields);

template <class T>
Bytes make_payload(const T& payload) {
    return log::encode_fields(to_fields(payload));
}
template <class T>
Result<T> read_payload(ByteView payload) {
    APPRODO_TRY(const log::Fields fields, log::decode_fields(payload));
    return from_fields<T>(fields);
}

// What came of each question of a graded attempt, as sent to the learner.
struct QuestionResult {
    QuestionId question;
    Points points;
    Points points_max;
    Verdict verdict = Verdict::unanswered;
    std::vector<RichText> feedback;
    Bytes right_response;  // encode(Response), empty when the policy keeps it
    bool operator==(const QuestionResult&) const = default;
};
Bytes encode_results(const std::vector<QuestionResult>& results);
Result<std::vector<QuestionResult>> decode_results(ByteView bytes);

}  // namespace approdo::content
