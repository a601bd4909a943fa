#include "content/model/brief.hpp"

#include <algorithm>

namespace approdo::content {
namespace {

struct Slice {
    UtcMs last_wall;
    EnrolmentId enrolment;
    UnitId unit;
    std::optional<AttemptId> attempt;  // nothing: the unit without its attempts
};

UtcMs last_wall_of(const AttemptRecord& attempt) {
    UtcMs last;
    for (const auto& [hash, opening] : attempt.openings) last = std::max(last, opening.place.wall);
    for (const auto& [stamp, handed_in] : attempt.submissions) {
        last = std::max(last, handed_in.place.wall);
    }
    return last;
}

AttemptRecord brief_of(const AttemptRecord& attempt) {
    AttemptRecord brief = attempt;
    if (!attempt.submissions.empty()) brief.answers.clear();
    return brief;
}

std::vector<Slice> slices_of(const LearnerRecord& record) {
    std::vector<Slice> slices;
    for (const auto& [enrolment_id, enrolment] : record.enrolments) {
        for (const auto& [unit_id, unit] : enrolment.units) {
            slices.push_back({unit.last_wall, enrolment_id, unit_id, std::nullopt});
            for (const auto& [attempt_id, attempt] : unit.attempts) {
                slices.push_back({last_wall_of(attempt), enrolment_id, unit_id, attempt_id});
            }
        }
    }
    // Where units stand matters more than how often a quiz was tried.
    std::stable_sort(slices.begin(), slices.end(), [](const Slice& a, const Slice& b) {
        if (a.attempt.has_value() != b.attempt.has_value()) return !a.attempt.has_value();
        return a.last_wall > b.last_wall;
    });
    return slices;
}

// All of a record but its units. What is frozen is not told: whoever reads this may know the event
// that the writer did not know, and sees for itself when the event is there.
LearnerRecord frame_of(const LearnerRecord& record) {
    LearnerRecord frame;
    frame.preferences = record.preferences;
    frame.erasure_requests = record.erasure_requests;
    for (const auto& [id, enrolment] : record.enrolments) {
        EnrolmentRecord& copy = frame.enrolments[id];
        copy.enrolled = enrolment.enrolled;
        copy.unenrolled = enrolment.unenrolled;
        copy.attended = enrolment.attended;
        copy.attendance_marked = enrolment.attendance_marked;
        copy.hours_declared = enrolment.hours_declared;
        copy.attestations = enrolment.attestations;
        copy.attestations_revoked = enrolment.attestations_revoked;
    }
    return frame;
}

LearnerRecord record_with(const LearnerRecord& whole, const Slice& slice) {
    const UnitRecord& unit = whole.enrolments.at(slice.enrolment).units.at(slice.unit);
    LearnerRecord record;
    UnitRecord& copy = record.enrolments[slice.enrolment].units[slice.unit];
    if (slice.attempt) {
        copy.attempts[*slice.attempt] = brief_of(unit.attempts.at(*slice.attempt));
    } else {
        copy = unit;
        copy.frozen = false;
        copy.attempts.clear();
    }
    return record;
}

void join(UnitRecord& unit, UnitRecord piece) {
    unit.attempts.merge(piece.attempts);
    // Everything else of a unit is in one piece.
    if (piece.last_wall == UtcMs{}) return;
    piece.attempts = std::move(unit.attempts);
    piece.frozen = unit.frozen;
    unit = std::move(piece);
}

void join(EnrolmentRecord& enrolment, EnrolmentRecord piece) {
    for (auto& [id, unit] : piece.units) join(enrolment.units[id], std::move(unit));
    if (!piece.enrolled.is_set()) return;
    piece.units = std::move(enrolment.units);
    piece.frozen = enrolment.frozen;
    enrolment = std::move(piece);
}

}  // namespace

std::vector<LearnerRecord> brief_of(const LearnerRecord& record, std::size_t piece_bytes_max,
                                    std::size_t bytes_max) {
    std::vector<LearnerRecord> pieces{frame_of(record)};
    std::size_t piece_bytes = encode(pieces.back()).size();
    std::size_t bytes = piece_bytes;
    for (const Slice& slice : slices_of(record)) {
        LearnerRecord one = record_with(record, slice);
        const std::size_t size = encode(one).size();
        if (bytes + size > bytes_max) break;
        if (piece_bytes + size > piece_bytes_max) {
            pieces.emplace_back();
            piece_bytes = 0;
        }
        join(pieces.back(), std::move(one));
        piece_bytes += size;
        bytes += size;
    }
    return pieces;
}

void join(LearnerRecord& record, LearnerRecord piece) {
    for (auto& [id, enrolment] : piece.enrolments) {
        join(record.enrolments[id], std::move(enrolment));
    }
    record.preferences.merge(piece.preferences);
    record.erasure_requests.merge(piece.erasure_requests);
}

}  // namespace approdo::content
