// Meetings of an edition as its trainers see and plan them, and who was there. Plain rows like
// those of teaching_rows.hpp; every text in them is plain.
#pragma once

#include <cstdint>
#include <string>

#include "content/model/learning.hpp"

namespace approdo::app {

struct NewMeeting {
    std::string title;
    UtcMs starts;
    std::uint32_t minutes = 0;
    std::string place;  // this or a link, or both
    std::string link;   // begins with https://
    std::string notes;
    std::string language;
};
struct MeetingRow {
    content::MeetingId id;
    EditionId edition;
    std::string title;
    UtcMs starts;
    std::uint32_t minutes = 0;
    std::string zone;  // the edition's
    std::string place;
    std::string link;
    std::string notes;
    std::string language;
    AccountId by;
    std::string name;  // of whoever planned it, or changed it last
    UtcMs written;
    std::uint32_t change = 0;  // how often it was changed or cancelled
    bool cancelled = false;
    std::string reason;
    Hash state;  // goes back with a change
};

// One participant at one meeting.
struct AttendanceRow {
    EnrolmentId enrolment;
    AccountId account;
    std::string name;
    bool active = true;         // enrolled still
    bool marked = false;        // by a trainer
    std::uint32_t minutes = 0;  // as marked; 0: was not there
    std::string marked_by;
    std::uint32_t claimed = 0;  // minutes, by the learner's own word; 0: none
    Hash state;                 // goes back with a mark
};
struct NewAttendance {
    EnrolmentId enrolment;
    std::uint32_t minutes = 0;
    Hash state;  // as the list had it: nobody's mark is written over unseen
};

}  // namespace approdo::app
