// What the site told an edition's participants, read without a network. That one was read is a
// preference of the person, so that it is new on no other device of theirs; it names the version,
// so that a correction is new again. Nobody else learns of it.
#include <algorithm>
#include <tuple>

#include "client_core/core/client_parts.hpp"

namespace approdo::client {
namespace {

std::string key_of(const content::PostId& id) {
    return "announcement." + id.hex();
}

std::string version_of(const content::Announcement& said) {
    return std::to_string(said.written.value);
}

}  // namespace

std::vector<AnnouncementView> Client::Parts::announcements() {
    // Asked for with each status, and mostly there is none.
    if (folding.edition().announcements.empty()) return {};
    std::map<EditionId, std::string> titles;  // of the editions that this person is in
    for (const EnrolledCourse& course : enrolled_courses()) {
        titles.emplace(course.enrolled().edition, card_of(course).title);
    }
    const auto& preferences = folding.learner().preferences;
    std::vector<AnnouncementView> views;
    for (const auto& [id, held] : folding.edition().announcements) {
        const content::Announcement& said = held.value;
        const auto title = titles.find(said.edition);
        if (said.is_withdrawn() || title == titles.end()) continue;
        const auto read = preferences.find(key_of(id));
        const bool is_new =
            read == preferences.end() || read->second.value.value != version_of(said);
        views.push_back({id, said.edition, title->second, said.title, said.html, said.language,
                         said.published, said.written, is_new});
    }
    std::sort(views.begin(), views.end(), [](const auto& a, const auto& b) {
        return std::tie(a.published, a.announcement) > std::tie(b.published, b.announcement);
    });
    return views;
}

Result<std::vector<AnnouncementView>> Client::announcements() {
    APPRODO_CHECK(parts_->need_joined());
    return parts_->announcements();
}

Result<void> Client::announcement_read(const content::PostId& id) {
    APPRODO_CHECK(parts_->need_joined());
    for (const AnnouncementView& one : parts_->announcements()) {
        if (one.announcement != id) continue;
        if (!one.is_new) return {};
        content::Preference read;
        read.key = key_of(id);
        read.value = std::to_string(one.written.value);
        NewEvent event;
        event.type = read.type;
        event.payload = content::make_payload(read);
        event.time = parts_->host.clock->now();
        parts_->progress.append(log::LogKind::record, {&event, 1});
        parts_->folding.refresh();
        return {};
    }
    return fail(ErrorCode::not_found,
                "there is no such announcement on this device: it may have been withdrawn");
}

}  // namespace approdo::client
