// What events add up to. A record is a pure function of a set of events: any order, any repetition,
// the same record and the same canonical bytes, on client and server alike. There is no uniqueness
// across devices, and absence is never deletion: maxima, minima, grow-only sets, unions of
// intervals, counters a log, observed-remove sets, and a last writer by (Lamport, log, hash) only
// where a person means to replace what was there. An event that is critical and that this program
// does not know freezes what it is about: see LearnerRecord. Queries over records are in
// record_view.hpp.
#pragma once

#include <map>
#include <set>
#include <string>

#include "content/model/interval_set.hpp"
#include "content/model/learning.hpp"

namespace approdo::content {

// Grows when the same events are folded otherwise, or when more of them are understood: then what
// an older program folded, and put into quarantine, is folded again from the events.
inline constexpr std::uint32_t fold_version = 8;

// An event with its place, as the folds need it. `hash` is the event's identity. Whoever opens the
// segment knows whose log it is: grades and the like count only from the site's logs.
struct Fact {
    LogId log;
    Hash hash;
    bool from_site = false;
    log::EventHeader header;
    ByteView payload;
    ScopeId scope{};
};

// A total order of events that every replica agrees on.
struct Stamp {
    Lamport lamport;
    LogId log;
    Hash hash;
    auto operator<=>(const Stamp&) const = default;
};

template <class T>
struct LastWriter {
    Stamp stamp;
    T value{};
    bool is_set() const { return !stamp.hash.is_zero(); }
    void offer(const Stamp& at, T offered) {
        if (is_set() && at <= stamp) return;
        stamp = at;
        value = std::move(offered);
    }
};

// Where and when an event that is kept was written.
struct Place {
    ContentVersion version;
    UtcMs wall;
};
template <class T>
struct Kept {
    Place place;
    T value{};
};

// What a running total of seconds is kept under: its log and the clock session that it was counted
// in. A copied device and one put back to an old copy start in a session of their own, so that
// neither's time hides the other's.
LogId time_counter(const LogId& log, const ClockSessionId& session);

struct Bookmarks {
    std::map<BookmarkId, std::string> added;  // id → anchor
    std::set<BookmarkId> removed;
    std::vector<std::string> anchors() const;  // of those that are still there
};

struct AttemptRecord {
    std::map<Hash, Kept<AttemptOpened>> openings;  // more than one: a cloned device
    std::map<QuestionId, std::map<Stamp, Kept<Answered>>> answers;
    std::map<Stamp, Kept<Submitted>> submissions;
    LastWriter<Grade> grade;
    std::map<QuestionId, LastWriter<FeedbackGiven>> feedback;
    std::set<Hash> voided;
};

struct ReadMark {
    std::uint32_t furthest_block = 0;
    std::uint32_t blocks = 0;
};

struct UnitRecord {
    bool frozen = false;  // see LearnerRecord
    bool opened = false;
    UtcMs first_wall;  // of any event on the unit; zero: none
    UtcMs last_wall;
    UtcMs last_activity;  // of what the learner did, not the site; zero: nothing
    std::map<ContentVersion, ReadMark> read;
    std::map<std::string, IntervalSet> media_ms;  // by language
    std::map<LogId, std::uint64_t> seconds;       // running totals, by time_counter()
    std::map<Hash, Kept<Completed>> completions;
    std::map<AttemptId, AttemptRecord> attempts;
    std::map<Stamp, Kept<HandedIn>> handed_in;  // the last one counts
    std::map<Hash, Kept<Recognition>> recognitions;
    std::map<QuestionId, LastWriter<QuestionnaireAnswered>> questionnaire;
    std::map<QuestionId, std::map<Stamp, Kept<Practised>>> practised;  // see reviews.hpp
    std::map<NoteId, LastWriter<Note>> notes;
    Bookmarks bookmarks;
    std::map<std::uint32_t, LastWriter<AttemptSeed>> seeds;  // by attempt number
    LastWriter<TimeExtension> extension;
};

struct AttendanceRecord {
    std::uint32_t minutes = 0;
    AttendanceProof proof = AttendanceProof::declared;  // the strongest
};

struct EnrolmentRecord {
    bool frozen = false;                // see LearnerRecord
    LastWriter<Enrolled> enrolled;      // the newest enrolment …
    LastWriter<Unenrolled> unenrolled;  // … holds unless this is newer
    std::map<UnitId, UnitRecord> units;
    std::map<MeetingId, AttendanceRecord> attended;  // by the learner's own word
    std::map<MeetingId, LastWriter<AttendanceMarked>> attendance_marked;  // by a trainer's
    std::map<NoteId, LastWriter<HoursDeclared>> hours_declared;
    std::map<Stamp, Kept<AttestationIssued>> attestations;
    std::map<Hash, Kept<AttestationRevoked>> attestations_revoked;

    bool is_active() const { return enrolled.is_set() && enrolled.stamp > unenrolled.stamp; }
    const UnitRecord* unit(const UnitId& id) const;
};

// A person's wish to be erased, and what the site said to it.
struct ErasureRequest {
    LastWriter<ErasureRequested> asked;
    LastWriter<ErasureRefused> refused;
};

enum class Folded : std::uint8_t {
    yes = 1,
    not_ours = 2,  // a type that another fold takes
    unknown = 3,   // a type or version from the future: keep the event, fold it after an upgrade
};

// One person's learning: the events of a learner's scope.
//
// Frozen is what a critical event is about whose type or version this program does not know: the
// unit or the enrolment that the event's header names, or everything. Facts about it go on being
// folded, but nothing is concluded from them until a program that knows the event folds anew.
struct LearnerRecord {
    static constexpr std::uint32_t format_version = 1;
    std::map<EnrolmentId, EnrolmentRecord> enrolments;
    std::map<std::string, LastWriter<Preference>> preferences;
    std::map<RequestId, ErasureRequest> erasure_requests;
    bool frozen = false;
    Tail tail;

    bool is_frozen(const EnrolmentId& enrolment) const;
    // How many subjects are.
    std::size_t frozen_count() const;

    // An error: the payload is malformed or this log may not write it; the event goes to quarantine
    // and the record is unchanged.
    Result<Folded> apply(const Fact& fact);
};

// What all participants of an edition share.
struct EditionRecord {
    static constexpr std::uint32_t format_version = 1;
    struct PostRecord {
        LogId author;  // of the first version by stamp; only that log's later versions count
        std::map<Stamp, Kept<Posted>> versions;
        const Posted* newest() const;
    };
    struct HeadRecord {
        ContentVersion version;
        std::map<Hash, Hash> manifests;  // of that version, by event; more than one is a conflict
    };
    std::map<PostId, PostRecord> posts;
    std::map<PostId, LastWriter<Announcement>> announcements;
    // Planned and cancelled by turns: the later of the two holds.
    struct MeetingRecord {
        LastWriter<MeetingPlanned> planned;
        LastWriter<MeetingCancelled> cancelled;
        bool is_cancelled() const { return cancelled.stamp > planned.stamp; }
        // How often it was changed since it was planned first.
        std::uint32_t change() const;
    };
    std::map<MeetingId, MeetingRecord> meetings;
    std::map<ChannelId, HeadRecord> heads;
    std::set<ScopeId> frozen;  // scopes about which the site said what is not known here
    Tail tail;

    Result<Folded> apply(const Fact& fact);
};

// What trainers and coordinators see of others' learning. The same status may come by an edition's
// scope and by an organisation's.
struct StaffRecord {
    static constexpr std::uint32_t format_version = 1;
    std::map<EnrolmentId, LastWriter<StaffStatus>> statuses;
    std::map<EditionId, LastWriter<EditionDescribed>> editions;
    std::set<EnrolmentId> frozen;  // of whose status the site said what is not known here
    Tail tail;

    Result<Folded> apply(const Fact& fact);
};

// The canonical bytes of a record: hash them for its digest, keep them as a snapshot. A snapshot
// whose tail.version is not 0 comes from a newer program: do not fold onto it, fold its events
// instead.
Bytes encode(const LearnerRecord& record);
Bytes encode(const EditionRecord& record);
Bytes encode(const StaffRecord& record);
Result<LearnerRecord> decode_learner_record(ByteView bytes);
Result<EditionRecord> decode_edition_record(ByteView bytes);
Result<StaffRecord> decode_staff_record(ByteView bytes);

}  // namespace approdo::content
