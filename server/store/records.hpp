// What the server's storage keeps besides logs, as plain values: people and the territory's tree,
// courses and their heads, editions, enrolments, invitations. Names stand here and nowhere else.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/exchange/join.hpp"
#include "sync/exchange/log_store.hpp"
#include "sync/exchange/parcel.hpp"
#include "sync/log/keyring.hpp"

namespace approdo::store {

enum class Role : std::uint8_t { learner = 1, trainer = 2, coordinator = 3, administrator = 4 };
std::string_view name_of(Role role);
Result<Role> role_from(std::string_view name);

struct Organisation {
    OrganisationId id;
    std::optional<OrganisationId> parent;  // nothing: the root
    std::string name;
};

struct Person {
    AccountId account;
    std::string user_name;
    std::string display_name;
    OrganisationId organisation;
};

struct RoleAt {
    OrganisationId organisation;
    Role role = Role::learner;
};

struct InvitationRecord {
    Hash code_hash;
    std::optional<AccountId> account;  // invited again; nothing: a new person
    OrganisationId organisation;
    Role role = Role::learner;
    std::optional<EditionId> edition;  // enrolled on joining
    std::string user_name;             // empty: the person chooses
    std::string display_name;
    UtcMs expires;
    std::optional<exchange::JoinId> used_by;
};

struct Course {
    CourseId id;
    std::string slug;
    std::string title;
    OrganisationId organisation;
    ChannelId channel;
    Bytes descriptor;  // package::SignedDescriptor; empty before the first publication
    Bytes head;        // package::SignedHead
    ContentVersion version;
};

struct Edition {
    EditionId id;
    CourseId course;
    OrganisationId organisation;
    std::string name;
    std::string zone;  // IANA
    std::string from;  // local dates, YYYY-MM-DD; empty: open
    std::string until;
    ScopeId scope;
};

struct Enrolment {
    EnrolmentId id;
    EditionId edition;
    AccountId account;
    UtcMs at;
};

struct DeviceRecord {
    DeviceId device;
    AccountId account;
    bool revoked = false;
    UtcMs joined;
    std::optional<UtcMs> last_contact;
};

// A log that the site itself writes.
struct SiteLog {
    ScopeId scope;
    log::LogKind kind = log::LogKind::site;
    LogId log;
    Bytes seed;  // of its signing key
    Lamport lamport;
};

// One stored segment, for folding and rebuilding.
struct StoredSegment {
    std::uint64_t arrival = 0;  // grows; says nothing outside this store
    exchange::StreamId stream;
    exchange::Held held = exchange::Held::no;
    log::Segment segment;
};

struct QuarantinedEvent {
    Hash event;
    exchange::StreamId stream;
    Seq seq;
    std::string reason;
};

struct AuditLine {
    UtcMs at;
    std::string who;
    std::string what;
    std::string detail;
};

struct SiteCounts {
    std::uint64_t segments = 0;
    std::uint64_t unfolded = 0;
    std::uint64_t held = 0;
    std::uint64_t limbo = 0;
    std::uint64_t quarantined = 0;
    std::uint64_t branches = 0;
    std::uint64_t chunks = 0;
    std::uint64_t chunk_bytes = 0;
    std::uint64_t people = 0;
    std::uint64_t devices = 0;
};

}  // namespace approdo::store
