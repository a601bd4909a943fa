// Meetings: a learner's own as the device has them, and a trainer's at the site, where they are
// planned, changed and cancelled, and where it is marked who was there.
#include <charconv>
#include <ctime>

#include "client_core/cli/called.hpp"
#include "client_core/cli/commands.hpp"
#include "client_core/cli/home.hpp"
#include "client_core/cli/site_api.hpp"
#include "client_core/cli/texts.hpp"
#include "client_core/core/views_json.hpp"
#include "sync/base/written_time.hpp"

namespace approdo::cli {
namespace {

namespace json = boost::json;

constexpr Text none_here{"Nessun appuntamento.", "No meetings."};
constexpr Text none_in_class{"Nessun appuntamento in questa classe.", "No meetings in this class."};
constexpr Text minutes_word{"{0} min", "{0} min"};
constexpr Text is_cancelled{"ANNULLATO", "CANCELLED"};
constexpr Text was_there{"presenza: {0} min", "attended: {0} min"};
constexpr Text was_not_there{"assente", "absent"};
constexpr Text says_there{"hai dichiarato {0} min", "you declared {0} min"};
constexpr Text claims{"dichiara {0} min", "declares {0} min"};
constexpr Text not_marked{"non segnato", "not marked"};
constexpr Text calendar_written{"Scritto {0}: aprilo con il tuo calendario.",
                                "Wrote {0}: open it with your calendar."};
constexpr Text declared{"Salvato: chi forma lo vede con il prossimo allineamento.",
                        "Saved: your trainer sees it with the next synchronisation."};
constexpr Text told{"Salvato. Arriva a ciascuno con il prossimo allineamento.",
                    "Saved. It reaches each one with their next synchronisation."};

std::string where_of(const std::string& place, const std::string& link) {
    return place.empty() || link.empty() ? place + link : place + ", " + link;
}

std::string line_of(const client::MeetingView& view) {
    std::string line = view.meeting.hex().substr(0, 12) + "  " + time_text(view.starts.value) +
                       "  " + say(minutes_word, {std::to_string(view.minutes)}) + "  " +
                       view.title + "  " + where_of(view.place, view.link);
    if (view.cancelled) {
        line += "  " + say(is_cancelled) + (view.reason.empty() ? "" : ": " + view.reason);
    }
    if (view.minutes_attended == 0U) {
        line += "  " + say(was_not_there);
    } else if (view.minutes_attended) {
        line += "  " + say(was_there, {std::to_string(*view.minutes_attended)});
    } else if (view.minutes_declared > 0) {
        line += "  " + say(says_there, {std::to_string(view.minutes_declared)});
    }
    return line;
}

std::string line_of(const json::value& row) {
    std::string line =
        text_at(row, "id").substr(0, 12) + "  " + time_text(number_at(row, "starts")) + "  " +
        say(minutes_word, {std::to_string(number_at(row, "minutes"))}) + "  " +
        text_at(row, "title") + "  " + where_of(text_at(row, "place"), text_at(row, "link"));
    if (row.at("cancelled").as_bool()) line += "  " + say(is_cancelled);
    return line;
}

std::string attendance_line(const json::value& row) {
    std::string line = text_at(row, "name") + "  ";
    const std::string minutes = std::to_string(number_at(row, "minutes"));
    if (row.at("marked").as_bool()) {
        return line + (minutes == "0" ? say(was_not_there) : say(was_there, {minutes}));
    }
    line += say(not_marked);
    const std::int64_t claimed = number_at(row, "claimed");
    return claimed > 0 ? line + ", " + say(claims, {std::to_string(claimed)}) : line;
}

Error several_begin_with(const std::string& id) {
    return fail(ErrorCode::invalid_input,
                "several meetings begin with " + id + ": give more digits");
}

Result<client::MeetingView> meeting_called(const std::vector<client::MeetingView>& views,
                                           const std::string& id) {
    return called(
        views, id, [](const client::MeetingView& view) { return view.meeting.hex(); },
        several_begin_with(id),
        fail(ErrorCode::not_found,
             "there is no such meeting on this device: see `approdo meetings`, or sync first"));
}

Result<json::value> row_called(const json::value& list, const std::string& id) {
    return called(
        items_of(list, "items"), id, [](const json::value& row) { return text_at(row, "id"); },
        several_begin_with(id),
        fail(ErrorCode::not_found,
             "there is no such meeting: the same command with the class alone lists them"));
}

// Without a zone it is of where this computer is.
Result<std::int64_t> start_from(const std::string& text) {
    const auto written = written_time(text);
    if (!written) {
        return fail(ErrorCode::invalid_input, "write the beginning like 2026-12-03T14:30");
    }
    if (written->is_zoned) return written->time.value;
    const auto second = static_cast<std::time_t>(written->time.value / 1000);
    std::tm parts{};
    gmtime_r(&second, &parts);
    parts.tm_isdst = -1;
    return std::int64_t{std::mktime(&parts)} * 1000;
}

Result<std::uint32_t> minutes_from(const std::string& text) {
    std::uint32_t minutes = 0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, minutes);
    if (read.ec != std::errc{} || read.ptr != end) {
        return fail(ErrorCode::invalid_input, "minutes have to be a whole number");
    }
    return minutes;
}

// What was said on the line, over what the meeting is so far.
Result<json::object> wish_of(const MeetingOptions& options, const json::value* before) {
    json::object wish;
    const auto put = [&](const char* name, const std::string& said) {
        wish[name] = said.empty() && before != nullptr ? text_at(*before, name) : said;
    };
    put("title", options.title.empty() ? options.new_title : options.title);
    put("place", options.place);
    put("link", options.link);
    put("notes", options.notes);
    wish["language"] = before == nullptr ? options.language : text_at(*before, "language");
    if (before != nullptr) {
        wish["starts"] = number_at(*before, "starts");
        wish["minutes"] = number_at(*before, "minutes");
        wish["state"] = text_at(*before, "state");
    }
    if (!options.start.empty()) {
        APPRODO_TRY(wish["starts"], start_from(options.start));
    }
    if (!options.minutes.empty()) {
        APPRODO_TRY(wish["minutes"], minutes_from(options.minutes));
    }
    if (!wish.contains("starts") || !wish.contains("minutes")) {
        return fail(ErrorCode::invalid_input,
                    "say when it begins and how long it lasts: --start, "
                    "--minutes");
    }
    return wish;
}

// «ada», «ada=90» or «ada=0», by name or the beginning of an id.
Result<json::object> mark_from(const std::string& text, const json::value& list,
                               std::int64_t length) {
    const std::size_t equals = std::min(text.rfind('='), text.size());
    const std::string name = text.substr(0, equals);
    std::int64_t minutes = length;
    if (equals < text.size()) {
        APPRODO_TRY(minutes, minutes_from(text.substr(equals + 1)));
    }
    const json::value* found = nullptr;
    for (const json::value& row : items_of(list, "items")) {
        const bool is_it = text_at(row, "name") == name ||
                           (name.size() > 5 && text_at(row, "enrolment").starts_with(name));
        if (!is_it) continue;
        if (found != nullptr) {
            return fail(ErrorCode::invalid_input,
                        "several people are called " + name + ": give the enrolment's id");
        }
        found = &row;
    }
    if (found == nullptr) {
        return fail(ErrorCode::not_found, "nobody of this class is called " + name);
    }
    return json::object{{"enrolment", text_at(*found, "enrolment")},
                        {"minutes", minutes},
                        {"state", text_at(*found, "state")}};
}

Result<int> attendance(Context& context, SiteApi& api, const std::string& address,
                       const json::value& meeting, const std::vector<std::string>& marks) {
    const std::string at = address + "/" + text_at(meeting, "id") + "/attendance";
    APPRODO_TRY(auto list, api.get(at));
    if (!marks.empty()) {
        json::array given;
        for (const std::string& one : marks) {
            APPRODO_TRY(auto mark, mark_from(one, list, number_at(meeting, "minutes")));
            given.push_back(std::move(mark));
        }
        APPRODO_TRY(list, api.post(at, json::object{{"marks", std::move(given)}}));
    }
    for (const json::value& row : items_of(list, "items")) {
        context.console.line(attendance_line(row));
    }
    context.console.object(with_schema(list));
    return exit_code::ok;
}

Result<json::value> changed(SiteApi& api, const std::string& address, const json::value& list,
                            const MeetingOptions& options) {
    if (!options.cancel.empty()) {
        APPRODO_TRY(const auto row, row_called(list, options.cancel));
        return api.post(address + "/" + text_at(row, "id") + "/cancel",
                        json::object{{"state", text_at(row, "state")}, {"reason", options.reason}});
    }
    if (options.change.empty()) {
        APPRODO_TRY(auto wish, wish_of(options, nullptr));
        return api.post(address, std::move(wish));
    }
    APPRODO_TRY(const auto row, row_called(list, options.change));
    APPRODO_TRY(auto wish, wish_of(options, &row));
    return api.post(address + "/" + text_at(row, "id"), std::move(wish));
}

int list_class(const Console& console, const json::value& list) {
    for (const json::value& row : items_of(list, "items")) console.line(line_of(row));
    if (items_of(list, "items").empty()) console.note(say(none_in_class));
    console.object(with_schema(list));
    return exit_code::ok;
}

}  // namespace

Result<int> meetings(Context& context, const OwnMeetingsOptions& options) {
    APPRODO_TRY(auto open, open_profile(context));
    APPRODO_TRY(auto views, open.client->meetings());
    const Console& console = context.console;
    std::optional<content::MeetingId> one;
    const std::string& named = options.attended.empty() ? options.meeting : options.attended;
    if (!named.empty()) {
        APPRODO_TRY(const auto view, meeting_called(views, named));
        one = view.meeting;
        if (!options.attended.empty()) {
            std::uint32_t minutes = view.minutes;
            if (!options.minutes.empty()) {
                APPRODO_TRY(minutes, minutes_from(options.minutes));
            }
            APPRODO_CHECK(open.client->declare_attended(view.meeting, minutes));
            console.note(say(declared));
            APPRODO_TRY(views, open.client->meetings());
        }
        std::erase_if(views, [&](const auto& each) { return each.meeting != *one; });
    }
    if (!options.calendar.empty()) {
        APPRODO_TRY(const std::string text, open.client->calendar(one));
        APPRODO_CHECK(write_file(options.calendar, bytes_of(text)));
        console.note(say(calendar_written, {options.calendar}));
    }
    for (const client::MeetingView& view : views) {
        console.line(line_of(view));
        console.line(console.faint("  " + view.course_title));
        if (!view.notes.empty()) console.line("  " + view.notes);
    }
    if (views.empty()) console.note(say(none_here));
    console.object(client::to_json(views));
    return exit_code::ok;
}

Result<int> meeting(Context& context, const MeetingOptions& options) {
    APPRODO_TRY(auto open, open_profile(context));
    APPRODO_TRY(const auto classes, open.client->classes(options.edition));
    if (classes.size() > 1) {
        return fail(ErrorCode::invalid_input,
                    "there are several classes of «" + options.edition +
                        "»: name one by its edition, as in approdo class");
    }
    APPRODO_TRY(auto api, signed_in(context, *open.client, options.user));
    const std::string address = "/api/v1/editions/" + classes.front().edition.hex() + "/meetings";
    APPRODO_TRY(const auto list, api.get(address));
    if (!options.attendance.empty()) {
        APPRODO_TRY(const auto row, row_called(list, options.attendance));
        return attendance(context, api, address, row, options.marks);
    }
    if (options.title.empty() && options.change.empty() && options.cancel.empty()) {
        return list_class(context.console, list);
    }
    APPRODO_TRY(const auto after, changed(api, address, list, options));
    context.console.line(line_of(after));
    context.console.note(say(told));
    context.console.object(with_schema(after));
    return exit_code::ok;
}

}  // namespace approdo::cli
