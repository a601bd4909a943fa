// The server's storage, whatever is behind it. No SQL types, row ids or single-process assumptions.
// One conformance suite runs against every implementation. Calls between begin() and commit()
// happen wholly or not at all; commit() returns when everything is on the disk. What the disk
// breaks throws.
#pragma once

#include <functional>

#include "server/store/records.hpp"
#include "sync/exchange/site_store.hpp"

namespace approdo::store {

class Store : public exchange::SiteStore {
  public:
    // --- Transactions ---
    virtual void begin() = 0;
    virtual void commit() = 0;
    virtual void roll_back() = 0;
    // A step that may fail (throw) without taking the rest of the transaction with it.
    virtual void step(const std::function<void()>& work) = 0;

    // --- Settings: small values of the site itself ---
    virtual std::optional<Bytes> setting(std::string_view name) = 0;
    virtual void put_setting(std::string_view name, ByteView value) = 0;

    // --- Keys and the site's own logs ---
    virtual void put_key(const log::KeyName& name, const crypto::SymmetricKey& key) = 0;
    virtual std::optional<SiteLog> site_log(const ScopeId& scope, log::LogKind kind) = 0;
    virtual void put_site_log(const SiteLog& log) = 0;
    // After a restore: the site goes on in new logs.
    virtual void retire_site_logs() = 0;

    // --- Devices, for people ---
    virtual std::vector<DeviceRecord> devices_of(const AccountId& account) = 0;
    virtual void put_revoked(const DeviceId& device) = 0;

    // --- Folding ---
    virtual std::vector<StoredSegment> unfolded(std::size_t count_max) = 0;
    virtual std::vector<StoredSegment> segments_after(std::uint64_t arrival,
                                                      std::size_t count_max) = 0;
    virtual void mark_folded(std::uint64_t arrival) = 0;
    // Everything waits to be folded again; the projections are empty.
    virtual void forget_projections() = 0;
    // What waited for this key can be read now: segments go from held to unfolded.
    virtual std::size_t release_held(const ScopeId& scope) = 0;
    virtual std::optional<Bytes> learner_record(const AccountId& account) = 0;
    virtual void put_learner_record(const AccountId& account, ByteView record,
                                    const Hash& digest) = 0;
    virtual std::vector<std::pair<AccountId, Hash>> learner_digests() = 0;
    virtual void quarantine(const QuarantinedEvent& event) = 0;
    virtual std::vector<QuarantinedEvent> quarantined() = 0;
    // True the first time for this event.
    virtual bool note_effect(const Hash& event, std::string_view what) = 0;

    // --- People and the territory ---
    virtual void put_organisation(const Organisation& organisation) = 0;
    virtual std::vector<Organisation> organisations() = 0;
    virtual void put_person(const Person& person) = 0;
    virtual std::optional<Person> person(const AccountId& account) = 0;
    virtual std::optional<Person> person_named(std::string_view user_name) = 0;
    virtual std::vector<Person> people() = 0;
    virtual void put_account(const AccountId& account, const exchange::AccountSecrets& secrets) = 0;
    virtual std::optional<exchange::AccountSecrets> account(const AccountId& account) = 0;
    virtual void give_role(const AccountId& account, const RoleAt& role) = 0;
    virtual std::vector<RoleAt> roles_of(const AccountId& account) = 0;
    virtual void put_invitation(const InvitationRecord& invitation) = 0;
    virtual std::optional<InvitationRecord> invitation(const Hash& code_hash) = 0;
    // Answers of joins, so that a join asked twice is answered alike.
    virtual void put_join(const exchange::JoinId& id, ByteView answer, UtcMs at) = 0;
    virtual std::optional<Bytes> join_answer(const exchange::JoinId& id) = 0;

    // --- Who may read what ---
    virtual void let_read(const AccountId& account, const ScopeId& scope) = 0;
    virtual std::vector<AccountId> readers_of(const ScopeId& scope) = 0;

    // --- Courses ---
    virtual void put_course(const Course& course) = 0;
    virtual std::optional<Course> course(const CourseId& id) = 0;
    virtual std::optional<Course> course_named(std::string_view slug) = 0;
    virtual std::optional<Course> course_of_channel(const ChannelId& channel) = 0;
    virtual std::vector<Course> courses() = 0;
    // Compare-and-set: false when the course's version is not `expected` any more.
    virtual bool advance_head(const ChannelId& channel, ContentVersion expected,
                              ContentVersion version, ByteView descriptor, ByteView head) = 0;
    virtual std::optional<Bytes> head_at(const ChannelId& channel, ContentVersion version) = 0;
    virtual void put_edition(const Edition& edition) = 0;
    virtual std::optional<Edition> edition(const EditionId& id) = 0;
    virtual std::vector<Edition> editions_of(const CourseId& course) = 0;
    virtual void put_enrolment(const Enrolment& enrolment) = 0;
    virtual std::optional<Enrolment> enrolment(const EnrolmentId& id) = 0;
    virtual std::vector<Enrolment> enrolments_of(const EditionId& edition) = 0;
    virtual std::vector<Enrolment> enrolments_of(const AccountId& account) = 0;

    // --- Chunks ---
    virtual void put_chunk(const ChunkId& id, ByteView sealed) = 0;
    virtual bool has_chunk(const ChunkId& id) = 0;

    // --- Couriers ---
    virtual void put_mail(const exchange::Route& route, ByteView parcel, UtcMs at) = 0;
    virtual std::vector<Bytes> mail(const std::optional<exchange::Route>& route) = 0;
    virtual void clear_mail(const exchange::Route& route) = 0;

    // --- Looking after it ---
    virtual void put_audit(const AuditLine& line) = 0;
    virtual std::vector<AuditLine> audit(std::size_t count_max) = 0;
    virtual SiteCounts counts() = 0;
    virtual Result<void> check() = 0;
};

}  // namespace approdo::store
