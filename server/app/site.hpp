// Everything that the HTTP interface and the commands ask of a site, as a list of verbs in plain
// values. One implementation stands on server/store; tests of routes and commands bring their own.
// Every verb checks that its actor holds the needed role at the organisation concerned, or above
// it. Verbs may wait for disk: they run on worker threads and in commands, several at once.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "content/package/publisher.hpp"
#include "server/app/course_changes.hpp"
#include "server/app/http.hpp"
#include "server/app/meeting_rows.hpp"
#include "server/app/metrics.hpp"
#include "server/app/site_rows.hpp"
#include "server/app/teaching_rows.hpp"
#include "sync/exchange/join.hpp"
#include "sync/log/root_chain.hpp"

namespace approdo::app {

// Who asks: an account that signed in, or whoever holds the machine and types the command.
struct Actor {
    bool is_operator = false;
    AccountId account;

    static Actor machine_operator() { return {true, {}}; }
    static Actor of(const Caller& caller) { return {false, caller.account}; }
};

class People {
  public:
    virtual ~People() = default;

    virtual Result<Organisation> add_organisation(const Actor& actor,
                                                  const NewOrganisation& wish) = 0;
    virtual Result<std::vector<Organisation>> organisations(const Actor& actor) = 0;
    // By id (hex) or by name where the name is unique.
    virtual Result<OrganisationId> find_organisation(std::string_view text) = 0;

    // conflict: the user name is taken. The account is usable once its invitation was answered.
    virtual Result<Account> add_account(const Actor& actor, const NewAccount& wish) = 0;
    virtual Result<std::vector<Account>> accounts(const Actor& actor,
                                                  std::optional<OrganisationId> organisation) = 0;
    virtual Result<AccountId> find_account(std::string_view text) = 0;
    // Also for an account whose passphrase was forgotten.
    virtual Result<InvitationLink> invite(const Actor& actor, const NewInvitation& wish) = 0;
    // A suspended person neither signs in nor joins, and devices are turned away; what is done on
    // them meanwhile waits there. conflict: it is so already.
    virtual Result<void> suspend(const Actor& actor, const AccountId& account) = 0;
    virtual Result<void> resume(const Actor& actor, const AccountId& account) = 0;
};

class Devices {
  public:
    virtual ~Devices() = default;

    virtual Result<std::vector<Device>> devices(const Actor& actor, const AccountId& account) = 0;
    // By its id (hex) or the beginning of it, where that is unique.
    virtual Result<DeviceId> find_device(std::string_view text) = 0;
    // Shut out at once and for good; conflict: it is already.
    virtual Result<void> revoke_device(const Actor& actor, const DeviceId& device) = 0;
    // Whether what a revoked device sent later counts; says how many segments that concerned.
    virtual Result<std::uint64_t> rule_on_device(const Actor& actor, const DeviceId& device,
                                                 bool counts) = 0;
};

// What somebody has a right to have erased goes for good, here and from devices; see
// docs/storage.md. An administrator's, at the organisation of the person concerned or above it.
class Erasures {
  public:
    virtual ~Erasures() = default;

    // What a person wrote and was told, by kind and time and without what it says.
    virtual Result<std::vector<EventLine>> events(const Actor& actor, const AccountId& account) = 0;
    // By its id (hex) or the beginning of it, where that is unique.
    virtual Result<Hash> find_event(const AccountId& account, std::string_view text) = 0;
    virtual Result<void> erase_event(const Actor& actor, const AccountId& account,
                                     const Hash& event) = 0;
    virtual Result<void> erase_account(const Actor& actor, const AccountId& account) = 0;

    // What people asked for and nobody decided yet, the eldest first. erase_account grants it.
    virtual Result<std::vector<ErasureRequest>> erasure_requests(const Actor& actor) = 0;
    // Tells the person why not. not_found: nothing is asked for.
    virtual Result<void> refuse_erasure(const Actor& actor, const AccountId& account,
                                        const std::string& reason) = 0;
};

class Sessions {
  public:
    virtual ~Sessions() = default;

    // For an unknown name an answer that looks like any other. busy: too many attempts from here.
    virtual Result<SaltAnswer> salt(std::string_view user_name, std::string_view peer) = 0;
    virtual Result<Session> sign_in(std::string_view user_name, ByteView auth_secret,
                                    std::string_view peer) = 0;
    virtual Result<Caller> authenticate(std::string_view token) = 0;
    virtual void sign_out(std::string_view token) = 0;
    virtual Result<Account> who(const Caller& caller) = 0;
    // For the caller's own export: what is kept beside the record that the own devices hold.
    virtual Result<OwnData> own_data(const Caller& caller) = 0;
    // Another passphrase for the caller's own account, whose key stays. It takes the present one
    // again: a session that was left open is not enough. Every session of the account ends.
    virtual Result<void> change_secrets(const Caller& caller, ByteView auth_secret,
                                        const exchange::AccountSecrets& fresh,
                                        std::string_view peer) = 0;
};

class Courses {
  public:
    virtual ~Courses() = default;

    virtual Result<std::vector<Course>> courses(const Actor& actor) = 0;
    virtual Result<CourseId> find_course(std::string_view text) = 0;
    virtual Result<void> assign_course(const Actor& actor, const CourseId& course,
                                       const OrganisationId& organisation) = 0;
    // Takes a package in from a parcel file: descriptor, chunks, then the head, checked and moved
    // by compare-and-set. conflict: another head came first.
    virtual Result<PublishedPackage> take_package(const Actor& actor,
                                                  const std::filesystem::path& parcel_file) = 0;

    virtual Result<Edition> add_edition(const Actor& actor, const NewEdition& wish) = 0;
    virtual Result<std::vector<Edition>> editions(const Actor& actor,
                                                  std::optional<CourseId> course) = 0;
    virtual Result<EditionId> find_edition(std::string_view text) = 0;

    virtual Result<Enrolment> enrol(const Actor& actor, const EditionId& edition,
                                    const AccountId& account) = 0;
    virtual Result<std::vector<Enrolment>> enrolments(const Actor& actor,
                                                      const EditionId& edition) = 0;
    virtual Result<std::vector<ProgressLine>> progress(
        const Actor& actor, const CourseId& course, std::optional<OrganisationId> organisation) = 0;
};

// What a trainer does in an edition, at its organisation or above it. A mark and a correction bear
// the state of what their author saw; conflict: the message says who was first.
class Teaching {
  public:
    virtual ~Teaching() = default;

    virtual Result<MarkingList> marking(const Actor& actor, const MarkingWish& wish) = 0;
    virtual Result<MarkingSheet> marking_sheet(const Actor& actor, const EnrolmentId& enrolment,
                                               const content::AttemptId& attempt,
                                               bool nameless) = 0;
    // A person's alone: whoever runs the machine marks as a trainer, and nobody the own work.
    virtual Result<MarkingSheet> give_marks(const Actor& actor, const EnrolmentId& enrolment,
                                            const content::AttemptId& attempt,
                                            const std::vector<NewMark>& marks) = 0;
    // A file that an answer of that attempt names. missing: not all of it has arrived.
    virtual Result<HandedBytes> handed_file(const Actor& actor, const EnrolmentId& enrolment,
                                            const content::AttemptId& attempt,
                                            const Hash& file) = 0;

    virtual Result<std::vector<AnnouncementRow>> announcements(const Actor& actor,
                                                               const EditionId& edition) = 0;
    virtual Result<AnnouncementRow> announce(const Actor& actor, const EditionId& edition,
                                             const NewAnnouncement& wish) = 0;
    virtual Result<AnnouncementRow> correct_announcement(const Actor& actor,
                                                         const EditionId& edition,
                                                         const content::PostId& id,
                                                         const Hash& state,
                                                         const NewAnnouncement& wish) = 0;
    virtual Result<void> withdraw_announcement(const Actor& actor, const EditionId& edition,
                                               const content::PostId& id, const Hash& state) = 0;
};

// Lessons, workshops and visits of an edition, for those who teach it. A change and a mark bear the
// state of what their author saw; conflict: the message says who was first.
class Meetings {
  public:
    virtual ~Meetings() = default;

    virtual Result<std::vector<MeetingRow>> meetings(const Actor& actor,
                                                     const EditionId& edition) = 0;
    virtual Result<MeetingRow> plan_meeting(const Actor& actor, const EditionId& edition,
                                            const NewMeeting& wish) = 0;
    // One that was cancelled takes place after all.
    virtual Result<MeetingRow> change_meeting(const Actor& actor, const EditionId& edition,
                                              const content::MeetingId& id, const Hash& state,
                                              const NewMeeting& wish) = 0;
    virtual Result<MeetingRow> cancel_meeting(const Actor& actor, const EditionId& edition,
                                              const content::MeetingId& id, const Hash& state,
                                              const std::string& reason) = 0;
    virtual Result<std::vector<AttendanceRow>> attendance(const Actor& actor,
                                                          const EditionId& edition,
                                                          const content::MeetingId& id) = 0;
    // A person's alone, like a mark: nobody marks the own attendance.
    virtual Result<std::vector<AttendanceRow>> mark_attendance(
        const Actor& actor, const EditionId& edition, const content::MeetingId& id,
        const std::vector<NewAttendance>& marks) = 0;
};

// The papers that say what somebody did; see docs/events.md. They are issued by themselves once
// they are earned.
class Attestations {
  public:
    virtual ~Attestations() = default;

    virtual Result<EnrolmentId> find_enrolment(const EditionId& edition,
                                               const AccountId& account) = 0;
    // Of everybody in an edition: what was issued, or what is missing.
    virtual Result<std::vector<AttestationState>> attestations(const Actor& actor,
                                                               const EditionId& edition) = 0;
    // The one that holds, its holder's too. not_found: none does.
    virtual Result<Attestato> attestation(const Actor& actor, const EnrolmentId& enrolment) = 0;
    // Nothing happens where one holds. missing: it is not earned.
    virtual Result<AttestationState> issue_attestation(const Actor& actor,
                                                       const EnrolmentId& enrolment) = 0;
    // conflict: none holds.
    virtual Result<AttestationState> revoke_attestation(const Actor& actor,
                                                        const EnrolmentId& enrolment,
                                                        const std::string& reason) = 0;
    // Whether a code is an attestato of this site, and holds still.
    virtual Result<CheckedAttestato> verify_attestation(std::string_view code) = 0;
};

// Publishing on behalf of a trainer who has a browser alone: what it would change, then the deed. A
// new course belongs where its trainer works.
class Authoring {
  public:
    virtual ~Authoring() = default;

    // `scratch`: a folder that is not there yet, for the version that is made to be measured.
    virtual Result<CourseChanges> changes_of(const Actor& actor,
                                             const content::AuthoredCourse& course,
                                             package::FileSource& files,
                                             const std::filesystem::path& scratch) = 0;
    // `seen`: the version whose changes were looked at; conflict: there is another by now.
    // `again`: units that who completed them has to do once more.
    virtual Result<PublishedPackage> publish_course(const Actor& actor,
                                                    content::AuthoredCourse course,
                                                    package::FileSource& files, ContentVersion seen,
                                                    const std::vector<UnitId>& again) = 0;
};

class Exchanges {
  public:
    virtual ~Exchanges() = default;

    // The body of POST /sync/v1, joining included. Takes it into the next commit and calls back,
    // from any thread, once that is on disk. Never waits.
    virtual void exchange(Bytes parcels, std::string peer,
                          std::function<void(Result<Bytes>)> answer) = 0;
    virtual std::optional<Bytes> chunk(const ChunkId& id) = 0;
    // The same to be sent from its file. Nullptr: there is none.
    virtual std::shared_ptr<const FileBody> chunk_file(const ChunkId& id) = 0;
    // The body of POST /frontier/v1: a hub asks what of its keep is here already.
    virtual Result<Bytes> compare_frontier(ByteView question) = 0;

    // Parcels by file: takes in what is in one, and gives the parcels that go back.
    virtual Result<ImportReport> import_parcels(const std::filesystem::path& file) = 0;
    virtual Result<ExportReport> export_parcels(const std::filesystem::path& file) = 0;
};

// For whoever runs the machine; the operator alone is asked for these.
class Upkeep {
  public:
    virtual ~Upkeep() = default;

    // Folds everything anew from the segments.
    virtual Result<RebuildReport> rebuild() = 0;
    // What is wrong, in words; empty: nothing.
    virtual std::vector<Finding> examine() = 0;
    // A new root key; conflict: what a device showed speaks against it, the message says what to
    // do.
    virtual Result<void> change_root() = 0;
    virtual Result<BackupReport> back_up(const std::filesystem::path& folder) = 0;
    // Verifies a copy that lies off this machine; from then on devices are told that what is in it
    // is archived. conflict: it is no copy of this site as it now is.
    virtual Result<BackupReport> archive(const std::filesystem::path& folder) = 0;
    virtual Result<void> read_audit(const std::function<void(const AuditLine&)>& use) = 0;
    // For /metrics.
    virtual std::vector<Figure> figures() = 0;
};

class Site : public People,
             public Devices,
             public Erasures,
             public Sessions,
             public Courses,
             public Teaching,
             public Meetings,
             public Attestations,
             public Authoring,
             public Exchanges,
             public Upkeep {
  public:
    virtual SiteId id() const = 0;
    virtual std::string name() const = 0;
    // Its keys, signed by its root: what a new device trusts once a person compared the words. With
    // it, how the root came to be the site's.
    struct Described {
        log::SignedSite site;
        log::RootChain roots;
        bool is_disputed = false;  // a device showed a change of the root that is not in it
    };
    virtual Described descriptor() const = 0;
    // Finishes the commit under way and closes the store; callbacks were called before it returns.
    virtual void close() = 0;
};

}  // namespace approdo::app
