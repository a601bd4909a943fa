// Erasing what somebody has a right to have erased, and the list of it.
#include <algorithm>
#include <fstream>

#include "server/app/key_files.hpp"
#include "server/app/local_site.hpp"

namespace approdo::app {

using exchange::Frame;
using exchange::FrameType;

namespace {

constexpr std::size_t prefix_min = 8;

std::string kind_of(log::EventType type) {
    const content::EventInfo* info = content::event_info(type);
    if (info != nullptr) return std::string(info->name);
    return std::to_string(static_cast<std::uint32_t>(type));
}

// Headers of what can be read, the latest first.
std::vector<EventLine> lines_of(store::Session& session, const AccountId& account) {
    std::vector<EventLine> lines;
    const auto add = [&](const store::StreamEnd& end) {
        session.segments().walk(end.stream, Seq{1}, [&](const log::Segment& segment) {
            const auto* key = session.keyring().find(
                log::scope_key_name(segment.header.scope, segment.header.epoch));
            if (key == nullptr || segment.is_stub()) return true;
            const auto opened = log::open_segment(segment, *key);
            if (!opened.ok()) return true;
            for (std::size_t i = 0; i < opened->events.size(); ++i) {
                const log::Event& event = opened->events[i];
                lines.push_back({opened->hashes[i], kind_of(event.header.type),
                                 event.header.time.wall, end.device.is_zero(), opened->is_erased(i),
                                 event.payload.size()});
            }
            return true;
        });
    };
    for (const auto& end : session.segments().of_scope(log::LogKind::site, learner_scope(account)))
        add(end);
    for (const auto& end : session.segments().of_account(account)) add(end);
    std::stable_sort(lines.begin(), lines.end(),
                     [](const EventLine& a, const EventLine& b) { return a.at > b.at; });
    return lines;
}

}  // namespace

Result<void> LocalSite::may_erase(store::Session& session, const Actor& actor,
                                  const AccountId& account) {
    const auto person = session.people().find(account);
    if (!person) return fail(ErrorCode::not_found, "There is no such person: see user list.");
    if (!may(session, actor, Role::administrator, person->organisation)) {
        return fail(ErrorCode::forbidden, "This needs the role of " +
                                              std::string(name_of(Role::administrator)) +
                                              " at that organisation or above it.");
    }
    return may_act_for(session, actor, account);
}

Result<std::vector<EventLine>> LocalSite::events(const Actor& actor, const AccountId& account) {
    using Lines = std::vector<EventLine>;
    return store::read_from<Result<Lines>>(*store_, [&](store::Session& session) -> Result<Lines> {
        APPRODO_CHECK(may_erase(session, actor, account));
        return lines_of(session, account);
    });
}

Result<Hash> LocalSite::find_event(const AccountId& account, std::string_view text) {
    return store::read_from<Result<Hash>>(*store_, [&](store::Session& session) -> Result<Hash> {
        std::set<Hash> found;
        for (const EventLine& line : lines_of(session, account)) {
            if (line.id.hex().starts_with(text)) found.insert(line.id);
        }
        if (text.size() >= prefix_min && found.size() == 1) return *found.begin();
        return fail(ErrorCode::not_found, "This person has no event «" + std::string(text) +
                                              "», or several begin so: see event list.");
    });
}

Result<void> LocalSite::erase_event(const Actor& actor, const AccountId& account,
                                    const Hash& event) {
    auto done = queue_->write<bool>([&](store::Session& session) -> Result<bool> {
        APPRODO_CHECK(may_erase(session, actor, account));
        APPRODO_CHECK(erasing_.erase_event(session, account, event));
        // What was folded of it goes in the same transaction.
        while (folding_.fold_next(session, SIZE_MAX).more) {
        }
        note(session, actor, "erase event", event.hex().substr(0, 16));
        return true;
    });
    // Whoever tries again may do so because files could not be cleared the first time.
    if (!done.ok() && done.error().code != ErrorCode::conflict) return std::move(done).error();
    APPRODO_CHECK(leave_no_trace());
    if (!done.ok()) return std::move(done).error();
    return {};
}

Result<void> LocalSite::erase_account(const Actor& actor, const AccountId& account) {
    auto done = queue_->write<bool>([&](store::Session& session) -> Result<bool> {
        APPRODO_CHECK(may_erase(session, actor, account));
        while (folding_.fold_next(session, SIZE_MAX).more) {
        }
        erasing_.erase_person(session, account);
        note(session, actor, "erase person", "");
        return true;
    });
    if (!done.ok()) return std::move(done).error();
    return leave_no_trace();
}

Result<void> LocalSite::erase_again(const std::vector<std::filesystem::path>& lists) {
    for (const std::filesystem::path& list : lists) {
        std::ifstream stream(list, std::ios::binary);
        if (!stream) {
            return fail(ErrorCode::not_found,
                        "The list of what was erased, " + list.string() + ", cannot be read.");
        }
        const Bytes bytes(std::istreambuf_iterator<char>(stream), {});
        APPRODO_TRY(const auto records, read_erasure_list(bytes, keys_.site));
        auto done = queue_->write<bool>([&](store::Session& session) -> Result<bool> {
            for (const log::SignedErasure& record : records) {
                APPRODO_CHECK(erasing_.take(session, record));
            }
            while (folding_.fold_next(session, SIZE_MAX).more) {
            }
            return true;
        });
        if (!done.ok()) return std::move(done).error();
    }
    return leave_no_trace();
}

// A site that was restored learns from a device what it erased.
void LocalSite::note_erasures(store::Session& session, const exchange::WholeParcel& parcel) {
    for (const Frame& frame : parcel.frames) {
        if (frame.type != FrameType::erasure) continue;
        const auto record = log::SignedErasure::read(frame.body);
        if (!record.ok()) continue;
        if (auto taken = erasing_.take(session, *record); !taken.ok()) {
            report_("A device's record of an erasure: " + taken.error().message);
        }
    }
}

void LocalSite::write_erased_list() {
    Bytes list;
    store_->read([&](store::Session& session) {
        if (!session.erasures().list().empty()) list = erasure_list(session, keys_.site);
    });
    // Nobody else needs to read it, and it has to survive as keys do.
    if (!list.empty()) replace_key_file(folder_.erased(), list);
}

Result<void> LocalSite::leave_no_trace() {
    write_erased_list();
    if (store_->scrub()) return {};
    return fail(ErrorCode::busy,
                "It is erased, but a long read holds back the file that knew it: run this once "
                "more, or restart the server, so that nothing of it stays on the disk.");
}

}  // namespace approdo::app
