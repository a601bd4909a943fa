#include "client_core/core/calendar.hpp"

#include <algorithm>
#include <chrono>

namespace approdo::client {
namespace {

// RFC 5545, 3.1: a line has at most 75 octets, its end not counted.
constexpr std::size_t line_octets_max = 75;

bool continues_a_letter(char octet) {
    return (static_cast<unsigned char>(octet) & 0xc0) == 0x80;
}

bool is_control(char letter) {
    return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f;
}

// 3.1: longer lines go on below, behind one blank, which counts; never within a letter, so that
// programs that join lines late show no broken ones.
void put_line(std::string& out, std::string_view line) {
    std::size_t room = line_octets_max;
    while (line.size() > room) {
        std::size_t cut = room;
        while (cut > 1 && continues_a_letter(line[cut])) --cut;
        out.append(line.substr(0, cut)).append("\r\n ");
        line.remove_prefix(cut);
        room = line_octets_max - 1;
    }
    out.append(line).append("\r\n");
}

// 3.3.11 TEXT: backslash, semicolon and comma are escaped, an end of line is written as \n; other
// controls have no place in it.
std::string text_value(std::string_view text) {
    std::string value;
    for (const char letter : text) {
        if (letter == '\n') {
            value += "\\n";
            continue;
        }
        if (is_control(letter) && letter != '\t') continue;
        if (letter == '\\' || letter == ';' || letter == ',') value += '\\';
        value += letter;
    }
    return value;
}

void put_text(std::string& out, std::string_view name, std::string_view text) {
    if (text.empty()) return;
    put_line(out, std::string(name) + ":" + text_value(text));
}

std::string two(std::uint64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

// 3.3.5, form 2: DATE-TIME with UTC.
std::string utc_value(UtcMs time) {
    using namespace std::chrono;
    const sys_seconds second{floor<seconds>(milliseconds{time.value})};
    const auto day_start = floor<days>(second);
    const year_month_day date{day_start};
    const hh_mm_ss clock{second - day_start};
    std::string year = std::to_string(std::clamp(static_cast<int>(date.year()), 0, 9999));
    year.insert(0, 4 - year.size(), '0');
    return year + two(static_cast<unsigned>(date.month())) +
           two(static_cast<unsigned>(date.day())) + "T" +
           two(static_cast<std::uint64_t>(clock.hours().count())) +
           two(static_cast<std::uint64_t>(clock.minutes().count())) +
           two(static_cast<std::uint64_t>(clock.seconds().count())) + "Z";
}

// 3.8.4.6 URL has a URI, which is not escaped; what would end the line is no link of ours.
void put_link(std::string& out, std::string_view link) {
    if (!link.starts_with("https://") || std::any_of(link.begin(), link.end(), is_control)) return;
    put_line(out, "URL:" + std::string(link));
}

std::string description_of(const MeetingView& meeting) {
    std::string text = meeting.course_title;
    for (const std::string* part : {&meeting.reason, &meeting.notes, &meeting.link}) {
        if (part->empty()) continue;
        if (!text.empty()) text += '\n';
        text += *part;
    }
    return text;
}

void put_meeting(std::string& out, const MeetingView& meeting) {
    const UtcMs end{meeting.starts.value + std::int64_t{meeting.minutes} * 60'000};
    put_line(out, "BEGIN:VEVENT");
    put_line(out, "UID:" + meeting.meeting.hex() + "@approdo");
    // 3.8.7.2: without METHOD, when what is said here was revised last.
    put_line(out, "DTSTAMP:" + utc_value(meeting.written));
    put_line(out, "LAST-MODIFIED:" + utc_value(meeting.written));
    put_line(out, "SEQUENCE:" + std::to_string(meeting.change));
    put_line(out, "DTSTART:" + utc_value(meeting.starts));
    put_line(out, "DTEND:" + utc_value(end));
    put_line(out, meeting.cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
    put_text(out, "SUMMARY", meeting.title);
    put_text(out, "LOCATION", meeting.place.empty() ? meeting.link : meeting.place);
    put_text(out, "DESCRIPTION", description_of(meeting));
    put_link(out, meeting.link);
    put_line(out, "END:VEVENT");
}

}  // namespace

std::string calendar_of(std::span<const MeetingView> meetings) {
    std::string out;
    put_line(out, "BEGIN:VCALENDAR");
    put_line(out, "VERSION:2.0");
    put_line(out, "PRODID:-//Approdo//Approdo//IT");
    put_line(out, "CALSCALE:GREGORIAN");
    for (const MeetingView& meeting : meetings) put_meeting(out, meeting);
    put_line(out, "END:VCALENDAR");
    return out;
}

}  // namespace approdo::client
