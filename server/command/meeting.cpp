// `meeting list/plan/change/cancel/attendance`: what trainers do in their own program and in the
// browser, for whoever runs the machine. Who was there is a trainer's to mark.
#include <charconv>

#include "server/app/meeting_json.hpp"
#include "server/command/site_command.hpp"
#include "sync/base/written_time.hpp"

namespace approdo::server {

namespace {

const app::Actor console = app::Actor::machine_operator();

struct Wish {
    std::string edition;
    std::string meeting;
    std::string title;
    std::string start;
    std::string minutes;
    std::string place;
    std::string link;
    std::string notes;
    std::string language = "it";
    std::string reason;
};

std::string text_of(const app::MeetingRow& row) {
    std::string text = row.id.hex().substr(0, 12) + "  " + utc_text(row.starts) + " UTC  " +
                       std::to_string(row.minutes) + " min  " + row.title;
    if (!row.place.empty()) text += "  " + row.place;
    if (!row.link.empty()) text += "  " + row.link;
    if (row.cancelled) text += "  CANCELLED" + (row.reason.empty() ? "" : ": " + row.reason);
    return text;
}

std::string text_of(const app::AttendanceRow& row) {
    if (row.marked) return row.name + "  " + std::to_string(row.minutes) + " min";
    if (row.claimed == 0) return row.name + "  not marked";
    return row.name + "  not marked, says " + std::to_string(row.claimed) + " min";
}

void tell(Context& context, const app::MeetingRow& row) {
    context.out.row(app::to_json(row), text_of(row));
}

Result<app::MeetingRow> meeting_called(app::Site& site, const EditionId& edition,
                                       const std::string& id) {
    APPRODO_TRY(const auto rows, site.meetings(console, edition));
    const app::MeetingRow* found = nullptr;
    for (const app::MeetingRow& row : rows) {
        if (!row.id.hex().starts_with(id)) continue;
        if (found != nullptr) {
            return fail(ErrorCode::invalid_input,
                        "Several meetings begin with " + id + ": give more digits.");
        }
        found = &row;
    }
    if (found == nullptr) {
        return fail(ErrorCode::not_found, "There is no such meeting: see meeting list.");
    }
    return *found;
}

// What is said on the line, over what was there before.
Result<void> put_on(app::NewMeeting& meeting, const Wish& wish) {
    if (!wish.title.empty()) meeting.title = wish.title;
    if (!wish.place.empty()) meeting.place = wish.place;
    if (!wish.link.empty()) meeting.link = wish.link;
    if (!wish.notes.empty()) meeting.notes = wish.notes;
    if (!wish.start.empty()) {
        const auto start = written_time(wish.start);
        if (!start || !start->is_zoned) {
            return fail(ErrorCode::invalid_input,
                        "Write the beginning with its zone, like 2026-12-03T14:30+01:00.");
        }
        meeting.starts = start->time;
    }
    if (wish.minutes.empty()) return {};
    const char* const end = wish.minutes.data() + wish.minutes.size();
    const auto read = std::from_chars(wish.minutes.data(), end, meeting.minutes);
    if (read.ec != std::errc{} || read.ptr != end) {
        return fail(ErrorCode::invalid_input, "«--minutes» has to be a whole number.");
    }
    return {};
}

Result<void> list_meetings(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const EditionId edition, site.find_edition(wish.edition));
    APPRODO_TRY(const auto rows, site.meetings(console, edition));
    for (const app::MeetingRow& row : rows) tell(context, row);
    return {};
}

Result<void> plan_meeting(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const EditionId edition, site.find_edition(wish.edition));
    app::NewMeeting meeting;
    meeting.language = wish.language;
    APPRODO_CHECK(put_on(meeting, wish));
    APPRODO_TRY(const auto row, site.plan_meeting(console, edition, meeting));
    tell(context, row);
    return {};
}

Result<void> change_meeting(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const EditionId edition, site.find_edition(wish.edition));
    APPRODO_TRY(const auto before, meeting_called(site, edition, wish.meeting));
    app::NewMeeting meeting{before.title, before.starts, before.minutes, before.place,
                            before.link,  before.notes,  before.language};
    APPRODO_CHECK(put_on(meeting, wish));
    APPRODO_TRY(const auto row,
                site.change_meeting(console, edition, before.id, before.state, meeting));
    tell(context, row);
    return {};
}

Result<void> cancel_meeting(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const EditionId edition, site.find_edition(wish.edition));
    APPRODO_TRY(const auto before, meeting_called(site, edition, wish.meeting));
    APPRODO_TRY(const auto row,
                site.cancel_meeting(console, edition, before.id, before.state, wish.reason));
    tell(context, row);
    return {};
}

Result<void> list_attendance(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const EditionId edition, site.find_edition(wish.edition));
    APPRODO_TRY(const auto meeting, meeting_called(site, edition, wish.meeting));
    APPRODO_TRY(const auto rows, site.attendance(console, edition, meeting.id));
    for (const app::AttendanceRow& row : rows) context.out.row(app::to_json(row), text_of(row));
    return {};
}

using Function = Result<void> (*)(Context&, app::Site&, const Wish&);

Run on_site(Function function, std::shared_ptr<Wish> wish) {
    return [function, wish](Context& context) {
        return with_site(context, [&](app::Site& site) { return function(context, site, *wish); });
    };
}

void add_fields(Command& command, const std::shared_ptr<Wish>& wish) {
    command.option("--start", wish->start, "when, such as 2026-12-03T14:30+01:00");
    command.option("--minutes", wish->minutes, "how long");
    command.option("--place", wish->place, "where, in words");
    command.option("--link", wish->link, "where, as an https link");
    command.option("--notes", wish->notes, "what else there is to know");
}

}  // namespace

void add_meeting_commands(CommandTree& tree) {
    const auto wish = std::make_shared<Wish>();
    Command family = tree.family("meeting", "lessons, workshops and visits of an edition");
    Command list =
        tree.leaf(family, "list", "all of them, by their beginning", on_site(list_meetings, wish));
    Command plan = tree.leaf(family, "plan", "tell all participants of a new one",
                             on_site(plan_meeting, wish));
    plan.required("title", wish->title, "its title");
    add_fields(plan, wish);
    plan.option("--language", wish->language, "of its words, such as ar [it]");
    Command change = tree.leaf(family, "change", "another time, place or title; undoes cancel",
                               on_site(change_meeting, wish));
    change.option("--title", wish->title, "another title");
    add_fields(change, wish);
    Command cancel =
        tree.leaf(family, "cancel", "it does not take place", on_site(cancel_meeting, wish));
    cancel.option("--reason", wish->reason, "why, in a few words");
    Command attendance = tree.leaf(family, "attendance", "who was there, as trainers marked it",
                                   on_site(list_attendance, wish));
    for (Command* command : {&change, &cancel, &attendance}) {
        command->required("meeting", wish->meeting, "its id, or the beginning of it");
    }
    for (Command* command : {&list, &plan, &change, &cancel, &attendance}) {
        command->required("--edition", wish->edition, "edition, by name or id");
    }
}

}  // namespace approdo::server
