// Who was at a meeting: what trainers marked, beside what learners say of themselves. A mark is a
// fact in the learner's own scope, the last one of a meeting holds, and what is marked counts as
// attended. The caller checks who may, and folds what waits before and after.
#pragma once

#include <vector>

#include "server/app/meeting_rows.hpp"
#include "server/app/scribe.hpp"

namespace approdo::app {

class AttendanceSheet {
  public:
    AttendanceSheet(Scribe& scribe, Clock& clock) : scribe_(scribe), clock_(clock) {}

    // Everybody who is enrolled, or was and has something here, by name.
    static std::vector<AttendanceRow> list(store::Session& session, const EditionId& edition,
                                           const content::MeetingId& meeting);
    // All of them, or none: conflict names who marked one meanwhile.
    Result<void> mark(store::Session& session, const MeetingRow& meeting, const AccountId& by,
                      const std::vector<NewAttendance>& marks);

  private:
    Scribe& scribe_;
    Clock& clock_;
};

}  // namespace approdo::app
