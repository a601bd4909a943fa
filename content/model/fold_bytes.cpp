// The canonical bytes of fold records: payloads as they are on the wire, everything else by
// codec.hpp.
#include "content/model/fields.hpp"
#include "content/model/folds.hpp"

namespace approdo::content {

namespace {

template <class T>
concept Payload = requires(const T& value) {
    T::type;
    value.rest;
};

}  // namespace

template <class A, Payload T>
void payload_bytes(A& a, T& value) {
    if constexpr (A::writing) {
        a.counted(make_payload(value));
    } else {
        auto read = read_payload<std::remove_const_t<T>>(a.counted());
        if (!read) return a.fail();
        value = std::move(*read);
    }
}

template <class A, class T>
void fields(A& a, Kept<T>& v) {
    a(v.place.version, v.place.wall);
    payload_bytes(a, v.value);
}
template <class A, class T>
void fields(A& a, const Kept<T>& v) {
    a(v.place.version, v.place.wall);
    payload_bytes(a, v.value);
}
template <class A, class T>
void fields(A& a, LastWriter<T>& v) {
    a(v.stamp);
    payload_bytes(a, v.value);
}
template <class A, class T>
void fields(A& a, const LastWriter<T>& v) {
    a(v.stamp);
    payload_bytes(a, v.value);
}
template <class A>
void fields(A& a, FieldRef<A, Stamp> v) {
    a(v.lamport, v.log, v.hash);
}
template <class A>
void fields(A& a, FieldRef<A, Interval> v) {
    a(v.from, v.to);
}
template <class A>
void fields(A& a, FieldRef<A, IntervalSet> v) {
    if constexpr (A::writing) {
        a(v.intervals());
    } else {
        std::vector<Interval> intervals;
        a(intervals);
        if (!v.assign(std::move(intervals))) a.fail();
    }
}
template <class A>
void fields(A& a, FieldRef<A, Bookmarks> v) {
    a(v.added, v.removed);
}
template <class A>
void fields(A& a, FieldRef<A, AttemptRecord> v) {
    a(v.openings, v.answers, v.submissions, v.grade, v.feedback, v.voided);
}
template <class A>
void fields(A& a, FieldRef<A, ReadMark> v) {
    a(v.furthest_block, v.blocks);
}
template <class A>
void fields(A& a, FieldRef<A, UnitRecord> v) {
    a(v.opened, v.first_wall, v.last_wall, v.last_activity, v.read, v.media_ms, v.seconds,
      v.completions, v.attempts, v.handed_in, v.recognitions, v.questionnaire, v.practised, v.notes,
      v.bookmarks, v.seeds, v.extension, v.frozen);
}
template <class A>
void fields(A& a, FieldRef<A, AttendanceRecord> v) {
    a(v.minutes, v.proof);
}
template <class A>
void fields(A& a, FieldRef<A, EnrolmentRecord> v) {
    a(v.enrolled, v.unenrolled, v.units, v.attended, v.hours_declared, v.attestations,
      v.attestations_revoked, v.attendance_marked, v.frozen);
}
template <class A>
void fields(A& a, FieldRef<A, ErasureRequest> v) {
    a(v.asked, v.refused);
}
template <class A>
void fields(A& a, FieldRef<A, LearnerRecord> v) {
    a(v.enrolments, v.preferences, v.frozen, v.erasure_requests);
}
template <class A>
void fields(A& a, FieldRef<A, EditionRecord::PostRecord> v) {
    a(v.author, v.versions);
}
template <class A>
void fields(A& a, FieldRef<A, EditionRecord::HeadRecord> v) {
    a(v.version, v.manifests);
}
template <class A>
void fields(A& a, FieldRef<A, EditionRecord::MeetingRecord> v) {
    a(v.planned, v.cancelled);
}
template <class A>
void fields(A& a, FieldRef<A, EditionRecord> v) {
    a(v.posts, v.announcements, v.meetings, v.heads, v.frozen);
}
template <class A>
void fields(A& a, FieldRef<A, StaffRecord> v) {
    a(v.statuses, v.editions, v.frozen);
}

namespace {

template <class T>
Bytes bytes_of_record(const T& record) {
    Encoder encoder;
    encoder(record);
    return encoder.take();
}

template <class T>
Result<T> record_from(ByteView bytes) {
    Decoder decoder(bytes);
    T record;
    decoder(record);
    if (decoder.failed() || decoder.left() != 0)
        return fail(ErrorCode::malformed,
                    "this snapshot of a record is damaged: fold its events again");
    return record;
}

}  // namespace

Bytes encode(const LearnerRecord& record) {
    return bytes_of_record(record);
}
Bytes encode(const EditionRecord& record) {
    return bytes_of_record(record);
}
Bytes encode(const StaffRecord& record) {
    return bytes_of_record(record);
}

Result<LearnerRecord> decode_learner_record(ByteView bytes) {
    return record_from<LearnerRecord>(bytes);
}
Result<EditionRecord> decode_edition_record(ByteView bytes) {
    return record_from<EditionRecord>(bytes);
}
Result<StaffRecord> decode_staff_record(ByteView bytes) {
    return record_from<StaffRecord>(bytes);
}

}  // namespace approdo::content
