// Store over SQLite: one object a thread, one file a site. WAL with synchronous FULL, so commit()
// returns when the disk has it. The writer's object holds the folder's lock; readers open the same
// file beside it.
#pragma once

#include "server/store/store.hpp"
#include "sync/sql/database.hpp"
#include "sync/sql/transaction.hpp"

namespace approdo::store {

class SqliteStore final : public Store {
  public:
    // `path` of the database file. Makes or migrates it unless `read_only`. unsupported: it comes
    // from a newer program.
    static Result<std::unique_ptr<SqliteStore>> open(sql::OpenOptions options);

    sql::Database& database() { return database_; }

    void begin() override;
    void commit() override;
    void roll_back() override;
    void step(const std::function<void()>& work) override;

    std::optional<exchange::KnownDevice> find_device(const DeviceId& device) override;
    std::optional<exchange::KnownLog> find_log(const LogId& log) override;
    std::optional<log::Segment> segment_at(const exchange::StreamId& stream, Seq seq) override;
    const log::Keyring& keyring() override { return keyring_; }
    void put_device(const log::SignedDevice& device) override;
    void put_log(const log::SignedLog& certificate, const LogId& log) override;
    void put_branch(const exchange::Stream& branch, Seq fork_seq) override;
    void append_segment(const exchange::StreamId& stream, const log::Segment& segment,
                        const log::OpenedSegment* opened, exchange::Held held) override;
    bool park(const log::Segment& segment, exchange::Held why) override;
    std::vector<log::Segment> unpark(const LogId& log) override;

    ServerEpoch server_epoch() override;
    std::optional<exchange::Contact> contact(const DeviceId& device) override;
    void put_contact(const DeviceId& device, const exchange::Contact& contact) override;
    log::Frontier own_heads(const DeviceId& device) override;
    Delivery lacking(const DeviceId& device, const log::Frontier& has, bool include_own,
                     std::size_t bytes_max) override;
    std::optional<Bytes> chunk(const ChunkId& id) override;
    std::optional<exchange::Frame> newest_beacon() override;
    std::uint64_t newest_beacon_number() override;

    std::optional<Bytes> setting(std::string_view name) override;
    void put_setting(std::string_view name, ByteView value) override;
    void put_key(const log::KeyName& name, const crypto::SymmetricKey& key) override;
    std::optional<SiteLog> site_log(const ScopeId& scope, log::LogKind kind) override;
    void put_site_log(const SiteLog& log) override;
    void retire_site_logs() override;
    std::vector<DeviceRecord> devices_of(const AccountId& account) override;
    void put_revoked(const DeviceId& device) override;

    std::vector<StoredSegment> unfolded(std::size_t count_max) override;
    std::vector<StoredSegment> segments_after(std::uint64_t arrival,
                                              std::size_t count_max) override;
    void mark_folded(std::uint64_t arrival) override;
    void forget_projections() override;
    std::size_t release_held(const ScopeId& scope) override;
    std::optional<Bytes> learner_record(const AccountId& account) override;
    void put_learner_record(const AccountId& account, ByteView record, const Hash& digest) override;
    std::vector<std::pair<AccountId, Hash>> learner_digests() override;
    void quarantine(const QuarantinedEvent& event) override;
    std::vector<QuarantinedEvent> quarantined() override;
    bool note_effect(const Hash& event, std::string_view what) override;

    void put_organisation(const Organisation& organisation) override;
    std::vector<Organisation> organisations() override;
    void put_person(const Person& person) override;
    std::optional<Person> person(const AccountId& account) override;
    std::optional<Person> person_named(std::string_view user_name) override;
    std::vector<Person> people() override;
    void put_account(const AccountId& account, const exchange::AccountSecrets& secrets) override;
    std::optional<exchange::AccountSecrets> account(const AccountId& account) override;
    void give_role(const AccountId& account, const RoleAt& role) override;
    std::vector<RoleAt> roles_of(const AccountId& account) override;
    void put_invitation(const InvitationRecord& invitation) override;
    std::optional<InvitationRecord> invitation(const Hash& code_hash) override;
    void put_join(const exchange::JoinId& id, ByteView answer, UtcMs at) override;
    std::optional<Bytes> join_answer(const exchange::JoinId& id) override;
    void let_read(const AccountId& account, const ScopeId& scope) override;
    std::vector<AccountId> readers_of(const ScopeId& scope) override;

    void put_course(const Course& course) override;
    std::optional<Course> course(const CourseId& id) override;
    std::optional<Course> course_named(std::string_view slug) override;
    std::optional<Course> course_of_channel(const ChannelId& channel) override;
    std::vector<Course> courses() override;
    bool advance_head(const ChannelId& channel, ContentVersion expected, ContentVersion version,
                      ByteView descriptor, ByteView head) override;
    std::optional<Bytes> head_at(const ChannelId& channel, ContentVersion version) override;
    void put_edition(const Edition& edition) override;
    std::optional<Edition> edition(const EditionId& id) override;
    std::vector<Edition> editions_of(const CourseId& course) override;
    void put_enrolment(const Enrolment& enrolment) override;
    std::optional<Enrolment> enrolment(const EnrolmentId& id) override;
    std::vector<Enrolment> enrolments_of(const EditionId& edition) override;
    std::vector<Enrolment> enrolments_of(const AccountId& account) override;

    void put_chunk(const ChunkId& id, ByteView sealed) override;
    bool has_chunk(const ChunkId& id) override;
    void put_mail(const exchange::Route& route, ByteView parcel, UtcMs at) override;
    std::vector<Bytes> mail(const std::optional<exchange::Route>& route) override;
    void clear_mail(const exchange::Route& route) override;

    void put_audit(const AuditLine& line) override;
    std::vector<AuditLine> audit(std::size_t count_max) override;
    SiteCounts counts() override;
    Result<void> check() override;

  private:
    explicit SqliteStore(sql::Database database) : database_(std::move(database)) {}
    void load_keys();
    std::vector<StoredSegment> stored_segments(sql::Statement statement);

    sql::Database database_;
    log::Keyring keyring_;
    std::optional<sql::Transaction> transaction_;
};

}  // namespace approdo::store
