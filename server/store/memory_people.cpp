// People, the territory and the doors, in memory.
#include <algorithm>

#include "server/store/memory_parts.hpp"

namespace approdo::store {

std::optional<Person> MemoryPeople::find(const AccountId& account) {
    return find_in(access_.data().people, account);
}

std::optional<Person> MemoryPeople::find_named(const std::string& user_name) {
    return first_of(access_.data().people,
                    [&](const Person& person) { return person.user_name == user_name; });
}

Result<void> MemoryPeople::put(const Person& person) {
    if (const auto holder = find_named(person.user_name);
        holder && holder->account != person.account) {
        return fail(ErrorCode::conflict,
                    "the user name «" + person.user_name + "» is taken: choose another one");
    }
    access_.change().people[person.account] = person;
    return {};
}

std::vector<Person> MemoryPeople::list(const std::string& after, std::size_t count_max) {
    auto people = all_of(access_.data().people,
                         [&](const Person& person) { return person.user_name > after; });
    std::sort(people.begin(), people.end(),
              [](const Person& a, const Person& b) { return a.user_name < b.user_name; });
    if (people.size() > count_max) people.resize(count_max);
    return people;
}

std::optional<exchange::AccountSecrets> MemoryPeople::secrets(const AccountId& account) {
    return find_in(access_.data().secrets, account);
}

void MemoryPeople::put_secrets(const AccountId& account, const exchange::AccountSecrets& secrets) {
    MemoryData& data = access_.change();
    const auto before = this->secrets(account);
    for (auto& [id, device] : data.devices) {
        if (!before || before->box == secrets.box) break;
        if (device.certificate.value.account == account) device.older_account_key = true;
    }
    data.secrets[account] = secrets;
    data.leaked.erase(account);
}

void MemoryPeople::put_cut(const DeviceId& device, const exchange::StreamId& stream, Seq last) {
    Seq& cut = access_.change().cuts[device][stream];
    cut = std::max(cut, last);
}

std::vector<KeyReader> MemoryPeople::key_readers(const AccountId& account) {
    std::vector<KeyReader> readers;
    const auto held = secrets(account);
    if (!held) return readers;
    const bool leaked = is_leaked(account);
    if (!leaked) readers.push_back({account, held->box});
    for (const auto& [id, device] : access_.data().devices) {
        if (device.certificate.value.account != account || device.revoked) continue;
        if (!leaked && !device.older_account_key) continue;
        readers.push_back({AccountId{id.bytes}, device.certificate.value.box});
    }
    return readers;
}

void MemoryPeople::box_to_device(const DeviceId& device) {
    access_.change().devices.at(device).older_account_key = true;
}

void MemoryPeople::mark_leaked(const AccountId& account) {
    if (secrets(account)) access_.change().leaked.insert(account);
}

bool MemoryPeople::is_leaked(const AccountId& account) {
    return access_.data().leaked.contains(account);
}

std::vector<DeviceLine> MemoryPeople::devices_of(const AccountId& account) {
    std::vector<DeviceLine> lines;
    for (const auto& [id, device] : access_.data().devices) {
        if (device.certificate.value.account != account) continue;
        const log::DeviceCertificate& certificate = device.certificate.value;
        lines.push_back(
            {id, certificate.issued, device.last_contact, device.revoked, certificate.before()});
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const DeviceLine& a, const DeviceLine& b) { return a.issued < b.issued; });
    return lines;
}

void MemoryPeople::mark_revoked(const DeviceId& device) {
    auto& devices = access_.change().devices;
    if (const auto found = devices.find(device); found != devices.end()) {
        found->second.revoked = true;
    }
}

void MemoryPeople::note_contact(const DeviceId& device, UtcMs at) {
    auto& devices = access_.change().devices;
    if (const auto found = devices.find(device); found != devices.end()) {
        found->second.last_contact = std::max(found->second.last_contact, at);
    }
}

std::uint64_t MemoryPeople::next_serial() {
    return ++access_.change().last_serial;
}

std::optional<Organisation> MemoryTerritory::find(const OrganisationId& id) {
    return find_in(access_.data().organisations, id);
}

std::optional<Organisation> MemoryTerritory::find_named(const std::string& slug) {
    return first_of(access_.data().organisations,
                    [&](const Organisation& organisation) { return organisation.slug == slug; });
}

Result<void> MemoryTerritory::put(const Organisation& organisation) {
    if (const auto holder = find_named(organisation.slug);
        holder && holder->id != organisation.id) {
        return fail(ErrorCode::conflict,
                    "«" + organisation.slug + "» is taken by another organisation");
    }
    if (!organisation.parent.is_zero()) {
        const auto above = path_to_root(organisation.parent);
        if (above.empty()) {
            return fail(ErrorCode::missing, "there is no such organisation to stand below");
        }
        if (std::find(above.begin(), above.end(), organisation.id) != above.end()) {
            return fail(ErrorCode::conflict, "an organisation cannot stand below itself");
        }
    }
    access_.change().organisations[organisation.id] = organisation;
    return {};
}

std::vector<Organisation> MemoryTerritory::list() {
    auto all = all_of(access_.data().organisations, [](const Organisation&) { return true; });
    std::sort(all.begin(), all.end(),
              [](const Organisation& a, const Organisation& b) { return a.slug < b.slug; });
    return all;
}

std::vector<OrganisationId> MemoryTerritory::path_to_root(const OrganisationId& id) {
    std::vector<OrganisationId> path;
    for (auto node = find(id); node; node = find(node->parent)) path.push_back(node->id);
    return path;
}

std::vector<OrganisationId> MemoryTerritory::subtree(const OrganisationId& id) {
    std::vector<OrganisationId> nodes;
    for (const auto& [node, organisation] : access_.data().organisations) {
        const auto path = path_to_root(node);
        if (std::find(path.begin(), path.end(), id) != path.end()) nodes.push_back(node);
    }
    return nodes;
}

void MemoryTerritory::grant(const RoleGrant& grant) {
    access_.change().roles.insert(grant);
}

void MemoryTerritory::withdraw(const RoleGrant& grant) {
    access_.change().roles.erase(grant);
}

std::vector<RoleGrant> MemoryTerritory::roles_of(const AccountId& account) {
    std::vector<RoleGrant> grants;
    for (const RoleGrant& grant : access_.data().roles) {
        if (grant.account == account) grants.push_back(grant);
    }
    return grants;
}

std::vector<RoleGrant> MemoryTerritory::roles_at(const OrganisationId& organisation) {
    std::vector<RoleGrant> grants;
    for (const RoleGrant& grant : access_.data().roles) {
        if (grant.organisation == organisation) grants.push_back(grant);
    }
    return grants;
}

std::optional<Invitation> MemoryDoors::invitation(const Hash& code) {
    return find_in(access_.data().invitations, code);
}

void MemoryDoors::put_invitation(const Invitation& invitation) {
    access_.change().invitations[invitation.code] = invitation;
}

std::vector<Invitation> MemoryDoors::invitations() {
    auto all = all_of(access_.data().invitations, [](const Invitation&) { return true; });
    std::stable_sort(all.begin(), all.end(), [](const Invitation& a, const Invitation& b) {
        return a.created < b.created;
    });
    return all;
}

std::optional<WebSession> MemoryDoors::session(const Hash& token) {
    return find_in(access_.data().web_sessions, token);
}

void MemoryDoors::put_session(const WebSession& session) {
    access_.change().web_sessions[session.token] = session;
}

void MemoryDoors::end_session(const Hash& token) {
    access_.change().web_sessions.erase(token);
}

void MemoryDoors::end_sessions_of(const AccountId& account) {
    std::erase_if(access_.change().web_sessions,
                  [&](const auto& entry) { return entry.second.account == account; });
}

void MemoryDoors::forget_expired(UtcMs now) {
    MemoryData& data = access_.change();
    std::erase_if(data.web_sessions,
                  [&](const auto& entry) { return entry.second.expires <= now; });
    std::erase_if(data.invitations, [&](const auto& entry) { return entry.second.expires <= now; });
    std::erase_if(data.tries, [&](const auto& entry) {
        return entry.second.since.value + tries_kept_ms <= now.value;
    });
    std::erase_if(data.join_answers, [&](const auto& entry) {
        return entry.second.first.value + join_answer_kept_ms <= now.value;
    });
}

std::optional<Bytes> MemoryDoors::join_answer(const exchange::JoinId& join) {
    const auto found = find_in(access_.data().join_answers, join);
    if (!found) return std::nullopt;
    return found->second;
}

void MemoryDoors::put_join_answer(const exchange::JoinId& join, ByteView answer, UtcMs at) {
    access_.change().join_answers[join] = {at, copy_of(answer)};
}

Tries MemoryDoors::tries(const Hash& subject) {
    return find_in(access_.data().tries, subject).value_or(Tries{});
}

void MemoryDoors::put_tries(const Hash& subject, const Tries& tries) {
    access_.change().tries[subject] = tries;
}

}  // namespace approdo::store
