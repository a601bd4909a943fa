// Held against RFC 5545, clause by clause: the numbers in the names are its sections.
#include "client_core/core/calendar.hpp"

#include <algorithm>

#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::client;

namespace {

MeetingView lesson() {
    MeetingView view;
    view.meeting = content::MeetingId{{0xab}};
    view.course_title = "Accoglienza";
    view.title = "Lezione";
    view.starts = UtcMs{1'796'304'600'000};  // 2026-12-03 13:30 UTC
    view.minutes = 90;
    view.zone = "Europe/Rome";
    view.place = "Sala grande";
    view.written = UtcMs{1'796'000'000'000};
    return view;
}

std::string calendar_with(const MeetingView& view) {
    return calendar_of({&view, 1});
}

// As a reader takes it: folded lines joined, one content line each.
std::vector<std::string> unfolded(std::string text) {
    for (std::size_t at = 0; (at = text.find("\r\n ", at)) != std::string::npos;) text.erase(at, 3);
    std::vector<std::string> lines;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = text.find("\r\n", from);
        REQUIRE(end != std::string::npos);
        lines.push_back(text.substr(from, end - from));
        from = end + 2;
    }
    return lines;
}

// The only line of that name, without it.
std::string value_of(const std::string& text, const std::string& name) {
    std::string found;
    int count = 0;
    for (const std::string& line : unfolded(text)) {
        if (!line.starts_with(name + ":")) continue;
        found = line.substr(name.size() + 1);
        ++count;
    }
    INFO(name);
    CHECK(count == 1);
    return found;
}

bool has_line(const std::string& text, const std::string& name) {
    const auto lines = unfolded(text);
    return std::any_of(lines.begin(), lines.end(),
                       [&](const std::string& line) { return line.starts_with(name + ":"); });
}

}  // namespace

TEST_CASE("calendar, 3.4 and 3.6: a VCALENDAR says its version and maker, events stand within") {
    const auto lines = unfolded(calendar_with(lesson()));
    CHECK(lines.front() == "BEGIN:VCALENDAR");
    CHECK(lines.back() == "END:VCALENDAR");
    CHECK(value_of(calendar_with(lesson()), "VERSION") == "2.0");
    CHECK_FALSE(value_of(calendar_with(lesson()), "PRODID").empty());
    CHECK(std::count(lines.begin(), lines.end(), "BEGIN:VEVENT") == 1);
    CHECK(std::count(lines.begin(), lines.end(), "END:VEVENT") == 1);
    // 3.7.2: without METHOD nobody is asked to answer.
    CHECK_FALSE(has_line(calendar_with(lesson()), "METHOD"));
    const std::vector<MeetingView> two{lesson(), lesson()};
    const auto both = unfolded(calendar_of(two));
    CHECK(std::count(both.begin(), both.end(), "BEGIN:VEVENT") == 2);
}

TEST_CASE("calendar, 3.3.5: times are in UTC") {
    const std::string text = calendar_with(lesson());
    CHECK(value_of(text, "DTSTART") == "20261203T133000Z");
    CHECK(value_of(text, "DTEND") == "20261203T150000Z");
    CHECK(value_of(text, "DTSTAMP") == "20261130T005320Z");
    CHECK(value_of(text, "LAST-MODIFIED") == "20261130T005320Z");
    MeetingView early = lesson();
    early.starts = UtcMs{-1000};
    CHECK(value_of(calendar_with(early), "DTSTART") == "19691231T235959Z");
}

TEST_CASE("calendar, 3.1: lines end in CRLF and have at most 75 octets, cut between letters") {
    for (std::size_t length = 60; length < 90; ++length) {
        MeetingView view = lesson();
        // Letters of two and of three octets, so that every place of a cut is met.
        view.title = std::string(length, 'a');
        for (int i = 0; i < 60; ++i) view.title += i % 2 == 0 ? "è" : "ع€";
        const std::string text = calendar_with(view);
        for (std::size_t from = 0; from < text.size();) {
            const std::size_t end = text.find("\r\n", from);
            REQUIRE(end != std::string::npos);
            REQUIRE(end - from <= 75);
            const std::size_t first = text[from] == ' ' ? from + 1 : from;
            CHECK((static_cast<unsigned char>(text[first]) & 0xc0) != 0x80);
            from = end + 2;
        }
        CHECK(value_of(text, "SUMMARY") == view.title);
    }
    CHECK(calendar_with(lesson()).find("\n\n") == std::string::npos);
}

TEST_CASE("calendar, 3.1: a line of exactly 75 octets is not folded, one of 76 is") {
    MeetingView view = lesson();
    view.title = std::string(75 - std::string("SUMMARY:").size(), 'a');
    CHECK(calendar_with(view).find("\r\n ") == std::string::npos);
    view.title += 'a';
    CHECK(calendar_with(view).find("\r\n a\r\n") != std::string::npos);
}

TEST_CASE("calendar, 3.3.11: text is escaped, and no text becomes a line") {
    MeetingView view = lesson();
    view.title = "Uno, due; tre \\ quattro: \"cinque\"";
    view.notes = "Riga uno\nRiga due\r\nEND:VEVENT\x07";
    const std::string text = calendar_with(view);
    CHECK(value_of(text, "SUMMARY") == "Uno\\, due\\; tre \\\\ quattro: \"cinque\"");
    CHECK(value_of(text, "DESCRIPTION") == "Accoglienza\\nRiga uno\\nRiga due\\nEND:VEVENT");
    const auto lines = unfolded(text);
    CHECK(std::count(lines.begin(), lines.end(), "END:VEVENT") == 1);
    CHECK(std::none_of(text.begin(), text.end(), [](char letter) {
        return (static_cast<unsigned char>(letter) < 0x20 && letter != '\r' && letter != '\n') ||
               letter == 0x7f;
    }));
}

TEST_CASE("calendar, 3.8.4.7 and 3.8.7.4: a meeting keeps its UID and counts its changes") {
    MeetingView view = lesson();
    const std::string first = calendar_with(view);
    CHECK(value_of(first, "SEQUENCE") == "0");
    view.change = 3;
    view.title = "Lezione in un’altra sala";
    view.starts = UtcMs{1'796'400'000'000};
    const std::string later = calendar_with(view);
    CHECK(value_of(later, "SEQUENCE") == "3");
    CHECK(value_of(later, "UID") == value_of(first, "UID"));
    MeetingView other = lesson();
    other.meeting = content::MeetingId{{0xac}};
    CHECK(value_of(calendar_with(other), "UID") != value_of(first, "UID"));
    CHECK(calendar_with(view) == later);
}

TEST_CASE("calendar, 3.8.1.11: what is cancelled is said to be, with the reason") {
    MeetingView view = lesson();
    CHECK(value_of(calendar_with(view), "STATUS") == "CONFIRMED");
    view.cancelled = true;
    view.reason = "Sala chiusa";
    CHECK(value_of(calendar_with(view), "STATUS") == "CANCELLED");
    CHECK(value_of(calendar_with(view), "DESCRIPTION") == "Accoglienza\\nSala chiusa");
}

TEST_CASE("calendar, 3.8.1.7 and 3.8.4.6: a link is where there is no place, and a URI") {
    MeetingView view = lesson();
    CHECK_FALSE(has_line(calendar_with(view), "URL"));
    view.link = "https://incontri.example.org/a?b=1,2;c";
    CHECK(value_of(calendar_with(view), "LOCATION") == "Sala grande");
    CHECK(value_of(calendar_with(view), "URL") == view.link);
    view.place.clear();
    CHECK(value_of(calendar_with(view), "LOCATION") ==
          "https://incontri.example.org/a?b=1\\,2\\;c");
    for (const char* bad : {"javascript:alert(1)", "https://a\r\nATTENDEE:x", "http://a"}) {
        view.link = bad;
        CHECK_FALSE(has_line(calendar_with(view), "URL"));
        CHECK_FALSE(has_line(calendar_with(view), "ATTENDEE"));
    }
}
