// Meetings of an edition, and who was there.
#include <algorithm>

#include "server/app/local_site.hpp"

namespace approdo::app {

Result<std::vector<MeetingRow>> LocalSite::meetings(const Actor& actor, const EditionId& edition) {
    return store::read_from<Result<std::vector<MeetingRow>>>(
        *store_, [&](store::Session& session) -> Result<std::vector<MeetingRow>> {
            APPRODO_CHECK(may_teach(session, actor, edition));
            return meeting_book_.list(session, edition);
        });
}

Result<MeetingRow> LocalSite::plan_meeting(const Actor& actor, const EditionId& edition,
                                           const NewMeeting& wish) {
    return queue_->write<MeetingRow>([&](store::Session& session) -> Result<MeetingRow> {
        APPRODO_CHECK(may_teach(session, actor, edition));
        APPRODO_TRY(auto row, meeting_book_.plan(session, edition, actor.account, wish));
        note(session, actor, "plan-meeting", row.id.hex());
        return row;
    });
}

Result<MeetingRow> LocalSite::change_meeting(const Actor& actor, const EditionId& edition,
                                             const content::MeetingId& id, const Hash& state,
                                             const NewMeeting& wish) {
    return queue_->write<MeetingRow>([&](store::Session& session) -> Result<MeetingRow> {
        APPRODO_CHECK(may_teach(session, actor, edition));
        APPRODO_TRY(auto row,
                    meeting_book_.change(session, edition, id, state, actor.account, wish));
        note(session, actor, "change-meeting", id.hex());
        return row;
    });
}

Result<MeetingRow> LocalSite::cancel_meeting(const Actor& actor, const EditionId& edition,
                                             const content::MeetingId& id, const Hash& state,
                                             const std::string& reason) {
    return queue_->write<MeetingRow>([&](store::Session& session) -> Result<MeetingRow> {
        APPRODO_CHECK(may_teach(session, actor, edition));
        fold_everything(session);
        const auto rows = AttendanceSheet::list(session, edition, id);
        if (std::any_of(rows.begin(), rows.end(),
                        [](const auto& row) { return row.minutes > 0; })) {
            return fail(ErrorCode::conflict,
                        "Somebody is marked as having been there: take that back first.");
        }
        APPRODO_TRY(auto row,
                    meeting_book_.cancel(session, edition, id, state, actor.account, reason));
        note(session, actor, "cancel-meeting", id.hex());
        return row;
    });
}

Result<std::vector<AttendanceRow>> LocalSite::attendance(const Actor& actor,
                                                         const EditionId& edition,
                                                         const content::MeetingId& id) {
    return store::read_from<Result<std::vector<AttendanceRow>>>(
        *store_, [&](store::Session& session) -> Result<std::vector<AttendanceRow>> {
            APPRODO_CHECK(may_teach(session, actor, edition));
            APPRODO_CHECK(meeting_book_.find(session, edition, id));
            return AttendanceSheet::list(session, edition, id);
        });
}

Result<std::vector<AttendanceRow>> LocalSite::mark_attendance(
    const Actor& actor, const EditionId& edition, const content::MeetingId& id,
    const std::vector<NewAttendance>& marks) {
    using Rows = std::vector<AttendanceRow>;
    return queue_->write<Rows>([&](store::Session& session) -> Result<Rows> {
        APPRODO_CHECK(may_teach(session, actor, edition));
        if (actor.is_operator) {
            return fail(ErrorCode::forbidden,
                        "Who was there is a person's to say: mark it as a trainer, with approdo "
                        "meeting.");
        }
        APPRODO_TRY(const MeetingRow meeting, meeting_book_.find(session, edition, id));
        // Also what was marked a moment ago, by whoever.
        fold_everything(session);
        APPRODO_CHECK(attendance_.mark(session, meeting, actor.account, marks));
        fold_everything(session);
        note(session, actor, "mark-attendance", id.hex());
        return AttendanceSheet::list(session, edition, id);
    });
}

}  // namespace approdo::app
