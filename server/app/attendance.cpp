#include "server/app/attendance.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "content/model/folds.hpp"

namespace approdo::app {
namespace {

std::string name_of(store::Session& session, const AccountId& account) {
    const auto person = session.people().find(account);
    return person ? person->display_name : std::string();
}

AttendanceRow row_of(store::Session& session, const store::Enrolment& enrolment,
                     const content::MeetingId& meeting) {
    AttendanceRow row;
    row.enrolment = enrolment.id;
    row.account = enrolment.account;
    row.name = name_of(session, enrolment.account);
    row.active = enrolment.active;
    const auto bytes = session.projections().record(learner_scope(enrolment.account));
    if (!bytes) return row;
    const auto record = content::decode_learner_record(*bytes);
    if (!record.ok()) return row;
    const auto learned = record->enrolments.find(enrolment.id);
    if (learned == record->enrolments.end()) return row;
    const auto claim = learned->second.attended.find(meeting);
    if (claim != learned->second.attended.end()) row.claimed = claim->second.minutes;
    const auto mark = learned->second.attendance_marked.find(meeting);
    if (mark == learned->second.attendance_marked.end()) return row;
    row.marked = true;
    row.minutes = mark->second.value.minutes;
    row.marked_by = name_of(session, mark->second.value.by);
    row.state = mark->second.stamp.hash;
    return row;
}

Result<void> check_mark(const AttendanceRow& row, const NewAttendance& mark,
                        const MeetingRow& meeting, const AccountId& by) {
    if (row.account == by) {
        return fail(ErrorCode::forbidden,
                    "This is your own attendance: somebody else has to mark it.");
    }
    if (mark.minutes > meeting.minutes) {
        return fail(ErrorCode::invalid_input, "Minutes go from 0 to " +
                                                  std::to_string(meeting.minutes) +
                                                  ", the length of the meeting.");
    }
    if (row.state == mark.state) return {};
    if (row.marked_by.empty()) {
        return fail(ErrorCode::conflict, "This attendance was marked meanwhile: look at it again.");
    }
    return fail(ErrorCode::conflict,
                row.marked_by + " marked this attendance meanwhile: look at it again.");
}

}  // namespace

std::vector<AttendanceRow> AttendanceSheet::list(store::Session& session, const EditionId& edition,
                                                 const content::MeetingId& meeting) {
    std::vector<AttendanceRow> rows;
    for (const store::Enrolment& enrolment : session.catalogue().enrolments_in(edition)) {
        AttendanceRow row = row_of(session, enrolment, meeting);
        if (row.active || row.marked || row.claimed > 0) rows.push_back(std::move(row));
    }
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return std::tie(a.name, a.enrolment) < std::tie(b.name, b.enrolment);
    });
    return rows;
}

Result<void> AttendanceSheet::mark(store::Session& session, const MeetingRow& meeting,
                                   const AccountId& by, const std::vector<NewAttendance>& marks) {
    if (meeting.cancelled) {
        return fail(ErrorCode::conflict, "This meeting was cancelled: plan it again first.");
    }
    const UtcMs now = clock_.now().wall;
    if (meeting.starts > now) {
        return fail(ErrorCode::conflict,
                    "This meeting has not begun: who was there can be marked from then on.");
    }
    const auto rows = list(session, meeting.edition, meeting.id);
    std::map<AccountId, std::vector<SiteEvent>> events;
    for (const NewAttendance& mark : marks) {
        const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& one) {
            return one.enrolment == mark.enrolment;
        });
        if (row == rows.end()) {
            return fail(ErrorCode::not_found, "This person is not enrolled in that edition.");
        }
        APPRODO_CHECK(check_mark(*row, mark, meeting, by));
        content::AttendanceMarked said;
        said.meeting = meeting.id;
        said.minutes = mark.minutes;
        said.by = by;
        said.written = now;
        events[row->account].push_back(site_event(said, mark.enrolment));
    }
    for (const auto& [account, said] : events) {
        scribe_.write(session, learner_scope(account), said);
    }
    return {};
}

}  // namespace approdo::app
