// Meetings of the editions that this person is in, read without a network, and the person's own
// word of having been at one. What counts as attended is what a trainer marked.
#include <algorithm>
#include <tuple>

#include "client_core/core/calendar.hpp"
#include "client_core/core/client_parts.hpp"

namespace approdo::client {
namespace {

UtcMs end_of(const MeetingView& view) {
    return UtcMs{view.starts.value + std::int64_t{view.minutes} * 60'000};
}

MeetingView view_of(const content::EditionRecord::MeetingRecord& record) {
    const content::MeetingPlanned& said = record.planned.value;
    MeetingView view;
    view.meeting = said.meeting;
    view.edition = said.edition;
    view.title = said.title;
    view.starts = said.starts;
    view.minutes = said.minutes;
    view.zone = said.zone;
    view.place = said.place;
    view.link = said.link;
    view.notes = said.notes;
    view.language = said.language;
    view.change = record.change();
    view.cancelled = record.is_cancelled();
    view.written = view.cancelled ? record.cancelled.value.written : said.written;
    if (view.cancelled) view.reason = record.cancelled.value.reason;
    return view;
}

// What this person's record says of being there.
void add_attendance(MeetingView& view, const content::EnrolmentRecord& record, UtcMs now) {
    const auto claim = record.attended.find(view.meeting);
    if (claim != record.attended.end()) view.minutes_declared = claim->second.minutes;
    const auto mark = record.attendance_marked.find(view.meeting);
    if (mark != record.attendance_marked.end()) {
        view.minutes_attended = mark->second.value.minutes;
    }
    view.may_declare = record.is_active() && !view.cancelled && !view.minutes_attended &&
                       view.starts <= now && view.minutes_declared < view.minutes;
}

Error not_here() {
    return fail(ErrorCode::not_found,
                "there is no such meeting on this device: see `approdo meetings`, or sync first");
}

}  // namespace

std::vector<MeetingView> Client::Parts::meetings() {
    std::vector<MeetingView> views;
    if (folding.edition().meetings.empty()) return views;
    const UtcMs now = host.clock->now().wall;
    for (const EnrolledCourse& course : enrolled_courses()) {
        const CourseCard card = card_of(course);
        for (const auto& [id, record] : folding.edition().meetings) {
            if (!record.planned.is_set() || record.planned.value.edition != card.edition) continue;
            MeetingView view = view_of(record);
            view.enrolment = course.id;
            view.course_slug = card.slug;
            view.course_title = card.title;
            add_attendance(view, *course.record, now);
            views.push_back(std::move(view));
        }
    }
    std::sort(views.begin(), views.end(), [](const auto& a, const auto& b) {
        return std::tie(a.starts, a.meeting) < std::tie(b.starts, b.meeting);
    });
    return views;
}

Result<std::vector<MeetingView>> Client::meetings() {
    APPRODO_CHECK(parts_->need_joined());
    return parts_->meetings();
}

Result<std::string> Client::calendar(const std::optional<content::MeetingId>& meeting) {
    APPRODO_CHECK(parts_->need_joined());
    std::vector<MeetingView> views = parts_->meetings();
    const UtcMs now = parts_->host.clock->now().wall;
    std::erase_if(views, [&](const MeetingView& one) {
        return meeting ? one.meeting != *meeting : end_of(one) < now;
    });
    if (meeting && views.empty()) return not_here();
    return calendar_of(views);
}

Result<void> Client::declare_attended(const content::MeetingId& id, std::uint32_t minutes) {
    APPRODO_CHECK(parts_->need_joined());
    const auto views = parts_->meetings();
    const auto one = std::find_if(views.begin(), views.end(),
                                  [&](const MeetingView& view) { return view.meeting == id; });
    if (one == views.end()) return not_here();
    if (!one->may_declare) {
        return fail(ErrorCode::conflict,
                    "this meeting has not begun, was cancelled, or it is said already who was "
                    "there");
    }
    if (minutes == 0 || minutes > one->minutes) {
        return fail(ErrorCode::invalid_input, "the meeting lasts " + std::to_string(one->minutes) +
                                                  " minutes: say how many you were there");
    }
    content::Attended said;
    said.meeting = id;
    said.minutes = minutes;
    NewEvent event;
    event.type = said.type;
    event.enrolment = one->enrolment;
    event.payload = content::make_payload(said);
    event.time = parts_->host.clock->now();
    parts_->progress.append(log::LogKind::record, {&event, 1});
    parts_->folding.refresh();
    return {};
}

}  // namespace approdo::client
