#include "server/app/meeting_book.hpp"

#include <algorithm>
#include <tuple>

#include "server/app/edition_words.hpp"
#include "server/app/given_names.hpp"
#include "sync/base/text_encoding.hpp"

namespace approdo::app {
namespace {

constexpr std::uint32_t minutes_max = 14 * 24 * 60;
constexpr UtcMs first_start{946'684'800'000};   // 2000
constexpr UtcMs last_start{4'102'444'800'000};  // 2100
constexpr std::size_t line_letters_max = 300;
constexpr std::size_t link_bytes_max = 1000;
constexpr std::size_t notes_letters_max = 4000;
constexpr std::size_t language_letters_max = 35;  // of a language tag

bool is_control(char letter) {
    return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f;
}

// Code points: people are told of letters, whatever alphabet they write in.
std::size_t letters_in(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char octet) {
        return (static_cast<unsigned char>(octet) & 0xc0) != 0x80;
    }));
}

bool is_line(std::string_view text, std::size_t letters_max) {
    return letters_in(text) <= letters_max && is_utf8(text) &&
           std::none_of(text.begin(), text.end(), is_control);
}

// Only what a browser opens as a page over TLS; nothing that ends an attribute or a line.
bool is_link(std::string_view text) {
    constexpr std::string_view scheme = "https://";
    if (!text.starts_with(scheme) || text.size() == scheme.size()) return false;
    return text.size() <= link_bytes_max && std::all_of(text.begin(), text.end(), [](char letter) {
               return letter > 0x20 && letter < 0x7f && letter != '"' && letter != '<' &&
                      letter != '>' && letter != '\\';
           });
}

// Lines end in one character, whatever typed them.
std::string with_plain_lines(std::string_view text) {
    std::string plain(text);
    std::erase(plain, '\r');
    return plain;
}

bool are_notes(std::string_view text) {
    return letters_in(text) <= notes_letters_max && is_utf8(text) &&
           std::none_of(text.begin(), text.end(), [](char letter) {
               return is_control(letter) && letter != '\n' && letter != '\t';
           });
}

Result<void> check_place(const NewMeeting& wish) {
    if (wish.place.empty() && wish.link.empty()) {
        return fail(ErrorCode::invalid_input,
                    "Say where it is: a place, a link that begins with https://, or both.");
    }
    if (!is_line(wish.place, line_letters_max)) {
        return fail(ErrorCode::invalid_input, "A place has at most 300 characters in one line.");
    }
    if (!wish.link.empty() && !is_link(wish.link)) {
        return fail(ErrorCode::invalid_input,
                    "A link begins with https:// and has no spaces in it.");
    }
    return {};
}

Result<content::MeetingPlanned> checked(const NewMeeting& wish) {
    APPRODO_CHECK(check_title(wish.title));
    APPRODO_CHECK(check_place(wish));
    if (wish.minutes == 0 || wish.minutes > minutes_max) {
        return fail(ErrorCode::invalid_input, "A meeting lasts from 1 minute to 14 days.");
    }
    if (wish.starts < first_start || wish.starts > last_start) {
        return fail(ErrorCode::invalid_input,
                    "A meeting begins between the years 2000 and 2100: look at its day.");
    }
    content::MeetingPlanned said;
    said.title = wish.title;
    said.starts = wish.starts;
    said.minutes = wish.minutes;
    said.place = wish.place;
    said.link = wish.link;
    said.notes = with_plain_lines(wish.notes);
    if (!are_notes(said.notes)) {
        return fail(ErrorCode::invalid_input, "The notes are at most 4,000 characters of text.");
    }
    said.language = wish.language;
    if (!is_line(said.language, language_letters_max)) {
        return fail(ErrorCode::invalid_input, "A language is written like it, en or ar.");
    }
    return said;
}

MeetingRow row_of(store::Session& session, const content::EditionRecord::MeetingRecord& record) {
    const content::MeetingPlanned& said = record.planned.value;
    MeetingRow row;
    row.id = said.meeting;
    row.edition = said.edition;
    row.title = said.title;
    row.starts = said.starts;
    row.minutes = said.minutes;
    row.zone = said.zone;
    row.place = said.place;
    row.link = said.link;
    row.notes = said.notes;
    row.language = said.language;
    row.change = record.change();
    row.cancelled = record.is_cancelled();
    row.by = row.cancelled ? record.cancelled.value.by : said.by;
    row.written = row.cancelled ? record.cancelled.value.written : said.written;
    row.state = row.cancelled ? record.cancelled.stamp.hash : record.planned.stamp.hash;
    if (row.cancelled) row.reason = record.cancelled.value.reason;
    if (const auto person = session.people().find(row.by)) row.name = person->display_name;
    return row;
}

}  // namespace

std::vector<MeetingRow> MeetingBook::list(store::Session& session, const EditionId& edition) {
    const auto record = edition_words(
        session, edition,
        {content::event_type::meeting_planned, content::event_type::meeting_cancelled});
    std::vector<MeetingRow> rows;
    for (const auto& [id, meeting] : record.meetings) {
        if (meeting.planned.is_set()) rows.push_back(row_of(session, meeting));
    }
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return std::tie(a.starts, a.id) < std::tie(b.starts, b.id);
    });
    return rows;
}

Result<MeetingRow> MeetingBook::find(store::Session& session, const EditionId& edition,
                                     const content::MeetingId& id) {
    for (MeetingRow& row : list(session, edition)) {
        if (row.id == id) return std::move(row);
    }
    return fail(ErrorCode::not_found, "There is no such meeting: see the list of this edition's.");
}

Result<MeetingRow> MeetingBook::plan(store::Session& session, const EditionId& edition,
                                     const AccountId& by, const NewMeeting& wish) {
    APPRODO_TRY(content::MeetingPlanned said, checked(wish));
    said.meeting = random_.id<content::MeetingId>();
    said.edition = edition;
    said.written = clock_.now().wall;
    return write(session, std::move(said), by);
}

Result<MeetingRow> MeetingBook::change(store::Session& session, const EditionId& edition,
                                       const content::MeetingId& id, const Hash& state,
                                       const AccountId& by, const NewMeeting& wish) {
    APPRODO_TRY(const MeetingRow before, find_unchanged(session, edition, id, state));
    APPRODO_TRY(content::MeetingPlanned said, checked(wish));
    said.meeting = id;
    said.edition = edition;
    said.change = before.change + 1;
    said.written = after(before.written);
    return write(session, std::move(said), by);
}

Result<MeetingRow> MeetingBook::cancel(store::Session& session, const EditionId& edition,
                                       const content::MeetingId& id, const Hash& state,
                                       const AccountId& by, const std::string& reason) {
    APPRODO_TRY(const MeetingRow before, find_unchanged(session, edition, id, state));
    if (before.cancelled) {
        return fail(ErrorCode::conflict, "This meeting was cancelled already.");
    }
    if (!is_line(reason, line_letters_max)) {
        return fail(ErrorCode::invalid_input, "A reason has at most 300 characters in one line.");
    }
    content::MeetingCancelled said;
    said.meeting = id;
    said.edition = edition;
    said.reason = reason;
    said.by = by;
    said.change = before.change + 1;
    said.written = after(before.written);
    scribe_.write(session, edition_scope(edition), {site_event(said, EnrolmentId{})});
    return find(session, edition, id);
}

Result<MeetingRow> MeetingBook::find_unchanged(store::Session& session, const EditionId& edition,
                                               const content::MeetingId& id, const Hash& state) {
    APPRODO_TRY(MeetingRow row, find(session, edition, id));
    if (row.state == state) return row;
    if (row.name.empty()) {
        return fail(ErrorCode::conflict, "This meeting was changed meanwhile: look at it again.");
    }
    return fail(ErrorCode::conflict,
                row.name + " changed this meeting meanwhile: look at it again.");
}

Result<MeetingRow> MeetingBook::write(store::Session& session, content::MeetingPlanned said,
                                      const AccountId& by) {
    const auto edition = session.catalogue().edition(said.edition);
    if (edition) said.zone = edition->zone;
    said.by = by;
    scribe_.write(session, edition_scope(said.edition), {site_event(said, EnrolmentId{})});
    return find(session, said.edition, said.meeting);
}

// A change is told from what it changes by its time, also within one millisecond.
UtcMs MeetingBook::after(UtcMs written) const {
    return UtcMs{std::max(clock_.now().wall.value, written.value + 1)};
}

}  // namespace approdo::app
