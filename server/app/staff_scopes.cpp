#include "server/app/staff_scopes.hpp"

#include <algorithm>
#include <tuple>

#include "server/app/roles.hpp"
#include "sync/crypto/hash.hpp"

namespace approdo::app {

namespace {

constexpr store::Role least_role = store::Role::trainer;
constexpr std::size_t statuses_at_once = 4'096;
// Due to a scope in the place of an enrolment: what its organisation is called.
constexpr EnrolmentId of_place{};

Digest16 owner_of(const EditionId& edition) {
    return Digest16{edition.bytes};
}
Digest16 owner_of(const OrganisationId& organisation) {
    return Digest16{organisation.bytes};
}

// Where one has to hold a role to read the scope.
OrganisationId place_of(store::Session& session, const store::Scope& scope) {
    const auto edition = session.catalogue().edition(EditionId{scope.owner.bytes});
    return edition ? edition->organisation : OrganisationId{scope.owner.bytes};
}

// Of many the latest: who has more has not used the others for long.
constexpr std::size_t devices_told_max = 16;

// Whether this device still exchanges under this name: not when it was shut out, when it went on
// under another, or when it has another name that it never took up.
bool is_in_use(const store::DeviceLine& line, const std::vector<store::DeviceLine>& all) {
    if (line.revoked) return false;
    if (!line.before.is_zero() && line.last_contact == UtcMs{}) return false;
    return std::none_of(all.begin(), all.end(), [&](const store::DeviceLine& other) {
        return other.before == line.device && other.last_contact > line.last_contact;
    });
}

std::vector<content::DeviceContact> contacts_of(store::Session& session, const AccountId& account) {
    const auto lines = session.people().devices_of(account);
    std::vector<content::DeviceContact> contacts;
    for (const store::DeviceLine& line : lines) {
        if (is_in_use(line, lines)) contacts.push_back({line.issued, line.last_contact});
    }
    if (contacts.size() > devices_told_max) {
        std::sort(contacts.begin(), contacts.end(),
                  [](const auto& a, const auto& b) { return a.last > b.last; });
        contacts.resize(devices_told_max);
    }
    std::sort(contacts.begin(), contacts.end(), [](const auto& a, const auto& b) {
        return std::tie(a.joined, a.last) < std::tie(b.joined, b.last);
    });
    return contacts;
}

content::StaffStatus said_of(store::Session& session, const store::Enrolment& enrolment) {
    content::StaffStatus said;
    said.edition = enrolment.edition;
    said.account = enrolment.account;
    said.organisation = enrolment.organisation;
    said.active = enrolment.active;
    said.devices = contacts_of(session, enrolment.account);
    const auto status = session.projections().status(enrolment.id);
    if (!status) return said;
    said.required = status->required;
    said.required_completed = status->required_completed;
    said.completed = status->progress == content::Progress::completed;
    said.has_score = status->has_score;
    said.score = static_cast<std::uint64_t>(std::max<std::int64_t>(status->score.parts, 0));
    said.passed = status->passed;
    said.seconds = status->seconds;
    said.minutes_attended = status->minutes_attended;
    said.minutes_declared = status->minutes_declared;
    said.minutes_recognised = status->minutes_recognised;
    said.answers = status->answers;
    said.units_to_mark = static_cast<std::uint32_t>(
        std::count_if(status->units.begin(), status->units.end(),
                      [](const store::UnitStatus& unit) { return unit.waits_for_mark; }));
    said.to_review = status->to_review;
    said.last_activity = status->last_activity;
    return said;
}

SiteEvent description_of(store::Session& session, const store::Edition& edition) {
    content::EditionDescribed said;
    said.edition = edition.id;
    said.course = edition.course;
    said.channel = edition.channel;
    said.organisation = edition.organisation;
    said.title = edition.title;
    if (const auto course = session.catalogue().course(edition.course)) {
        said.course_title = course->title;
        said.course_slug = course->slug;
    }
    if (const auto organisation = session.territory().find(edition.organisation)) {
        said.organisation_name = organisation->name;
    }
    said.zone = edition.zone;
    said.from = edition.from;
    said.until = edition.until;
    return site_event(said, EnrolmentId{});
}

// The place alone, for those who have a role there and no class yet.
SiteEvent description_of(const store::Organisation& place) {
    content::EditionDescribed said;
    said.organisation = place.id;
    said.organisation_name = place.name;
    return site_event(said, EnrolmentId{});
}

}  // namespace

ScopeId staff_scope(const Digest16& owner) {
    return ScopeId{crypto::hash16(crypto::domain::staff_scope, {owner.view()}).bytes};
}

void StaffScopes::open_for(store::Session& session, const store::Enrolment& enrolment) {
    const auto edition = session.catalogue().edition(enrolment.edition);
    if (edition) open(session, owner_of(edition->id), edition->organisation);
    open(session, owner_of(enrolment.organisation), enrolment.organisation);
    session.site_logs().put_due(staff_scope(owner_of(enrolment.edition)), enrolment.id);
    session.site_logs().put_due(staff_scope(owner_of(enrolment.organisation)), enrolment.id);
}

void StaffScopes::open(store::Session& session, const Digest16& owner, const OrganisationId& at) {
    const ScopeId scope = staff_scope(owner);
    if (session.site_logs().scope(scope)) return;
    scribe_.open_scope(session, scope, store::ScopeKind::staff, owner);
    for (const AccountId& account : holders(session, least_role, at)) {
        scribe_.let_read(session, account, scope);
    }
}

void StaffScopes::open_place(store::Session& session, const OrganisationId& place) {
    const ScopeId scope = staff_scope(owner_of(place));
    if (session.site_logs().scope(scope)) return;
    open(session, owner_of(place), place);
    session.site_logs().put_due(scope, of_place);
}

void StaffScopes::let_read(store::Session& session, const AccountId& account) {
    std::set<OrganisationId> places;
    for (const store::RoleGrant& grant : session.territory().roles_of(account)) {
        if (grant.role < least_role) continue;
        open_place(session, grant.organisation);
        const auto below = session.territory().subtree(grant.organisation);
        places.insert(below.begin(), below.end());
    }
    if (places.empty()) return;
    const auto let = [&](const ScopeId& scope) {
        if (session.site_logs().scope(scope)) scribe_.let_read(session, account, scope);
    };
    for (const OrganisationId& place : places) let(staff_scope(owner_of(place)));
    for (const store::Edition& edition : session.catalogue().editions()) {
        if (places.contains(edition.organisation)) let(staff_scope(owner_of(edition.id)));
    }
}

void StaffScopes::note(store::Session& session, const store::EnrolmentStatus& status) {
    session.site_logs().put_due(staff_scope(owner_of(status.edition)), status.enrolment);
    session.site_logs().put_due(staff_scope(owner_of(status.organisation)), status.enrolment);
}

void StaffScopes::note_devices(store::Session& session, const AccountId& account) {
    for (const store::Enrolment& enrolment : session.catalogue().enrolments_of(account)) {
        session.site_logs().put_due(staff_scope(owner_of(enrolment.edition)), enrolment.id);
        session.site_logs().put_due(staff_scope(owner_of(enrolment.organisation)), enrolment.id);
    }
}

void StaffScopes::write_due(store::Session& session, const AccountId& account) {
    for (const ScopeId& id : session.site_logs().due_to(account)) {
        const auto scope = session.site_logs().scope(id);
        APPRODO_ASSERT(scope.has_value());  // it has a reader
        dismiss(session, *scope);
        write(session, *scope);
    }
}

void StaffScopes::dismiss(store::Session& session, const store::Scope& scope) {
    const auto entitled = holders(session, least_role, place_of(session, scope));
    bool is_another = false;
    for (const AccountId& reader : session.site_logs().readers_of(scope.id)) {
        if (entitled.contains(reader)) continue;
        session.site_logs().remove_reader(scope.id, reader);
        is_another = true;
    }
    if (is_another) scribe_.begin_epoch(session, scope.id);
}

void StaffScopes::write(store::Session& session, const store::Scope& scope) {
    std::vector<SiteEvent> statuses;
    std::vector<SiteEvent> events;
    std::set<EditionId> editions;
    for (const EnrolmentId& id : session.site_logs().take_due(scope.id, statuses_at_once)) {
        if (id == of_place) {
            const auto place = session.territory().find(place_of(session, scope));
            if (place) events.push_back(description_of(*place));
            continue;
        }
        const auto enrolment = session.catalogue().enrolment(id);
        if (!enrolment) continue;
        editions.insert(enrolment->edition);
        const auto status = session.projections().status(id);
        statuses.push_back(site_event(said_of(session, *enrolment), id, {},
                                      status ? status->version : ContentVersion{}));
    }
    for (const EditionId& id : editions) {
        const auto edition = session.catalogue().edition(id);
        if (edition) events.push_back(description_of(session, *edition));
    }
    std::move(statuses.begin(), statuses.end(), std::back_inserter(events));
    if (!events.empty()) scribe_.write(session, scope.id, events);
}

}  // namespace approdo::app
