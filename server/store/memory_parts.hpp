// The facets of a session of the in-memory store, one class each over the same data.
#pragma once

#include "server/store/memory_data.hpp"

namespace approdo::store {

class MemoryPeople final : public People {
  public:
    explicit MemoryPeople(MemoryAccess access) : access_(access) {}
    std::optional<Person> find(const AccountId& account) override;
    std::optional<Person> find_named(const std::string& user_name) override;
    Result<void> put(const Person& person) override;
    std::vector<Person> list(const std::string& after, std::size_t count_max) override;
    std::optional<exchange::AccountSecrets> secrets(const AccountId& account) override;
    void put_secrets(const AccountId& account, const exchange::AccountSecrets& secrets) override;
    std::vector<DeviceLine> devices_of(const AccountId& account) override;
    void mark_revoked(const DeviceId& device) override;
    void put_cut(const DeviceId& device, const exchange::StreamId& stream, Seq last) override;
    std::vector<KeyReader> key_readers(const AccountId& account) override;
    void box_to_device(const DeviceId& device) override;
    void mark_leaked(const AccountId& account) override;
    bool is_leaked(const AccountId& account) override;
    void note_contact(const DeviceId& device, UtcMs at) override;
    std::uint64_t next_serial() override;

  private:
    MemoryAccess access_;
};

class MemoryTerritory final : public Territory {
  public:
    explicit MemoryTerritory(MemoryAccess access) : access_(access) {}
    std::optional<Organisation> find(const OrganisationId& id) override;
    std::optional<Organisation> find_named(const std::string& slug) override;
    Result<void> put(const Organisation& organisation) override;
    std::vector<Organisation> list() override;
    std::vector<OrganisationId> path_to_root(const OrganisationId& id) override;
    std::vector<OrganisationId> subtree(const OrganisationId& id) override;
    void grant(const RoleGrant& grant) override;
    void withdraw(const RoleGrant& grant) override;
    std::vector<RoleGrant> roles_of(const AccountId& account) override;
    std::vector<RoleGrant> roles_at(const OrganisationId& organisation) override;

  private:
    MemoryAccess access_;
};

class MemoryCatalogue final : public Catalogue {
  public:
    explicit MemoryCatalogue(MemoryAccess access) : access_(access) {}
    std::optional<CourseLine> course(const CourseId& course) override;
    std::optional<CourseLine> course_named(const std::string& slug) override;
    std::optional<CourseLine> course_of(const ChannelId& channel) override;
    std::vector<CourseLine> courses() override;
    Result<void> put_course(const CourseLine& course) override;
    Result<void> move_head(const ChannelId& channel, ContentVersion expected,
                           ContentVersion version, ByteView head, UtcMs at) override;
    std::optional<Bytes> head_at(const ChannelId& channel, ContentVersion version) override;
    void assign(const CourseId& course, const OrganisationId& organisation) override;
    std::vector<OrganisationId> assigned_to(const CourseId& course) override;
    std::optional<Edition> edition(const EditionId& id) override;
    std::optional<Edition> edition_named(const std::string& slug) override;
    std::vector<Edition> editions() override;
    Result<void> put_edition(const Edition& edition) override;
    std::optional<Enrolment> enrolment(const EnrolmentId& id) override;
    std::optional<Enrolment> enrolment_of(const EditionId& edition,
                                          const AccountId& account) override;
    std::vector<Enrolment> enrolments_in(const EditionId& edition) override;
    std::vector<Enrolment> enrolments_of(const AccountId& account) override;
    void put_enrolment(const Enrolment& enrolment) override;

  private:
    MemoryAccess access_;
};

class MemoryDoors final : public Doors {
  public:
    explicit MemoryDoors(MemoryAccess access) : access_(access) {}
    std::optional<Invitation> invitation(const Hash& code) override;
    void put_invitation(const Invitation& invitation) override;
    std::vector<Invitation> invitations() override;
    std::optional<WebSession> session(const Hash& token) override;
    void put_session(const WebSession& session) override;
    void end_session(const Hash& token) override;
    void end_sessions_of(const AccountId& account) override;
    void forget_expired(UtcMs now) override;
    std::optional<Bytes> join_answer(const exchange::JoinId& join) override;
    void put_join_answer(const exchange::JoinId& join, ByteView answer, UtcMs at) override;
    Tries tries(const Hash& subject) override;
    void put_tries(const Hash& subject, const Tries& tries) override;

  private:
    MemoryAccess access_;
};

class MemorySiteLogs final : public SiteLogs {
  public:
    explicit MemorySiteLogs(MemoryAccess access) : access_(access) {}
    std::optional<SiteLog> writing(log::LogKind kind, const ScopeId& scope,
                                   ServerEpoch server_epoch) override;
    void put_writing(const SiteLog& log) override;
    Lamport lamport() override;
    void put_lamport(Lamport lamport) override;
    std::optional<Scope> scope(const ScopeId& id) override;
    std::optional<Scope> scope_of(ScopeKind kind, const Digest16& owner) override;
    void put_scope(const Scope& scope) override;
    void add_reader(const ScopeId& scope, const AccountId& account) override;
    void remove_reader(const ScopeId& scope, const AccountId& account) override;
    std::vector<AccountId> readers_of(const ScopeId& scope) override;
    std::vector<ScopeId> read_by(const AccountId& account) override;
    void put_key(const log::KeyName& name, const crypto::SymmetricKey& key) override;
    bool was_given(const AccountId& account, const log::KeyName& name) override;
    void note_given(const AccountId& account, const log::KeyName& name) override;
    void forget_given(const AccountId& account) override;
    bool seed_was_given(const EnrolmentId& enrolment, const UnitId& unit,
                        std::uint32_t attempt_number) override;
    void note_seed_given(const EnrolmentId& enrolment, const UnitId& unit,
                         std::uint32_t attempt_number) override;
    void put_due(const ScopeId& scope, const EnrolmentId& enrolment) override;
    std::vector<ScopeId> due_to(const AccountId& account) override;
    std::vector<EnrolmentId> take_due(const ScopeId& scope, std::size_t count_max) override;
    void put_beacon(std::uint64_t number, ByteView beacon) override;
    void put_server_epoch(ServerEpoch epoch) override;
    std::optional<Bytes> setting(const std::string& name) override;
    void put_setting(const std::string& name, ByteView value) override;

  private:
    MemoryAccess access_;
};

class MemorySegments final : public Segments {
  public:
    explicit MemorySegments(MemoryAccess access) : access_(access) {}
    Position newest() override;
    std::vector<StoredSegment> arrived(Position after, std::size_t count_max) override;
    void walk(const exchange::StreamId& stream, Seq from,
              const std::function<bool(const log::Segment&)>& use) override;
    std::vector<StreamEnd> of_scope(log::LogKind kind, const ScopeId& scope) override;
    std::vector<StreamEnd> of_account(const AccountId& account) override;
    log::Frontier arrived_by(Position then, const DeviceId& device) override;
    std::vector<HeldLine> held(std::size_t count_max) override;
    void set_held(const exchange::StreamId& stream, Seq first, exchange::Held why) override;
    std::size_t release(const ScopeId& scope, exchange::Held why) override;
    Counts counts() override;

  private:
    MemoryAccess access_;
};

class MemoryErasures final : public Erasures {
  public:
    explicit MemoryErasures(MemoryAccess access) : access_(access) {}
    bool put(const log::SignedErasure& record) override;
    std::vector<log::SignedErasure> list() override;
    bool has_events() override;
    bool erases(const Hash& event) override;
    std::optional<log::SignedErasure> of_person(const AccountId& account) override;
    void forget_person(const AccountId& account) override;

  private:
    MemoryAccess access_;
};

class MemoryProjections final : public Projections {
  public:
    explicit MemoryProjections(MemoryAccess access) : access_(access) {}
    Position position() override;
    void set_position(Position position) override;
    std::optional<Bytes> record(const ScopeId& scope) override;
    void put_record(const ScopeId& scope, ByteView record) override;
    std::vector<ScopeId> records() override;
    std::optional<EnrolmentStatus> status(const EnrolmentId& enrolment) override;
    void put_status(const EnrolmentStatus& status) override;
    std::vector<EnrolmentStatus> statuses_in(const EditionId& edition) override;
    bool asks_erasure(const AccountId& account) override;
    void put_asks_erasure(const AccountId& account, bool asks) override;
    std::vector<AccountId> asking_erasure() override;
    void quarantine(const QuarantineLine& line) override;
    std::vector<QuarantineLine> quarantined(std::size_t count_max) override;
    void clear() override;

  private:
    MemoryAccess access_;
};

class MemoryMailbox final : public Mailbox {
  public:
    explicit MemoryMailbox(MemoryAccess access) : access_(access) {}
    void put(const exchange::Route& route, ByteView parcel, UtcMs at) override;
    std::vector<Bytes> waiting(const exchange::Route& route) override;
    std::vector<Bytes> all(std::size_t bytes_max) override;
    void clear(const exchange::Route& route) override;
    void forget_before(UtcMs at) override;
    void put_wish(const DeviceId& device, ByteView parcel, UtcMs at) override;
    std::vector<Wish> wishes() override;

  private:
    MemoryAccess access_;
};

class MemoryAudit final : public Audit {
  public:
    explicit MemoryAudit(MemoryAccess access) : access_(access) {}
    void add(AuditLine line) override;
    std::vector<AuditLine> list(std::uint64_t before, std::size_t count_max) override;

  private:
    MemoryAccess access_;
};

}  // namespace approdo::store
