#include "server/app/announcing.hpp"

#include <algorithm>
#include <tuple>

#include "server/app/edition_words.hpp"
#include "server/app/given_names.hpp"
#include "server/app/written_text.hpp"

namespace approdo::app {
namespace {

content::EditionRecord record_of(store::Session& session, const EditionId& edition) {
    return edition_words(session, edition, {content::event_type::announcement});
}

AnnouncementRow row_of(store::Session& session, const EditionId& edition,
                       const content::LastWriter<content::Announcement>& held) {
    const content::Announcement& said = held.value;
    const auto person = session.people().find(said.by);
    return {said.id,        edition,
            said.title,     said.html,
            said.source,    said.language,
            said.by,        person ? person->display_name : std::string(),
            said.published, said.written,
            held.stamp.hash};
}

Result<content::Announcement> checked(const NewAnnouncement& wish) {
    content::Announcement said;
    APPRODO_CHECK(check_title(wish.title));
    said.title = wish.title;
    APPRODO_TRY(said.html, html_of_written(wish.text));
    if (said.html.empty()) {
        return fail(ErrorCode::invalid_input, "An announcement needs some words below its title.");
    }
    said.source = wish.text;
    said.language = wish.language;
    return said;
}

}  // namespace

std::vector<AnnouncementRow> Announcing::list(store::Session& session, const EditionId& edition) {
    const content::EditionRecord record = record_of(session, edition);
    std::vector<AnnouncementRow> rows;
    for (const auto& [id, held] : record.announcements) {
        if (!held.value.is_withdrawn()) rows.push_back(row_of(session, edition, held));
    }
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return std::tie(a.published, a.id) > std::tie(b.published, b.id);
    });
    return rows;
}

Result<AnnouncementRow> Announcing::announce(store::Session& session, const EditionId& edition,
                                             const AccountId& by, const NewAnnouncement& wish) {
    APPRODO_TRY(content::Announcement said, checked(wish));
    said.id = random_.id<content::PostId>();
    said.by = by;
    said.edition = edition;
    said.published = said.written = clock_.now().wall;
    return write(session, edition, std::move(said));
}

Result<AnnouncementRow> Announcing::correct(store::Session& session, const EditionId& edition,
                                            const content::PostId& id, const Hash& state,
                                            const AccountId& by, const NewAnnouncement& wish) {
    APPRODO_TRY(const AnnouncementRow before, find(session, edition, id, state));
    APPRODO_TRY(content::Announcement said, checked(wish));
    said.id = id;
    said.edition = edition;
    said.by = by;
    said.published = before.published;
    // A correction is told from what it corrects by its time, also within one millisecond.
    said.written = UtcMs{std::max(clock_.now().wall.value, before.written.value + 1)};
    return write(session, edition, std::move(said));
}

Result<void> Announcing::withdraw(store::Session& session, const EditionId& edition,
                                  const content::PostId& id, const Hash& state,
                                  const AccountId& by) {
    APPRODO_TRY(const AnnouncementRow before, find(session, edition, id, state));
    content::Announcement said;
    said.id = id;
    said.edition = edition;
    said.by = by;
    said.published = before.published;
    said.written = clock_.now().wall;
    scribe_.write(session, edition_scope(edition), {site_event(said, EnrolmentId{})});
    return {};
}

Result<AnnouncementRow> Announcing::find(store::Session& session, const EditionId& edition,
                                         const content::PostId& id, const Hash& state) {
    const content::EditionRecord record = record_of(session, edition);
    const auto held = record.announcements.find(id);
    if (held == record.announcements.end()) {
        return fail(ErrorCode::not_found,
                    "There is no such announcement: see the list of this edition's.");
    }
    const AnnouncementRow row = row_of(session, edition, held->second);
    if (row.state == state && !held->second.value.is_withdrawn()) return row;
    if (row.name.empty()) {
        return fail(ErrorCode::conflict,
                    "This announcement was changed meanwhile: look at it again.");
    }
    return fail(ErrorCode::conflict,
                row.name + " changed this announcement meanwhile: look at it again.");
}

Result<AnnouncementRow> Announcing::write(store::Session& session, const EditionId& edition,
                                          content::Announcement said) {
    scribe_.write(session, edition_scope(edition), {site_event(said, EnrolmentId{})});
    for (AnnouncementRow& row : list(session, edition)) {
        if (row.id == said.id) return std::move(row);
    }
    return fail(ErrorCode::corrupt, "The announcement cannot be read after it was written.");
}

}  // namespace approdo::app
