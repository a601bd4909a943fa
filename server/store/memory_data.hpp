// What the in-memory store holds, as plain copyable maps, and how its facets reach it: everything
// that changes goes through change(), which a session for reading refuses.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <stdexcept>

#include "server/store/store.hpp"

namespace approdo::store {

struct MemoryDevice {
    log::SignedDevice certificate;
    UtcMs last_contact;
    bool revoked = false;
    bool older_account_key = false;
};

struct MemoryLog {
    std::uint64_t number = 0;
    log::SignedLog certificate;
    std::optional<AccountId> account;
    std::optional<ScopeId> scope;
    std::vector<exchange::Stream> streams;  // the log's own first, then its branches by id
};

struct MemorySegment {
    Position arrival;
    LogId log;
    Seq last;
    Hash head;
    ScopeId scope;
    exchange::Held held = exchange::Held::no;
    std::shared_ptr<const Bytes> bytes;
};

struct MemoryParked {
    exchange::Held why = exchange::Held::gap;
    std::shared_ptr<const Bytes> bytes;
};

struct MemoryMail {
    exchange::Route route;
    UtcMs at;
    Bytes parcel;
};

struct MemoryWish {
    UtcMs at;
    Bytes parcel;
};

struct MemoryData {
    std::map<std::string, Bytes> settings;

    std::map<DeviceId, MemoryDevice> devices;
    std::map<DeviceId, exchange::Cuts> cuts;
    std::map<LogId, MemoryLog> logs;
    std::map<std::pair<exchange::StreamId, Seq>, MemorySegment> segments;  // by their first
    std::map<Position, std::pair<exchange::StreamId, Seq>> arrivals;
    std::uint64_t last_arrival = 0;
    std::map<LogId, std::map<std::pair<Seq, Hash>, MemoryParked>> limbo;
    std::vector<log::SignedErasure> erasures;
    std::map<DeviceId, exchange::Contact> contacts;
    std::map<std::uint64_t, Bytes> beacons;

    std::map<std::tuple<log::LogKind, ScopeId, ServerEpoch>, std::shared_ptr<const SiteLog>>
        site_logs;
    std::map<ScopeId, Scope> scopes;
    std::set<std::pair<ScopeId, AccountId>> readers;
    std::map<log::KeyName, std::shared_ptr<const crypto::SymmetricKey>> keys;
    std::set<std::pair<AccountId, log::KeyName>> given_keys;
    std::set<std::tuple<EnrolmentId, UnitId, std::uint32_t>> given_seeds;
    std::map<ScopeId, std::set<EnrolmentId>> due;  // never an empty set

    std::map<AccountId, Person> people;
    std::map<AccountId, exchange::AccountSecrets> secrets;
    std::set<AccountId> leaked;
    std::uint64_t last_serial = 0;

    std::map<OrganisationId, Organisation> organisations;
    std::set<RoleGrant> roles;

    std::map<Hash, Invitation> invitations;
    std::map<Hash, WebSession> web_sessions;
    std::map<Hash, Tries> tries;
    std::map<exchange::JoinId, std::pair<UtcMs, Bytes>> join_answers;

    std::map<CourseId, CourseLine> courses;
    std::map<std::pair<ChannelId, ContentVersion>, Bytes> heads;
    std::set<std::pair<CourseId, OrganisationId>> assignments;
    std::map<EditionId, Edition> editions;
    std::map<EnrolmentId, Enrolment> enrolments;

    Position folded_to;
    std::map<ScopeId, Bytes> records;
    std::map<EnrolmentId, EnrolmentStatus> statuses;
    std::set<AccountId> asking_erasure;
    std::map<std::pair<exchange::StreamId, Seq>, QuarantineLine> quarantine;

    std::vector<MemoryMail> mail;
    std::map<DeviceId, MemoryWish> wishes;
    std::vector<AuditLine> audit;
};

class MemoryAccess {
  public:
    MemoryAccess(MemoryData& data, bool may_change) : data_(data), may_change_(may_change) {}

    const MemoryData& data() const { return data_; }
    MemoryData& change() const {
        if (!may_change_) throw std::logic_error("a session for reading was written to");
        return data_;
    }

  private:
    MemoryData& data_;
    bool may_change_;
};

// The value of a key, or nothing.
template <class Map>
std::optional<typename Map::mapped_type> find_in(const Map& map,
                                                 const typename Map::key_type& key) {
    const auto found = map.find(key);
    if (found == map.end()) return std::nullopt;
    return found->second;
}

template <class Map, class Matches>
std::optional<typename Map::mapped_type> first_of(const Map& map, Matches matches) {
    for (const auto& [key, value] : map) {
        if (matches(value)) return value;
    }
    return std::nullopt;
}

template <class Map, class Matches>
std::vector<typename Map::mapped_type> all_of(const Map& map, Matches matches) {
    std::vector<typename Map::mapped_type> found;
    for (const auto& [key, value] : map) {
        if (matches(value)) found.push_back(value);
    }
    return found;
}

}  // namespace approdo::store
