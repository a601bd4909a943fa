// The Site over a data folder of this machine: services, store, chunk files and the writer's thread
// put together. Who may do what is checked here, at the organisation concerned and those above it.
// Made by open_site().
#pragma once

#include <atomic>
#include <mutex>
#include <unordered_map>

#include "server/app/announcing.hpp"
#include "server/app/assignment_desk.hpp"
#include "server/app/attendance.hpp"
#include "server/app/course_publishing.hpp"
#include "server/app/data_folder.hpp"
#include "server/app/folding.hpp"
#include "server/app/joining.hpp"
#include "server/app/marking_desk.hpp"
#include "server/app/meeting_book.hpp"
#include "server/app/open_site.hpp"
#include "server/app/publishing.hpp"
#include "server/app/stick_mail.hpp"
#include "server/app/write_queue.hpp"
#include "sync/exchange/site_session.hpp"

namespace approdo::app {

class LocalSite final : public Site {
  public:
    LocalSite(const SiteOptions& options, DataFolder folder, SiteKeys keys,
              std::unique_ptr<store::ChunkStore> chunks, std::unique_ptr<store::Store> store);
    ~LocalSite() override;

    SiteId id() const override { return keys_.site; }
    std::string name() const override { return descriptor().site.value.name; }
    Described descriptor() const override;
    void close() override;

    // The root of the territory, for a site that was just made.
    Result<OrganisationId> found(std::string_view name);

    // For an owner that chose Turning::by_owner: what waits is committed, then some of it folded;
    // whether there is more.
    bool turn();

    // After a restore: new site logs, a new line of receipts.
    Result<void> begin_server_epoch();
    // What was erased since the backup, by lists that are newer.
    Result<void> erase_again(const std::vector<std::filesystem::path>& lists);

    // People
    Result<Organisation> add_organisation(const Actor& actor, const NewOrganisation& wish) override;
    Result<std::vector<Organisation>> organisations(const Actor& actor) override;
    Result<OrganisationId> find_organisation(std::string_view text) override;
    Result<Account> add_account(const Actor& actor, const NewAccount& wish) override;
    Result<std::vector<Account>> accounts(const Actor& actor,
                                          std::optional<OrganisationId> organisation) override;
    Result<AccountId> find_account(std::string_view text) override;
    Result<InvitationLink> invite(const Actor& actor, const NewInvitation& wish) override;
    Result<void> suspend(const Actor& actor, const AccountId& account) override;
    Result<void> resume(const Actor& actor, const AccountId& account) override;

    // Devices
    Result<std::vector<Device>> devices(const Actor& actor, const AccountId& account) override;
    Result<DeviceId> find_device(std::string_view text) override;
    Result<void> revoke_device(const Actor& actor, const DeviceId& device) override;
    Result<std::uint64_t> rule_on_device(const Actor& actor, const DeviceId& device,
                                         bool counts) override;

    // Erasures
    Result<std::vector<EventLine>> events(const Actor& actor, const AccountId& account) override;
    Result<Hash> find_event(const AccountId& account, std::string_view text) override;
    Result<void> erase_event(const Actor& actor, const AccountId& account,
                             const Hash& event) override;
    Result<void> erase_account(const Actor& actor, const AccountId& account) override;
    Result<std::vector<ErasureRequest>> erasure_requests(const Actor& actor) override;
    Result<void> refuse_erasure(const Actor& actor, const AccountId& account,
                                const std::string& reason) override;

    // Sessions
    Result<SaltAnswer> salt(std::string_view user_name, std::string_view peer) override;
    Result<Session> sign_in(std::string_view user_name, ByteView auth_secret,
                            std::string_view peer) override;
    Result<Caller> authenticate(std::string_view token) override;
    void sign_out(std::string_view token) override;
    Result<Account> who(const Caller& caller) override;
    Result<OwnData> own_data(const Caller& caller) override;
    Result<void> change_secrets(const Caller& caller, ByteView auth_secret,
                                const exchange::AccountSecrets& fresh,
                                std::string_view peer) override;

    // Courses
    Result<std::vector<Course>> courses(const Actor& actor) override;
    Result<CourseId> find_course(std::string_view text) override;
    Result<void> assign_course(const Actor& actor, const CourseId& course,
                               const OrganisationId& organisation) override;
    Result<PublishedPackage> take_package(const Actor& actor,
                                          const std::filesystem::path& parcel_file) override;
    Result<Edition> add_edition(const Actor& actor, const NewEdition& wish) override;
    Result<std::vector<Edition>> editions(const Actor& actor,
                                          std::optional<CourseId> course) override;
    Result<EditionId> find_edition(std::string_view text) override;
    Result<Enrolment> enrol(const Actor& actor, const EditionId& edition,
                            const AccountId& account) override;
    Result<std::vector<Enrolment>> enrolments(const Actor& actor,
                                              const EditionId& edition) override;
    Result<std::vector<ProgressLine>> progress(const Actor& actor, const CourseId& course,
                                               std::optional<OrganisationId> organisation) override;

    // Teaching
    Result<MarkingList> marking(const Actor& actor, const MarkingWish& wish) override;
    Result<MarkingSheet> marking_sheet(const Actor& actor, const EnrolmentId& enrolment,
                                       const content::AttemptId& attempt, bool nameless) override;
    Result<MarkingSheet> give_marks(const Actor& actor, const EnrolmentId& enrolment,
                                    const content::AttemptId& attempt,
                                    const std::vector<NewMark>& marks) override;
    Result<HandedBytes> handed_file(const Actor& actor, const EnrolmentId& enrolment,
                                    const content::AttemptId& attempt, const Hash& file) override;
    Result<std::vector<AnnouncementRow>> announcements(const Actor& actor,
                                                       const EditionId& edition) override;
    Result<AnnouncementRow> announce(const Actor& actor, const EditionId& edition,
                                     const NewAnnouncement& wish) override;
    Result<AnnouncementRow> correct_announcement(const Actor& actor, const EditionId& edition,
                                                 const content::PostId& id, const Hash& state,
                                                 const NewAnnouncement& wish) override;
    Result<void> withdraw_announcement(const Actor& actor, const EditionId& edition,
                                       const content::PostId& id, const Hash& state) override;
    // Meetings
    Result<std::vector<MeetingRow>> meetings(const Actor& actor, const EditionId& edition) override;
    Result<MeetingRow> plan_meeting(const Actor& actor, const EditionId& edition,
                                    const NewMeeting& wish) override;
    Result<MeetingRow> change_meeting(const Actor& actor, const EditionId& edition,
                                      const content::MeetingId& id, const Hash& state,
                                      const NewMeeting& wish) override;
    Result<MeetingRow> cancel_meeting(const Actor& actor, const EditionId& edition,
                                      const content::MeetingId& id, const Hash& state,
                                      const std::string& reason) override;
    Result<std::vector<AttendanceRow>> attendance(const Actor& actor, const EditionId& edition,
                                                  const content::MeetingId& id) override;
    Result<std::vector<AttendanceRow>> mark_attendance(
        const Actor& actor, const EditionId& edition, const content::MeetingId& id,
        const std::vector<NewAttendance>& marks) override;
    // Attestations
    Result<EnrolmentId> find_enrolment(const EditionId& edition, const AccountId& account) override;
    Result<std::vector<AttestationState>> attestations(const Actor& actor,
                                                       const EditionId& edition) override;
    Result<Attestato> attestation(const Actor& actor, const EnrolmentId& enrolment) override;
    Result<AttestationState> issue_attestation(const Actor& actor,
                                               const EnrolmentId& enrolment) override;
    Result<AttestationState> revoke_attestation(const Actor& actor, const EnrolmentId& enrolment,
                                                const std::string& reason) override;
    Result<CheckedAttestato> verify_attestation(std::string_view code) override;
    // Authoring
    Result<CourseChanges> changes_of(const Actor& actor, const content::AuthoredCourse& course,
                                     package::FileSource& files,
                                     const std::filesystem::path& scratch) override;
    Result<PublishedPackage> publish_course(const Actor& actor, content::AuthoredCourse course,
                                            package::FileSource& files, ContentVersion seen,
                                            const std::vector<UnitId>& again) override;

    // Exchanges
    void exchange(Bytes parcels, std::string peer,
                  std::function<void(Result<Bytes>)> answer) override;
    std::optional<Bytes> chunk(const ChunkId& id) override;
    std::shared_ptr<const FileBody> chunk_file(const ChunkId& id) override;
    Result<Bytes> compare_frontier(ByteView question) override;
    Result<ImportReport> import_parcels(const std::filesystem::path& file) override;
    Result<ExportReport> export_parcels(const std::filesystem::path& file) override;

    // Upkeep
    Result<RebuildReport> rebuild() override;
    std::vector<Finding> examine() override;
    Result<void> change_root() override;
    Result<BackupReport> back_up(const std::filesystem::path& folder) override;
    Result<BackupReport> archive(const std::filesystem::path& folder) override;
    Result<void> read_audit(const std::function<void(const AuditLine&)>& use) override;
    std::vector<Figure> figures() override;

  private:
    // The highest role that the actor holds at the organisation or above it; nothing: none.
    bool may(store::Session& session, const Actor& actor, Role role,
             const OrganisationId& organisation);
    // Whether the actor holds the role anywhere.
    bool may_somewhere(store::Session& session, const Actor& actor, Role role);
    Result<void> may_act_for(store::Session& session, const Actor& actor, const AccountId& account);
    Result<void> may_teach(store::Session& session, const Actor& actor, const EditionId& edition);
    Result<store::Enrolment> enrolment_to_mark(store::Session& session, const Actor& actor,
                                               const EnrolmentId& id);
    OrganisationId root_organisation(store::Session& session);
    Result<EditionId> edition_to_join(store::Session& session, const Actor& actor,
                                      const CourseId& course);
    void note(store::Session& session, const Actor& actor, std::string_view action,
              std::string_view subject);
    // Who the actor publishes as, and where a new course belongs.
    Publisher publisher_of(store::Session& session, const Actor& actor);
    Result<PublicationPlan> plan_publication(const Actor& actor, const content::Course& course);
    Account account_row(store::Session& session, const store::Person& person);
    // The enrolment, where the actor holds the role at its edition.
    Result<store::Enrolment> enrolment_for(store::Session& session, const Actor& actor, Role role,
                                           const EnrolmentId& enrolment);
    AttestationState attestation_state(store::Session& session, const store::Enrolment& enrolment);
    template <class Change>
    Result<AttestationState> change_attestation(const Actor& actor, const EnrolmentId& enrolment,
                                                std::string_view what, const Change& change);
    void fold_everything(store::Session& session);
    Result<void> set_active(const Actor& actor, const AccountId& account, bool is_active);

    struct ParcelOutcome {
        std::optional<Bytes> answer;
        std::optional<Error> error;
        std::size_t segments = 0;
        std::optional<DeviceId> device;  // that the parcel is of, when it was taken
        std::optional<DeviceId> joined;  // by this parcel
    };
    ParcelOutcome take_parcel(store::Session& session, const exchange::WholeParcel& parcel,
                              exchange::Courier courier, std::string_view peer);
    // Why nobody of this account is served; nothing: they are.
    static std::optional<exchange::ControlKind> barred(store::Session& session,
                                                       const AccountId& account);
    void note_erasures(store::Session& session, const exchange::WholeParcel& parcel);
    Result<void> may_erase(store::Session& session, const Actor& actor, const AccountId& account);
    // What was erased is gone from the files, and the list beside the database says so.
    Result<void> leave_no_trace();
    void write_erased_list();
    static bool is_turned_away(store::Session& session, const DeviceId& device);
    static bool is_of_ours(store::Session& session, const exchange::Route& route);
    Result<Bytes> take_parcels(store::Session& session,
                               const std::vector<exchange::WholeParcel>& parcels,
                               std::string_view peer);
    // Before a device is told what it lacks.
    void bring_staff_up_to_date(store::Session& session, const DeviceId& device);
    // For who carried a parcel of another device here over the network: that one's content.
    void add_content(store::Session& session, const exchange::WholeParcel& parcel,
                     const ParcelOutcome& outcome, Bytes& answers);
    // What is owed by stick for a parcel that came so.
    void keep_mail(store::Session& session, const exchange::WholeParcel& parcel,
                   const ParcelOutcome& outcome);
    void renew_beacon(store::Session& session);
    Finding root_finding(store::Session& session) const;
    void note_roots(store::Session& session, const exchange::WholeParcel& parcel);
    void note_contact(store::Session& session, const DeviceId& device);
    bool fold_some();

    DataFolder folder_;
    Clock& clock_;
    Random& random_;
    std::function<void(const std::string&)> report_;
    const std::size_t reply_bytes_max_;
    SiteKeys keys_;
    // The writer's thread alone changes roots, and reads them freely; all others take this first.
    mutable std::mutex roots_lock_;
    std::mutex keys_folder_lock_;  // a backup copies it, a change of the root writes in it
    std::unique_ptr<store::ChunkStore> chunks_;
    std::unique_ptr<store::Store> store_;
    exchange::ExchangeKeys exchange_keys_;
    Scribe scribe_;
    StaffScopes staff_;
    PackageShelf packages_;
    StickMail stick_mail_;
    Enrolling enrolling_;
    Joining joining_;
    Publishing publishing_;
    CoursePublishing course_publishing_;
    Marking marking_;
    Attesting attesting_;
    Revoking revoking_;
    Erasing erasing_;
    Recovery recovery_;
    Folding folding_;
    MarkingDesk desk_;
    AssignmentDesk assignments_;
    Announcing announcing_;
    MeetingBook meeting_book_;
    AttendanceSheet attendance_;
    // Used by the writer's thread alone.
    UtcMs beacon_seen_;  // when the newest beacon that is known to be stored was made
    struct Contact {
        UtcMs noted;
        UtcMs told;  // since when staff may be told
    };
    std::unordered_map<DeviceId, Contact> contacts_noted_;
    // Written by the writer's thread alone.
    std::atomic<std::uint64_t> folded_events_ = 0;
    std::atomic<double> fold_cpu_s_ = 0;
    std::unique_ptr<WriteQueue> queue_;  // last: its thread uses everything above
};

}  // namespace approdo::app
