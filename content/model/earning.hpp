// What the attestato of an enrolment takes, and what of it is missing: a pure question to what a
// record adds up to and to the course's own rules. A course gives one where it recognises hours;
// it is earned where the course counts as passed. The site asks before it issues, every device
// asks to say what is missing.
#pragma once

#include <optional>
#include <vector>

#include "content/model/record_view.hpp"

namespace approdo::content {

enum class Lack : std::uint8_t {
    units = 1,       // required ones to be completed
    quiz = 2,        // one that has to be passed
    score = 3,       // the mean of the graded and timed quizzes
    seconds = 4,     // on the course
    mark = 5,        // a quiz or an assignment that a person or the site has to mark first
    upgrade = 6,     // something is there that only a newer program understands
    attendance = 7,  // minutes at the edition's meetings
};

std::string_view name_of(Lack what);

// `have` of `need`: units, parts of a share, seconds, or minutes of attendance.
struct Missing {
    Lack what = Lack::units;
    UnitId unit;  // of quiz and mark
    std::uint64_t have = 0;
    std::uint64_t need = 0;
    bool operator==(const Missing&) const = default;
};

struct Earning {
    bool offered = false;  // the course recognises hours
    bool earned = false;
    std::vector<Missing> missing;  // empty where it is earned, and where nothing is offered
};
Earning earning_of(const CourseView& view, const Course& course,
                   const std::vector<QuizTerms>& quizzes);

// Those that the site issued, by number: a site that was restored may have issued a second one, and
// numbers of a later life of it are higher.
struct AttestationLine {
    AttestationIssued issued;
    const AttestationRevoked* revoked = nullptr;  // of the record; nullptr: it holds
    UtcMs revoked_at;
};
std::vector<AttestationLine> attestations_of(const EnrolmentRecord& record);
// The first that holds.
std::optional<AttestationIssued> holding_attestation(const EnrolmentRecord& record);

}  // namespace approdo::content
