// The facets of a session over SQLite, one class each over one connection; each has its SQL in a
// file of its own (people_store.cpp, territory_store.cpp …). Made and owned by SqliteSession.
#pragma once

#include "server/store/opened_segments.hpp"
#include "server/store/store.hpp"
#include "sync/base/limits.hpp"
#include "sync/sql/database.hpp"

namespace approdo::store {

// Rows of our own that do not read as what we wrote mean a damaged file, which no caller can mend.
template <class T>
T intact(Result<T> value) {
    if (!value.ok())
        throw std::runtime_error("the site's database is damaged (" + value.error().message +
                                 "): restore the newest verified backup");
    return std::move(value).value();
}

// Of segments that wait for their folding: some two batches of it.
inline constexpr std::size_t opened_bytes_max = 16 * limits::mib;

class SqlitePeople final : public People {
  public:
    explicit SqlitePeople(sql::Database& database) : database_(database) {}
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
    sql::Database& database_;
};

class SqliteTerritory final : public Territory {
  public:
    explicit SqliteTerritory(sql::Database& database) : database_(database) {}
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
    sql::Database& database_;
};

class SqliteCatalogue final : public Catalogue {
  public:
    explicit SqliteCatalogue(sql::Database& database) : database_(database) {}
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
    sql::Database& database_;
};

class SqliteDoors final : public Doors {
  public:
    explicit SqliteDoors(sql::Database& database) : database_(database) {}
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
    sql::Database& database_;
};

// The keys of one connection's view, kept up with the file.
class SqliteKeys {
  public:
    explicit SqliteKeys(sql::Database& database) : database_(database) {}
    // What was added since the last time, by whichever process.
    void refresh();
    // Reads all of them anew, because some were deleted.
    void forget();
    // After changes that did not hold: `before` is what mark() said ahead of them.
    struct Mark {
        std::uint64_t last = 0;
        std::uint64_t times_forgot = 0;
        bool operator==(const Mark&) const = default;
    };
    Mark mark() const { return {last_, times_forgot_}; }
    void take_back(const Mark& before);
    const log::Keyring& ring() const { return *ring_; }

  private:
    sql::Database& database_;
    std::unique_ptr<log::Keyring> ring_ = std::make_unique<log::Keyring>();
    std::uint64_t last_ = 0;
    std::uint64_t times_forgot_ = 0;
};

class SqliteSiteLogs final : public SiteLogs {
  public:
    SqliteSiteLogs(sql::Database& database, SqliteKeys& keys) : database_(database), keys_(keys) {}
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
    sql::Database& database_;
    SqliteKeys& keys_;
};

class SqliteSegments final : public Segments {
  public:
    explicit SqliteSegments(sql::Database& database) : database_(database) {}
    Position newest() override;
    std::vector<StoredSegment> arrived(Position after, std::size_t count_max) override;
    std::optional<log::OpenedSegment> take_opened(const log::Segment& segment) override {
        return opened_.take(segment);
    }
    void forget_opened() override { opened_.clear(); }
    void keep_opened(const log::Segment& segment, log::OpenedSegment&& opened) {
        opened_.put(segment, std::move(opened));
    }
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
    sql::Database& database_;
    OpenedSegments opened_{opened_bytes_max};
};

class SqliteErasures final : public Erasures {
  public:
    SqliteErasures(sql::Database& database, SqliteKeys& keys) : database_(database), keys_(keys) {}
    bool put(const log::SignedErasure& record) override;
    std::vector<log::SignedErasure> list() override;
    bool has_events() override;
    bool erases(const Hash& event) override;
    std::optional<log::SignedErasure> of_person(const AccountId& account) override;
    void forget_person(const AccountId& account) override;

  private:
    void leave_stubs(const AccountId& account);
    void blot_out_audit(const AccountId& account);

    sql::Database& database_;
    SqliteKeys& keys_;
};

class SqliteProjections final : public Projections {
  public:
    explicit SqliteProjections(sql::Database& database) : database_(database) {}
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
    sql::Database& database_;
};

class SqliteMailbox final : public Mailbox {
  public:
    explicit SqliteMailbox(sql::Database& database) : database_(database) {}
    void put(const exchange::Route& route, ByteView parcel, UtcMs at) override;
    std::vector<Bytes> waiting(const exchange::Route& route) override;
    std::vector<Bytes> all(std::size_t bytes_max) override;
    void clear(const exchange::Route& route) override;
    void forget_before(UtcMs at) override;
    void put_wish(const DeviceId& device, ByteView parcel, UtcMs at) override;
    std::vector<Wish> wishes() override;

  private:
    sql::Database& database_;
};

class SqliteAudit final : public Audit {
  public:
    explicit SqliteAudit(sql::Database& database) : database_(database) {}
    void add(AuditLine line) override;
    std::vector<AuditLine> list(std::uint64_t before, std::size_t count_max) override;

  private:
    sql::Database& database_;
};

}  // namespace approdo::store
