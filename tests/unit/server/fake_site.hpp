// A site in memory, for tests of routes and commands: it remembers what it was told and refuses
// what a test asks it to refuse. What the real site decides is tested there.
#pragma once

#include <fstream>
#include <iterator>

#include "server/app/site.hpp"

namespace approdo::app {

class FakeSite : public Site {
    static log::SignedSite describe(const crypto::SigningKey& root) {
        log::SiteDescriptor site;
        site.root = site.enrol = site.publish = site.receipt = root.public_key();
        site.box = crypto::BoxPublicKey{{1}};
        site.name = "Prova";
        return log::SignedSite::make(site, crypto::domain::site_descriptor,
                                     crypto::site_id_of(site.root), root);
    }

  public:
    std::vector<Organisation> organisation_rows{{OrganisationId{{1}}, std::nullopt, "Roma", 0, 2}};
    std::vector<Account> account_rows;
    std::vector<Device> device_rows{{DeviceId{{6}}, AccountId{{1}}, {1}, {2}, false, 0}};
    std::vector<Course> course_rows{{CourseId{{2}}, ChannelId{{3}}, "Accoglienza", {1}, 10, {5}}};
    std::vector<Edition> edition_rows;
    std::vector<Enrolment> enrolment_rows;
    AttestationState attestation_state;
    std::vector<Finding> findings;
    std::vector<NewInvitation> invitations;
    std::string uploaded;
    Actor last_actor;
    bool is_closed = false;
    bool is_busy = false;
    int root_changes = 0;

    const crypto::SigningKey root = crypto::SigningKey::from_seed(crypto::SigningKey::Seed{});
    const log::SignedSite described = describe(root);

    SiteId id() const override { return SiteId{{7}}; }
    std::string name() const override { return "Prova"; }
    Described descriptor() const override {
        return {described, log::RootChain(crypto::site_id_of(described.value.root))};
    }
    void close() override { is_closed = true; }

    Result<Organisation> add_organisation(const Actor& actor,
                                          const NewOrganisation& wish) override {
        last_actor = actor;
        const auto n = static_cast<std::uint8_t>(organisation_rows.size() + 1);
        organisation_rows.push_back({OrganisationId{{n}}, wish.parent, wish.name, 1, 0});
        return organisation_rows.back();
    }
    Result<std::vector<Organisation>> organisations(const Actor&) override {
        return organisation_rows;
    }
    Result<OrganisationId> find_organisation(std::string_view text) override {
        for (const Organisation& row : organisation_rows)
            if (row.name == text || row.id.hex() == text) return row.id;
        return fail(ErrorCode::not_found, "no such organisation");
    }
    Result<Account> add_account(const Actor& actor, const NewAccount& wish) override {
        last_actor = actor;
        for (const Account& row : account_rows)
            if (row.user_name == wish.user_name)
                return fail(ErrorCode::conflict, "the user name is taken");
        const auto n = static_cast<std::uint8_t>(account_rows.size() + 1);
        Account row{AccountId{{n}}, wish.user_name, wish.display_name, {}, 0, false};
        RoleAt role;
        role.role = wish.role;
        role.organisation = wish.organisation;
        row.roles.push_back(role);
        account_rows.push_back(row);
        return row;
    }
    Result<std::vector<Account>> accounts(const Actor&, std::optional<OrganisationId>) override {
        return account_rows;
    }
    Result<AccountId> find_account(std::string_view text) override {
        for (const Account& row : account_rows)
            if (row.user_name == text) return row.id;
        return fail(ErrorCode::not_found, "no such account");
    }
    Result<InvitationLink> invite(const Actor& actor, const NewInvitation& wish) override {
        last_actor = actor;
        invitations.push_back(wish);
        return InvitationLink{wish.address + "/join#abc", {86'400'000}};
    }

    Result<void> suspend(const Actor& actor, const AccountId& account) override {
        return set_suspended(actor, account, true);
    }
    Result<void> resume(const Actor& actor, const AccountId& account) override {
        return set_suspended(actor, account, false);
    }
    Result<void> set_suspended(const Actor& actor, const AccountId& account, bool is_suspended) {
        last_actor = actor;
        for (Account& row : account_rows)
            if (row.id == account) row.is_suspended = is_suspended;
        return {};
    }

    Result<EnrolmentId> find_enrolment(const EditionId&, const AccountId&) override {
        return EnrolmentId{{5}};
    }
    Result<std::vector<AttestationState>> attestations(const Actor& actor,
                                                       const EditionId&) override {
        last_actor = actor;
        return std::vector<AttestationState>{attestation_state};
    }
    Result<Attestato> attestation(const Actor& actor, const EnrolmentId&) override {
        last_actor = actor;
        return fail(ErrorCode::not_found, "no attestato");
    }
    Result<AttestationState> issue_attestation(const Actor& actor, const EnrolmentId& id) override {
        last_actor = actor;
        attestation_state.enrolment = id;
        attestation_state.number = "1";
        attestation_state.revoked = {};
        return attestation_state;
    }
    Result<AttestationState> revoke_attestation(const Actor& actor, const EnrolmentId& id,
                                                const std::string& reason) override {
        last_actor = actor;
        attestation_state.enrolment = id;
        attestation_state.revoked = {5};
        attestation_state.reason = reason;
        return attestation_state;
    }
    Result<CheckedAttestato> verify_attestation(std::string_view) override {
        return fail(ErrorCode::malformed, "no code");
    }

    Result<std::vector<Device>> devices(const Actor&, const AccountId&) override {
        return device_rows;
    }
    Result<DeviceId> find_device(std::string_view text) override {
        for (const Device& row : device_rows)
            if (row.id.hex().starts_with(text)) return row.id;
        return fail(ErrorCode::not_found, "no such device");
    }
    Result<void> revoke_device(const Actor& actor, const DeviceId& device) override {
        last_actor = actor;
        for (Device& row : device_rows) row.revoked = row.revoked || row.id == device;
        return {};
    }
    Result<std::uint64_t> rule_on_device(const Actor& actor, const DeviceId&, bool) override {
        last_actor = actor;
        return std::uint64_t{2};
    }

    std::vector<EventLine> event_rows{{Hash{{8}}, "answered", {3}, false, false, 12}};
    Result<std::vector<EventLine>> events(const Actor&, const AccountId&) override {
        return event_rows;
    }
    Result<Hash> find_event(const AccountId&, std::string_view text) override {
        for (const EventLine& row : event_rows)
            if (row.id.hex().starts_with(text)) return row.id;
        return fail(ErrorCode::not_found, "no such event");
    }
    Result<void> erase_event(const Actor& actor, const AccountId&, const Hash& event) override {
        last_actor = actor;
        for (EventLine& row : event_rows) row.is_erased = row.is_erased || row.id == event;
        return {};
    }
    Result<void> erase_account(const Actor& actor, const AccountId& account) override {
        last_actor = actor;
        std::erase_if(account_rows, [&](const Account& row) { return row.id == account; });
        return {};
    }

    std::vector<ErasureRequest> request_rows{{AccountId{{7}}, "ada", "Ada", {4}, "basta"}};
    Result<std::vector<ErasureRequest>> erasure_requests(const Actor&) override {
        return request_rows;
    }
    std::string refused_because;
    Result<void> refuse_erasure(const Actor& actor, const AccountId&,
                                const std::string& reason) override {
        last_actor = actor;
        refused_because = reason;
        request_rows.clear();
        return {};
    }

    Result<SaltAnswer> salt(std::string_view, std::string_view) override {
        if (is_busy) return fail(ErrorCode::busy, "wait a minute");
        return SaltAnswer{Bytes(16, 1), 2, 65536};
    }
    Result<Session> sign_in(std::string_view user_name, ByteView secret,
                            std::string_view) override {
        if (text_of(secret) != "right") return fail(ErrorCode::unauthentic, "not so");
        return Session{std::string(user_name), AccountId{{9}}, "Ada", {1}};
    }
    Result<void> change_secrets(const Caller&, ByteView secret, const exchange::AccountSecrets&,
                                std::string_view) override {
        if (text_of(secret) != "right") return fail(ErrorCode::forbidden, "not so");
        return {};
    }
    // The token is the name of the access that the caller has.
    Result<Caller> authenticate(std::string_view token) override {
        Caller caller{AccountId{{9}}, Access::signed_in, std::string(token)};
        if (token == "administrator")
            caller.access = Access::administrator;
        else if (token == "trainer")
            caller.access = Access::trainer;
        else if (token != "learner")
            return fail(ErrorCode::unauthentic, "no such session");
        return caller;
    }
    void sign_out(std::string_view token) override { signed_out = token; }
    std::string signed_out;
    Result<OwnData> own_data(const Caller& caller) override {
        APPRODO_TRY(Account row, who(caller));
        return OwnData{std::move(row),
                       device_rows,
                       {{EnrolmentId{{5}}, "Autunno", 1, 2, false, 60, 3, UtcMs{4}}}};
    }
    Result<Account> who(const Caller& caller) override {
        return Account{caller.account, "ada", "Ada", {}, 1, true};
    }

    Result<std::vector<Course>> courses(const Actor&) override { return course_rows; }
    Result<CourseId> find_course(std::string_view text) override {
        for (const Course& row : course_rows)
            if (row.title == text || row.id.hex() == text) return row.id;
        return fail(ErrorCode::not_found, "no such course");
    }
    Result<void> assign_course(const Actor& actor, const CourseId&,
                               const OrganisationId&) override {
        last_actor = actor;
        return {};
    }
    Result<PublishedPackage> take_package(const Actor& actor,
                                          const std::filesystem::path& file) override {
        last_actor = actor;
        std::ifstream in(file);
        uploaded.assign(std::istreambuf_iterator<char>(in), {});
        return PublishedPackage{CourseId{{2}}, ChannelId{{3}}, {2}, 1, 0};
    }
    Result<CourseChanges> changes_of(const Actor& actor, const content::AuthoredCourse& course,
                                     package::FileSource&, const std::filesystem::path&) override {
        last_actor = actor;
        CourseChanges changes;
        changes.course = course.course.id;
        return changes;
    }
    Result<PublishedPackage> publish_course(const Actor& actor, content::AuthoredCourse course,
                                            package::FileSource&, ContentVersion seen,
                                            const std::vector<UnitId>&) override {
        last_actor = actor;
        return PublishedPackage{course.course.id, ChannelId{{3}}, seen.next(), 1, 0};
    }
    Result<Edition> add_edition(const Actor& actor, const NewEdition& wish) override {
        last_actor = actor;
        edition_rows.push_back({EditionId{{4}}, wish.course, wish.organisation, wish.name,
                                wish.zone, wish.opens, wish.closes, 0});
        return edition_rows.back();
    }
    Result<std::vector<Edition>> editions(const Actor&, std::optional<CourseId>) override {
        return edition_rows;
    }
    Result<EditionId> find_edition(std::string_view text) override {
        for (const Edition& row : edition_rows)
            if (row.name == text) return row.id;
        return fail(ErrorCode::not_found, "no such edition");
    }
    Result<Enrolment> enrol(const Actor& actor, const EditionId& edition,
                            const AccountId& account) override {
        last_actor = actor;
        enrolment_rows.push_back({EnrolmentId{{5}}, edition, account, "Ada", true});
        return enrolment_rows.back();
    }
    Result<std::vector<Enrolment>> enrolments(const Actor&, const EditionId&) override {
        return enrolment_rows;
    }
    MarkingSheet sheet_row() const {
        MarkingSheet sheet;
        sheet.line.attempt = content::AttemptId{{6}};
        sheet.line.enrolment = EnrolmentId{{5}};
        sheet.line.display_name = "Ada";
        sheet.line.waiting = given_marks.empty() ? 1 : 0;
        AnswerToMark answer;
        answer.question = QuestionId{{7}};
        answer.answer = "Ascoltare";
        answer.points_max = content::Points{2'000'000};
        answer.state = Hash{{8}};
        if (!given_marks.empty()) {
            answer.mark = GivenMark{AccountId{{9}}, "Ada", {1}, given_marks.back().points, "", ""};
        }
        sheet.answers.push_back(answer);
        return sheet;
    }
    Result<MarkingList> marking(const Actor& actor, const MarkingWish& wish) override {
        last_actor = actor;
        last_marking = wish;
        return MarkingList{{sheet_row().line}, false};
    }
    Result<MarkingSheet> marking_sheet(const Actor&, const EnrolmentId&, const content::AttemptId&,
                                       bool) override {
        return sheet_row();
    }
    Result<MarkingSheet> give_marks(const Actor& actor, const EnrolmentId&,
                                    const content::AttemptId&,
                                    const std::vector<NewMark>& marks) override {
        last_actor = actor;
        if (!marks.empty() && marks.front().state != Hash{{8}}) {
            return fail(ErrorCode::conflict, "Bruno marked this answer meanwhile.");
        }
        given_marks = marks;
        return sheet_row();
    }
    Result<HandedBytes> handed_file(const Actor&, const EnrolmentId&, const content::AttemptId&,
                                    const Hash& file) override {
        if (file != Hash{{4}}) return fail(ErrorCode::not_found, "no such file");
        return HandedBytes{"la mia «tesi».html", copy_of(bytes_of("<script>1</script>"))};
    }
    MarkingWish last_marking;
    std::vector<NewMark> given_marks;
    std::vector<AnnouncementRow> announcement_rows;
    Result<std::vector<AnnouncementRow>> announcements(const Actor&, const EditionId&) override {
        return announcement_rows;
    }
    Result<AnnouncementRow> announce(const Actor& actor, const EditionId& edition,
                                     const NewAnnouncement& wish) override {
        last_actor = actor;
        AnnouncementRow row;
        row.id = content::PostId{{3}};
        row.edition = edition;
        row.title = wish.title;
        row.source = wish.text;
        row.state = Hash{{8}};
        announcement_rows.push_back(row);
        return row;
    }
    Result<AnnouncementRow> correct_announcement(const Actor&, const EditionId&,
                                                 const content::PostId&, const Hash&,
                                                 const NewAnnouncement& wish) override {
        announcement_rows.back().title = wish.title;
        announcement_rows.back().source = wish.text;
        return announcement_rows.back();
    }
    Result<void> withdraw_announcement(const Actor&, const EditionId&, const content::PostId&,
                                       const Hash&) override {
        announcement_rows.clear();
        return {};
    }

    std::vector<MeetingRow> meeting_rows;
    std::vector<NewAttendance> given_attendance;
    Result<std::vector<MeetingRow>> meetings(const Actor&, const EditionId&) override {
        return meeting_rows;
    }
    Result<MeetingRow> plan_meeting(const Actor& actor, const EditionId& edition,
                                    const NewMeeting& wish) override {
        last_actor = actor;
        MeetingRow row;
        row.id = content::MeetingId{{3}};
        row.edition = edition;
        row.title = wish.title;
        row.starts = wish.starts;
        row.minutes = wish.minutes;
        row.place = wish.place;
        row.state = Hash{{8}};
        meeting_rows.push_back(row);
        return row;
    }
    Result<MeetingRow> change_meeting(const Actor&, const EditionId&, const content::MeetingId&,
                                      const Hash&, const NewMeeting& wish) override {
        MeetingRow& row = meeting_rows.back();
        row.title = wish.title;
        row.place = wish.place;
        ++row.change;
        return row;
    }
    Result<MeetingRow> cancel_meeting(const Actor&, const EditionId&, const content::MeetingId&,
                                      const Hash&, const std::string& reason) override {
        meeting_rows.back().cancelled = true;
        meeting_rows.back().reason = reason;
        return meeting_rows.back();
    }
    Result<std::vector<AttendanceRow>> attendance(const Actor&, const EditionId&,
                                                  const content::MeetingId&) override {
        AttendanceRow row;
        row.enrolment = EnrolmentId{{5}};
        row.name = "Ada";
        row.marked = !given_attendance.empty();
        if (row.marked) row.minutes = given_attendance.back().minutes;
        return std::vector{row};
    }
    Result<std::vector<AttendanceRow>> mark_attendance(
        const Actor& actor, const EditionId& edition, const content::MeetingId& id,
        const std::vector<NewAttendance>& marks) override {
        last_actor = actor;
        given_attendance = marks;
        return attendance(actor, edition, id);
    }

    Result<std::vector<ProgressLine>> progress(const Actor&, const CourseId&,
                                               std::optional<OrganisationId>) override {
        ProgressLine line;
        line.display_name = "Ada";
        line.units_done = 3;
        line.units_total = 4;
        return std::vector<ProgressLine>{line};
    }

    void exchange(Bytes parcels, std::string, std::function<void(Result<Bytes>)> answer) override {
        if (is_busy)
            answer(fail(ErrorCode::busy, "later"));
        else
            answer(std::move(parcels));
    }
    std::optional<Bytes> chunk(const ChunkId&) override { return std::nullopt; }
    std::shared_ptr<const FileBody> chunk_file(const ChunkId&) override { return nullptr; }
    Result<Bytes> compare_frontier(ByteView question) override { return copy_of(question); }
    Result<ImportReport> import_parcels(const std::filesystem::path&) override {
        ImportReport report;
        report.parcels = 2;
        report.refused = 1;
        report.faults = {"a segment is altered"};
        return report;
    }
    Result<ExportReport> export_parcels(const std::filesystem::path&) override {
        return ExportReport{1, 100};
    }

    Result<RebuildReport> rebuild() override { return RebuildReport{1, 2, 0, "aa", "aa"}; }
    std::vector<Finding> examine() override { return findings; }
    Result<void> change_root() override {
        ++root_changes;
        return {};
    }
    Result<BackupReport> back_up(const std::filesystem::path&) override {
        return BackupReport{3, 1000, "aa"};
    }
    Result<BackupReport> archive(const std::filesystem::path&) override {
        return BackupReport{3, 1000, "aa"};
    }
    Result<void> read_audit(const std::function<void(const AuditLine&)>& use) override {
        use({{0}, "operator", "init", "site"});
        return {};
    }
    std::vector<Figure> figures() override { return {}; }
};

}  // namespace approdo::app
