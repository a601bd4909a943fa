// What was erased, and how a person leaves the store, in memory.
#include <algorithm>

#include "server/store/memory_parts.hpp"

namespace approdo::store {

namespace {

bool is_same_subject(const log::Erasure& a, const log::Erasure& b) {
    return a.kind == b.kind && a.account == b.account && a.event == b.event;
}

void leave_stub(MemorySegment& segment) {
    const auto read = log::read_stored(*segment.bytes).value();
    segment.bytes = std::make_shared<const Bytes>(read.stub_bytes());
    segment.held = exchange::Held::no;
}

void blot_out(std::string& subject, const std::string& id) {
    if (subject.find(id) != std::string::npos) subject.clear();
}

}  // namespace

bool MemoryErasures::put(const log::SignedErasure& record) {
    for (const log::SignedErasure& known : access_.data().erasures) {
        if (is_same_subject(known.value, record.value)) return false;
    }
    access_.change().erasures.push_back(record);
    return true;
}

std::vector<log::SignedErasure> MemoryErasures::list() {
    return access_.data().erasures;
}

bool MemoryErasures::has_events() {
    const auto& records = access_.data().erasures;
    return std::any_of(records.begin(), records.end(), [](const log::SignedErasure& record) {
        return record.value.kind == log::ErasedKind::payload;
    });
}

bool MemoryErasures::erases(const Hash& event) {
    const auto& records = access_.data().erasures;
    return std::any_of(records.begin(), records.end(), [&](const log::SignedErasure& record) {
        return record.value.kind == log::ErasedKind::payload && record.value.event == event;
    });
}

std::optional<log::SignedErasure> MemoryErasures::of_person(const AccountId& account) {
    for (const log::SignedErasure& record : access_.data().erasures) {
        const bool is_it =
            record.value.kind == log::ErasedKind::person && record.value.account == account;
        if (is_it) return record;
    }
    return std::nullopt;
}

void MemoryErasures::forget_person(const AccountId& account) {
    MemoryData& data = access_.change();
    const ScopeId scope{account.bytes};
    std::set<std::string> ids{account.hex()};
    std::set<LogId> logs;
    std::set<exchange::StreamId> streams;
    for (const auto& [id, log] : data.logs) {
        if (log.account != account && log.scope != scope) continue;
        logs.insert(id);
        for (const exchange::Stream& stream : log.streams) streams.insert(stream.id);
    }
    for (auto& [place, segment] : data.segments) {
        if (streams.contains(place.first)) leave_stub(segment);
    }
    for (const LogId& log : logs) data.limbo.erase(log);
    std::erase_if(data.quarantine,
                  [&](const auto& line) { return streams.contains(line.first.first); });

    for (auto& [id, device] : data.devices) {
        if (device.certificate.value.account != account) continue;
        ids.insert(id.hex());
        device.revoked = true;
        device.last_contact = {};
        data.cuts.erase(id);
        data.contacts.erase(id);
        data.wishes.erase(id);
        const auto route = exchange::Route::to_device(id);
        std::erase_if(data.mail, [&](const MemoryMail& item) { return item.route == route; });
        const AccountId noted_as{id.bytes};
        std::erase_if(data.given_keys, [&](const auto& given) { return given.first == noted_as; });
    }
    std::erase_if(data.enrolments, [&](const auto& entry) {
        if (entry.second.account != account) return false;
        ids.insert(entry.first.hex());
        data.statuses.erase(entry.first);
        for (auto& [of, due] : data.due) due.erase(entry.first);
        std::erase_if(data.given_seeds,
                      [&](const auto& seed) { return std::get<0>(seed) == entry.first; });
        return true;
    });
    std::erase_if(data.due, [](const auto& entry) { return entry.second.empty(); });
    std::erase_if(data.invitations, [&](const auto& entry) {
        if (entry.second.account != account) return false;
        ids.insert(entry.first.hex().substr(0, 16));
        return true;
    });

    data.records.erase(scope);
    data.asking_erasure.erase(account);
    data.scopes.erase(scope);
    std::erase_if(data.site_logs, [&](const auto& log) { return std::get<1>(log.first) == scope; });
    std::erase_if(data.readers, [&](const auto& reader) {
        return reader.first == scope || reader.second == account;
    });
    std::erase_if(data.keys, [&](const auto& key) {
        return key.first.kind == log::KeyKind::scope && key.first.id.bytes == scope.bytes;
    });
    std::erase_if(data.given_keys, [&](const auto& given) { return given.first == account; });
    std::erase_if(data.roles, [&](const RoleGrant& grant) { return grant.account == account; });
    std::erase_if(data.web_sessions,
                  [&](const auto& entry) { return entry.second.account == account; });
    data.secrets.erase(account);
    data.leaked.erase(account);
    data.people.erase(account);
    for (AuditLine& line : data.audit) {
        for (const std::string& id : ids) blot_out(line.subject, id);
        if (line.actor == account) line.actor = erased_account();
    }
}

}  // namespace approdo::store
