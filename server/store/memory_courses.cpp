// Courses, projections, the mailbox and the audit, in memory.
#include <algorithm>

#include "server/store/memory_parts.hpp"

namespace approdo::store {

namespace {

template <class T>
bool any(const T&) {
    return true;
}

template <class T>
std::vector<T> by_slug(std::vector<T> lines) {
    std::sort(lines.begin(), lines.end(), [](const T& a, const T& b) { return a.slug < b.slug; });
    return lines;
}

}  // namespace

std::optional<CourseLine> MemoryCatalogue::course(const CourseId& course) {
    return find_in(access_.data().courses, course);
}

std::optional<CourseLine> MemoryCatalogue::course_named(const std::string& slug) {
    return first_of(access_.data().courses,
                    [&](const CourseLine& line) { return line.slug == slug; });
}

std::optional<CourseLine> MemoryCatalogue::course_of(const ChannelId& channel) {
    return first_of(access_.data().courses,
                    [&](const CourseLine& line) { return line.channel == channel; });
}

std::vector<CourseLine> MemoryCatalogue::courses() {
    return by_slug(all_of(access_.data().courses, any<CourseLine>));
}

Result<void> MemoryCatalogue::put_course(const CourseLine& line) {
    if (const auto holder = course_named(line.slug); holder && holder->course != line.course) {
        return fail(ErrorCode::conflict,
                    "another course is called «" + line.slug + "»: choose another name");
    }
    if (const auto holder = course_of(line.channel); holder && holder->course != line.course) {
        return fail(ErrorCode::conflict, "the channel belongs to another course");
    }
    access_.change().courses[line.course] = line;
    return {};
}

Result<void> MemoryCatalogue::move_head(const ChannelId& channel, ContentVersion expected,
                                        ContentVersion version, ByteView head, UtcMs at) {
    for (auto& [id, line] : access_.change().courses) {
        if (line.channel != channel || line.version != expected) continue;
        line.version = version;
        line.head = copy_of(head);
        line.published = at;
        access_.change().heads[{channel, version}] = line.head;
        return {};
    }
    return fail(ErrorCode::conflict,
                "another version was published meanwhile: take it in and publish again");
}

std::optional<Bytes> MemoryCatalogue::head_at(const ChannelId& channel, ContentVersion version) {
    return find_in(access_.data().heads, {channel, version});
}

void MemoryCatalogue::assign(const CourseId& course, const OrganisationId& organisation) {
    access_.change().assignments.emplace(course, organisation);
}

std::vector<OrganisationId> MemoryCatalogue::assigned_to(const CourseId& course) {
    std::vector<OrganisationId> organisations;
    for (const auto& [of, organisation] : access_.data().assignments) {
        if (of == course) organisations.push_back(organisation);
    }
    return organisations;
}

std::optional<Edition> MemoryCatalogue::edition(const EditionId& id) {
    return find_in(access_.data().editions, id);
}

std::optional<Edition> MemoryCatalogue::edition_named(const std::string& slug) {
    return first_of(access_.data().editions,
                    [&](const Edition& edition) { return edition.slug == slug; });
}

std::vector<Edition> MemoryCatalogue::editions() {
    return by_slug(all_of(access_.data().editions, any<Edition>));
}

Result<void> MemoryCatalogue::put_edition(const Edition& line) {
    if (const auto holder = edition_named(line.slug); holder && holder->id != line.id) {
        return fail(ErrorCode::conflict,
                    "another edition is called «" + line.slug + "»: choose another name");
    }
    access_.change().editions[line.id] = line;
    return {};
}

std::optional<Enrolment> MemoryCatalogue::enrolment(const EnrolmentId& id) {
    return find_in(access_.data().enrolments, id);
}

std::optional<Enrolment> MemoryCatalogue::enrolment_of(const EditionId& edition,
                                                       const AccountId& account) {
    return first_of(access_.data().enrolments, [&](const Enrolment& line) {
        return line.edition == edition && line.account == account;
    });
}

std::vector<Enrolment> MemoryCatalogue::enrolments_in(const EditionId& edition) {
    auto lines = all_of(access_.data().enrolments,
                        [&](const Enrolment& line) { return line.edition == edition; });
    std::sort(lines.begin(), lines.end(),
              [](const Enrolment& a, const Enrolment& b) { return a.account < b.account; });
    return lines;
}

std::vector<Enrolment> MemoryCatalogue::enrolments_of(const AccountId& account) {
    auto lines = all_of(access_.data().enrolments,
                        [&](const Enrolment& line) { return line.account == account; });
    std::stable_sort(lines.begin(), lines.end(),
                     [](const Enrolment& a, const Enrolment& b) { return a.since < b.since; });
    return lines;
}

void MemoryCatalogue::put_enrolment(const Enrolment& line) {
    access_.change().enrolments[line.id] = line;
}

Position MemoryProjections::position() {
    return access_.data().folded_to;
}

void MemoryProjections::set_position(Position position) {
    access_.change().folded_to = position;
}

std::optional<Bytes> MemoryProjections::record(const ScopeId& scope) {
    return find_in(access_.data().records, scope);
}

void MemoryProjections::put_record(const ScopeId& scope, ByteView record) {
    access_.change().records[scope] = copy_of(record);
}

std::vector<ScopeId> MemoryProjections::records() {
    std::vector<ScopeId> scopes;
    for (const auto& [scope, record] : access_.data().records) scopes.push_back(scope);
    return scopes;
}

std::optional<EnrolmentStatus> MemoryProjections::status(const EnrolmentId& enrolment) {
    return find_in(access_.data().statuses, enrolment);
}

void MemoryProjections::put_status(const EnrolmentStatus& status) {
    access_.change().statuses[status.enrolment] = status;
}

std::vector<EnrolmentStatus> MemoryProjections::statuses_in(const EditionId& edition) {
    auto statuses = all_of(access_.data().statuses, [&](const EnrolmentStatus& status) {
        return status.edition == edition;
    });
    for (EnrolmentStatus& status : statuses) status.units.clear();
    return statuses;
}

bool MemoryProjections::asks_erasure(const AccountId& account) {
    return access_.data().asking_erasure.contains(account);
}

void MemoryProjections::put_asks_erasure(const AccountId& account, bool asks) {
    auto& asking = access_.change().asking_erasure;
    if (asks) asking.insert(account);
    if (!asks) asking.erase(account);
}

std::vector<AccountId> MemoryProjections::asking_erasure() {
    const auto& asking = access_.data().asking_erasure;
    return {asking.begin(), asking.end()};
}

void MemoryProjections::quarantine(const QuarantineLine& line) {
    access_.change().quarantine[{line.stream, line.seq}] = line;
}

std::vector<QuarantineLine> MemoryProjections::quarantined(std::size_t count_max) {
    auto lines = all_of(access_.data().quarantine, any<QuarantineLine>);
    if (lines.size() > count_max) lines.resize(count_max);
    return lines;
}

void MemoryProjections::clear() {
    MemoryData& data = access_.change();
    data.records.clear();
    data.statuses.clear();
    data.asking_erasure.clear();
    data.quarantine.clear();
    data.folded_to = Position{};
}

void MemoryMailbox::put(const exchange::Route& route, ByteView parcel, UtcMs at) {
    auto& mail = access_.change().mail;
    const auto of_route = [&](const MemoryMail& item) { return item.route == route; };
    const auto same = [&](const MemoryMail& item) {
        return of_route(item) &&
               std::equal(item.parcel.begin(), item.parcel.end(), parcel.begin(), parcel.end());
    };
    if (std::any_of(mail.begin(), mail.end(), same)) return;
    mail.push_back({route, at, copy_of(parcel)});
    const auto count = std::count_if(mail.begin(), mail.end(), of_route);
    if (static_cast<std::size_t>(count) > mailbox_parcels_per_route) {
        mail.erase(std::find_if(mail.begin(), mail.end(), of_route));
    }
    std::size_t bytes = 0;
    for (const MemoryMail& item : mail) bytes += item.parcel.size();
    while (bytes > mailbox_bytes_max) {
        bytes -= mail.front().parcel.size();
        mail.erase(mail.begin());
    }
}

std::vector<Bytes> MemoryMailbox::waiting(const exchange::Route& route) {
    std::vector<Bytes> parcels;
    for (const MemoryMail& item : access_.data().mail) {
        if (item.route == route) parcels.push_back(item.parcel);
    }
    return parcels;
}

std::vector<Bytes> MemoryMailbox::all(std::size_t bytes_max) {
    std::vector<Bytes> parcels;
    std::size_t bytes = 0;
    for (const MemoryMail& item : access_.data().mail) {
        if (bytes > 0 && bytes + item.parcel.size() > bytes_max) break;
        parcels.push_back(item.parcel);
        bytes += item.parcel.size();
    }
    return parcels;
}

void MemoryMailbox::clear(const exchange::Route& route) {
    MemoryData& data = access_.change();
    std::erase_if(data.mail, [&](const MemoryMail& item) { return item.route == route; });
    if (route.kind == exchange::RouteKind::device) data.wishes.erase(DeviceId{route.id.bytes});
}

void MemoryMailbox::forget_before(UtcMs at) {
    MemoryData& data = access_.change();
    std::erase_if(data.mail, [&](const MemoryMail& item) { return item.at < at; });
    std::erase_if(data.wishes, [&](const auto& wish) { return wish.second.at < at; });
}

void MemoryMailbox::put_wish(const DeviceId& device, ByteView parcel, UtcMs at) {
    access_.change().wishes[device] = {at, copy_of(parcel)};
}

std::vector<Mailbox::Wish> MemoryMailbox::wishes() {
    std::vector<Wish> wishes;
    for (const auto& [device, wish] : access_.data().wishes) {
        wishes.push_back({device, wish.parcel});
    }
    return wishes;
}

void MemoryAudit::add(AuditLine line) {
    auto& audit = access_.change().audit;
    line.number = audit.size() + 1;
    audit.push_back(std::move(line));
}

std::vector<AuditLine> MemoryAudit::list(std::uint64_t before, std::size_t count_max) {
    std::vector<AuditLine> lines;
    const auto& audit = access_.data().audit;
    for (auto line = audit.rbegin(); line != audit.rend() && lines.size() < count_max; ++line) {
        if (before == 0 || line->number < before) lines.push_back(*line);
    }
    return lines;
}

}  // namespace approdo::store
