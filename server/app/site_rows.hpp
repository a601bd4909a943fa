// What people see of a site, as plain rows: the same values become lines of a command, JSON of the
// HTTP interface and, later, screens. Texts are as people typed them; times are UTC.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/attestation/proof.hpp"
#include "content/model/earning.hpp"
#include "server/store/territory.hpp"

namespace approdo::app {

using store::Role;  // in rising order; a higher role includes what the lower may do

struct RoleAt {
    OrganisationId organisation;
    Role role = Role::learner;
};

struct NewOrganisation {
    std::string name;
    std::optional<OrganisationId> parent;  // none: below the site's root
};
struct Organisation {
    OrganisationId id;
    std::optional<OrganisationId> parent;
    std::string name;
    std::uint32_t depth = 0;  // 0: the root
    std::uint64_t people = 0;
};

struct NewAccount {
    std::string user_name;
    std::string display_name;
    Role role = Role::learner;
    OrganisationId organisation;
};
struct Account {
    AccountId id;
    std::string user_name;
    std::string display_name;
    std::vector<RoleAt> roles;
    std::uint32_t devices = 0;
    bool has_joined = false;
    bool is_suspended = false;
};

struct Device {
    DeviceId id;
    AccountId account;
    UtcMs issued;
    UtcMs last_contact;  // zero: none yet
    bool revoked = false;
    DeviceId before;            // that this one goes on from, since it was copied; zero: none
    std::uint64_t waiting = 0;  // segments that came after its revocation and wait for a ruling
};

// What reports show of one enrolment, to the person whom it is about.
struct OwnReport {
    EnrolmentId enrolment;
    std::string edition;  // its name
    std::uint32_t units_done = 0;
    std::uint32_t units_total = 0;
    bool passed = false;
    std::uint64_t seconds = 0;
    std::uint32_t answers = 0;
    UtcMs last_activity;
};
// What the site keeps of a person beside the learning record.
struct OwnData {
    Account account;
    std::vector<Device> devices;
    std::vector<OwnReport> reports;
};

struct EventLine {
    Hash id;
    std::string kind;  // as docs/events.md calls it; a number where that is not known
    UtcMs at;          // by the clock of whoever wrote it
    bool by_site = false;
    bool is_erased = false;
    std::uint64_t bytes = 0;  // of what it says
};

// Somebody asks to be erased, and nobody decided yet.
struct ErasureRequest {
    AccountId account;
    std::string user_name;
    std::string display_name;
    UtcMs asked;        // by the clock of the person's device
    std::string words;  // the person's own; may be empty
};

struct NewInvitation {
    Role role = Role::learner;
    OrganisationId organisation;
    std::optional<CourseId> course;    // enrol into its open edition at once
    std::optional<AccountId> account;  // for this account; none: whoever has the link
    std::string address;               // that the link begins with
};
struct InvitationLink {
    std::string link;
    UtcMs expires;
};

struct SaltAnswer {
    Bytes salt;
    std::uint32_t cost_passes = 0;
    std::uint32_t cost_memory_kib = 0;
};
struct Session {
    std::string token;
    AccountId account;
    std::string display_name;
    UtcMs expires;
};

struct Course {
    CourseId id;
    ChannelId channel;
    std::string title;
    ContentVersion version;  // 0: assigned or announced, nothing published yet
    std::uint64_t bytes = 0;
    UtcMs published;
};
struct PublishedPackage {
    CourseId course;
    ChannelId channel;
    ContentVersion version;
    std::uint64_t chunks_new = 0;
    std::uint64_t chunks_known = 0;
};

struct NewEdition {
    CourseId course;
    OrganisationId organisation;
    std::string name;
    std::string zone = "Europe/Rome";  // IANA; dates below are of this zone
    std::string opens;                 // 2026-11-23, empty: at once
    std::string closes;                // the last day, empty: open end
};
struct Edition {
    EditionId id;
    CourseId course;
    OrganisationId organisation;
    std::string name;
    std::string zone;
    std::string opens;
    std::string closes;
    std::uint64_t enrolled = 0;
};
struct Enrolment {
    EnrolmentId id;
    EditionId edition;
    AccountId account;
    std::string display_name;
    bool is_active = true;
};

struct ProgressLine {
    EnrolmentId enrolment;
    EditionId edition;
    AccountId account;
    OrganisationId organisation;
    std::string user_name;
    std::string display_name;
    std::uint32_t units_done = 0;
    std::uint32_t units_total = 0;
    std::uint32_t points_milli = 0;  // of all graded work, thousandths of a point
    std::uint32_t points_milli_max = 0;
    std::uint32_t answers = 0;
    std::uint64_t seconds = 0;
    UtcMs last_seen;  // zero: never
    bool done = false;
    bool to_check = false;  // something waits for a person: a fork, a quarantine, an essay
};

// Where an enrolment stands with its attestato.
struct AttestationState {
    EnrolmentId enrolment;
    AccountId account;
    std::string user_name;
    std::string display_name;
    bool is_offered = false;  // the course recognises hours
    bool is_earned = false;
    std::string number;  // of the newest that was issued; empty: none
    UtcMs issued;
    UtcMs revoked;  // zero: it holds
    std::string reason;
    std::vector<content::Missing> missing;
};
// One that holds: what it says, and the code that proves it.
struct Attestato {
    attestation::Checked checked;
    Bytes proof;
};
struct CheckedAttestato {
    attestation::Checked checked;
    UtcMs revoked;  // zero: it holds
    std::string reason;
};

struct ImportReport {
    std::uint64_t parcels = 0;
    std::uint64_t segments_taken = 0;
    std::uint64_t segments_known = 0;
    std::uint64_t segments_parked = 0;
    std::uint64_t refused = 0;
    std::vector<std::string> faults;
};
struct ExportReport {
    std::uint64_t parcels = 0;
    std::uint64_t bytes = 0;
};
struct RebuildReport {
    std::uint64_t segments = 0;
    std::uint64_t events = 0;
    std::uint64_t quarantined = 0;
    std::string digest_before;  // hex; equal to the other when nothing was wrong
    std::string digest_after;
};
enum class Verdict : std::uint8_t { ok, advice, failure };
std::string_view name_of(Verdict verdict);
struct Finding {
    Verdict verdict = Verdict::failure;
    std::string check;  // which look it is of, for programs
    std::string subject;
    std::string text;  // where not all is well: what to do
};
struct BackupReport {
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
    std::string digest;
};
struct AuditLine {
    UtcMs at;
    std::string actor;
    std::string action;
    std::string subject;
};

}  // namespace approdo::app
