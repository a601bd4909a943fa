// What the facade tells a shell: plain values, ready to show. Ids are there for programs, names for
// people. to_json() of views_json.hpp gives each of them the one form in which the C interface and
// the command's --json print them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/model/earning.hpp"
#include "sync/exchange/client_session.hpp"

namespace approdo::client {

enum class JoinStage : std::uint8_t {
    none = 0,
    asked = 1,       // an invitation was sent off; its answer is awaited
    salt_asked = 2,  // a new laptop asked how the passphrase is stretched
    salt_known = 3,  // the passphrase is needed now
    signing_in = 4,
    joined = 5,
};
std::string_view name_of(JoinStage stage);

struct Person {
    JoinStage stage = JoinStage::none;
    SiteId site;
    std::string site_name;
    std::string address;  // http://host:port, where the site was met
    std::string user_name;
    std::string display_name;
    AccountId account;
    DeviceId device;
};

// What was sent or came in one exchange, in counts.
struct SyncReport {
    std::size_t segments_taken = 0;
    std::size_t segments_waiting = 0;  // for an earlier part or a key
    std::size_t chunks_taken = 0;
    std::size_t parcels_for_others = 0;
    bool answered = false;
    bool receipt = false;
    bool carried = false;  // by a hub; the site has not answered yet
    bool again = false;
    bool record_came = false;  // in short; the history that it stands for follows
    std::vector<Error> faults;
    std::vector<std::string> notices;  // what the site asked of the person
};

enum class CourseState : std::uint8_t {
    announced = 1,  // enrolled, its description is not here yet: sync
    available = 2,  // can be downloaded
    downloading = 3,
    ready = 4,
    update = 5,  // ready, and a newer version can be downloaded
};
std::string_view name_of(CourseState state);

struct CourseCard {
    CourseId course;
    ChannelId channel;
    EnrolmentId enrolment;
    EditionId edition;
    std::string slug;
    std::string title;
    std::string zone;
    content::LocalDate from;
    content::LocalDate until;
    CourseState state = CourseState::announced;
    ContentVersion newest;
    ContentVersion installed;
    std::uint32_t units_completed = 0;
    std::uint32_t units_required = 0;
    std::uint32_t minutes_recognised = 0;
    bool completed = false;
    bool passed = false;
    bool frozen = false;  // waits for a newer program; neither completed nor passed until then
};

struct UnitCard {
    UnitId unit;
    ModuleId module;
    std::string slug;  // as in COURSE/MODULE/UNIT
    std::string module_slug;
    std::string module_title;
    std::string title;
    content::UnitKind kind = content::UnitKind::page;
    std::uint32_t minutes = 0;
    bool required = true;
    bool opened = false;
    bool completed = false;
    bool here = true;  // its files were downloaded
    std::uint32_t attempts = 0;
    std::uint32_t attempts_open = 0;
    std::optional<content::Share> score;  // best or as the quiz counts
    bool waits_for_marking = false;
    bool frozen = false;  // as in CourseCard
};
struct CourseView {
    CourseCard card;
    std::string summary;
    std::vector<std::string> languages;
    std::vector<UnitCard> units;
};

struct DownloadPart {
    content::ContentPart part;
    std::uint64_t bytes = 0;  // of all its chunks
    bool chosen = true;
    bool held = true;  // wanted with the version that is in use; where none is, every part
};
struct DownloadPlan {
    CourseId course;
    ContentVersion version;
    std::vector<DownloadPart> parts;
    std::uint64_t bytes = 0;  // of the chosen parts
    std::uint64_t bytes_here = 0;
    std::uint64_t chunks_missing = 0;
};

// A version that is on its way: how much it needs as far as that is known, and how much is here.
struct DownloadLine {
    CourseId course;
    std::string slug;
    std::string title;
    ContentVersion version;
    std::uint64_t bytes = 0;
    std::uint64_t bytes_here = 0;
};

struct FileView {
    std::string media_type;
    std::uint64_t size = 0;
};

// Sound or moving pictures, for a player.
struct MediaView {
    std::string path;
    std::string media_type;
    std::uint32_t duration_ms = 0;  // 0: unknown
    std::vector<content::Track> tracks;
    std::string transcript;  // HTML
};

// A page read aloud.
struct NarrationView {
    std::string path;               // of the sound
    std::string marks;              // WebVTT, one cue a sentence
    std::uint32_t duration_ms = 0;  // 0: unknown
};

// Of the learner's own; in the order in which they were written last.
struct NoteView {
    content::NoteId note;
    std::string text;
};

// An assignment: what was handed in last, and what a person said of it.
struct AssignmentView {
    std::uint32_t times = 0;  // how often something was handed in
    UtcMs handed_in;          // by this or another device's clock; zero: nothing yet
    std::string text;
    std::vector<content::FileValue> files;
    std::vector<std::string> feedback;  // HTML
    bool waits_for_person = false;
    bool completed = false;
    content::CompletionKind completed_by = content::CompletionKind::submitted;
};

struct PageView {
    UnitId unit;
    EnrolmentId enrolment;
    ContentVersion version;
    std::string course_title;
    std::string title;
    std::string language;
    content::Direction direction = content::Direction::left_to_right;
    std::string html;
    std::uint32_t blocks = 0;
    std::uint32_t furthest_block = 0;
    bool completed = false;
    bool noted = true;  // that it was opened; false: the disk is full, and one can only read
    content::CompletionKind completed_by = content::CompletionKind::opened;
    std::optional<MediaView> media;
    std::optional<AssignmentView> assignment;
    std::optional<NarrationView> narration;  // whether it is here or not
    std::vector<NoteView> notes;
};

// An attempt that was handed in, and what came of it as far as that is known here.
struct HandedInView {
    content::AttemptId attempt;
    std::uint32_t number = 1;
    bool marked = false;
    bool waits_for_person = false;
    content::Points points;
    content::Points points_max;
    bool passed = false;
};

// A quiz before it is opened: opening a timed one starts its clock.
struct QuizView {
    content::QuizSettings settings;
    std::string title;
    content::RichText introduction;
    std::uint32_t questions = 0;  // in one attempt
    std::uint32_t attempts_used = 0;
    std::optional<std::uint32_t> attempts_left;  // where they are counted
    bool is_open = false;                        // an attempt goes on
    std::vector<HandedInView> handed_in;         // by number
};

struct QuestionView {
    content::QuestionPublic question;  // its text with the data set's values in place
    content::PlannedQuestion plan;
    std::optional<content::Response> answer;  // given last
    std::optional<content::Outcome> outcome;  // practice, when feedback is due
    std::vector<content::RichText> feedback;
    std::vector<content::RichText> hints;     // that wrong answers have earned so far
    std::optional<std::uint32_t> tries_left;  // where the quiz's behaviour counts them
    bool finished = false;                    // takes no more answers
    bool clear_wrong = false;                 // what was wrong is better begun anew
    // How many of its items are right, where the question or its hint tells.
    std::optional<std::pair<std::uint32_t, std::uint32_t>> items_right;
    std::optional<content::Points> points;  // graded: as the site marked it
    std::optional<content::Points> points_max;
    bool by_person = false;  // marked by a person
};
struct AttemptView {
    content::AttemptId attempt;
    EnrolmentId enrolment;
    UnitId unit;
    ContentVersion version;
    std::uint32_t number = 1;
    content::QuizSettings settings;
    std::string title;
    content::RichText introduction;
    std::vector<QuestionView> questions;
    std::uint32_t answered = 0;
    bool submitted = false;
    std::optional<std::uint64_t> time_left_ms;  // of a timed attempt that is open
    bool marked = false;
    bool waits_for_person = false;
    content::Points points;
    content::Points points_max;
    bool passed = false;
};

struct SubmitView {
    content::AttemptId attempt;
    std::string code;  // 8 words of the sealed head's hash; empty until a key seals it
    std::uint32_t answered = 0;
    std::uint32_t unanswered = 0;
    bool marked = false;
    bool waits_for_person = false;
    content::Points points;
    content::Points points_max;
    bool passed = false;
};

// What an attestato still takes: `have` of `need` units, seconds, or parts of a share.
struct MissingView {
    content::Lack what = content::Lack::units;
    std::string unit;  // its title, of a quiz and of what waits for a mark
    std::uint64_t have = 0;
    std::uint64_t need = 0;
};
// An attestato that a site signed, out of the own record or out of a code.
struct AttestationView {
    EnrolmentId enrolment;
    std::string number;
    std::string holder;
    std::string course;
    ContentVersion version;
    std::string edition;
    std::string organisation;
    std::string area;
    std::uint32_t minutes = 0;
    std::optional<std::uint32_t> score_percent;
    std::string from;  // days, as 2026-11-27; empty: none
    std::string until;
    UtcMs completed;
    UtcMs issued;
    SiteId site;
    std::string site_name;
    std::string words;  // of the site: what tells that it is the right one
    std::string code;
    std::string address;    // of the page that checks it, with the code; empty where none is known
    bool is_known = false;  // this device is joined to the very site that signed it
    bool is_revoked = false;
    std::string reason;  // of that
    std::optional<UtcMs> revoked;
};

struct RecordUnit {
    std::string title;
    content::UnitKind kind = content::UnitKind::page;
    bool completed = false;
    std::uint64_t seconds = 0;
    std::uint32_t attempts = 0;
    std::optional<content::Share> score;
    bool waits_for_marking = false;
};
struct RecordCourse {
    CourseCard card;
    std::uint64_t seconds = 0;
    std::uint32_t minutes_earned = 0;  // recognised by now
    std::uint32_t minutes_attended = 0;
    std::uint32_t minutes_declared = 0;
    std::optional<content::Share> score;
    std::vector<RecordUnit> units;
    bool attestation_offered = false;
    std::vector<MissingView> attestation_missing;
    std::vector<AttestationView> attestations;
};
struct Record {
    std::string display_name;
    std::vector<RecordCourse> courses;
    std::uint64_t seconds = 0;
    std::string digest;  // hex of the folds' digest: equal where equal events were folded
};

// A device of a learner: figures are as old as its last exchange.
struct ClassDevice {
    UtcMs joined;  // by which it is told from the others; it has no name
    std::optional<UtcMs> last_contact;
    bool silent = false;  // for a week: what was done on it since may wait there
};
// One learner of an edition, as the site's last word has it.
struct ClassLine {
    EnrolmentId enrolment;
    AccountId account;
    OrganisationId organisation;  // of the learner
    std::string name;             // empty: the site told none yet
    bool active = true;           // enrolled still
    std::uint32_t units_completed = 0;
    std::uint32_t units_required = 0;
    bool completed = false;
    std::optional<content::Share> score;
    bool passed = false;
    std::uint32_t answers = 0;
    std::uint64_t seconds = 0;
    std::uint32_t minutes_attended = 0;
    std::uint32_t minutes_declared = 0;
    std::uint32_t minutes_recognised = 0;
    std::uint32_t units_to_mark = 0;
    bool to_review = false;  // forked or late: a person should look
    std::optional<UtcMs> last_activity;
    // The one heard of last first. Nothing: the site does not say, or did not yet.
    std::optional<std::vector<ClassDevice>> devices;
    // Began and stands still for a week, or no device of theirs was heard of for as long.
    bool needs_help = false;
};
struct ClassView {
    EditionId edition;
    CourseId course;
    std::string title;
    std::string course_title;
    std::string course_slug;
    std::string organisation_name;
    std::string zone;
    content::LocalDate from;
    content::LocalDate until;
    std::vector<ClassLine> lines;  // by name
};

// What the site told the participants of an edition.
struct AnnouncementView {
    content::PostId announcement;
    EditionId edition;
    std::string course_title;  // empty: the course is not described here yet
    std::string title;
    std::string html;
    std::string language;
    UtcMs published;
    UtcMs written;       // later than that: it was corrected
    bool is_new = true;  // this version was not read, on any device of the person
};

// Where the person's wish to be erased at the site stands.
enum class ErasureState : std::uint8_t {
    none = 0,
    asked = 1,     // written here; the site has not got it yet
    received = 2,  // the site has it, and somebody there decides
    refused = 3,   // see the reason
    withdrawn = 4,
    done = 5,  // the site erased the person, whether it was asked for or not
};
std::string_view name_of(ErasureState state);

struct ErasureView {
    ErasureState state = ErasureState::none;
    std::optional<UtcMs> asked;
    std::string words;              // the person's own; may be empty
    std::optional<UtcMs> answered;  // refused or done
    std::string reason;             // of a refusal
};

// A lesson, a workshop or a visit of an edition that this person is in.
struct MeetingView {
    content::MeetingId meeting;
    EditionId edition;
    EnrolmentId enrolment;  // of this person there
    std::string course_slug;
    std::string course_title;  // empty: the course is not described here yet
    std::string title;
    UtcMs starts;
    std::uint32_t minutes = 0;
    std::string zone;  // IANA; that of the place
    std::string place;
    std::string link;
    std::string notes;
    std::string language;
    UtcMs written;
    std::uint32_t change = 0;  // how often it was changed or cancelled since it was planned
    bool cancelled = false;
    std::string reason;                             // of that
    std::optional<std::uint32_t> minutes_attended;  // as a trainer marked it; 0: was not there
    std::uint32_t minutes_declared = 0;             // by the person's own word
    bool may_declare = false;  // it has begun, and nobody has marked who was there
};

struct Status {
    Person person;
    std::uint64_t events_unsent = 0;
    std::uint64_t segments_unsent = 0;
    std::uint64_t bytes_unsent = 0;
    std::optional<UtcMs> oldest_unsent;
    std::uint64_t events_durable = 0;
    std::uint64_t events_archived = 0;  // of these: in a verified copy off the site's machine
    std::uint64_t chunks_wanted = 0;
    std::uint64_t bytes_wanted = 0;
    std::uint64_t parcels_for_others = 0;
    std::uint64_t held = 0;         // came, and waits for an earlier part or a key
    std::uint64_t frozen = 0;       // subjects that wait for a newer program
    std::uint64_t quarantined = 0;  // authentic, but not understood: kept, retried after an upgrade
    std::optional<UtcMs> last_receipt;
    std::optional<exchange::SafetyLevel> level;
    std::optional<UtcMs> last_heard;   // from the site, by its clock and to the minute
    std::uint64_t events_carried = 0;  // of those unsent: a hub says that it has them
    std::optional<UtcMs> carried_at;   // by its clock
    std::uint64_t cache_bytes = 0;
    std::uint64_t cache_budget = 0;
    std::uint64_t progress_bytes = 0;
    std::uint64_t events_pruned = 0;  // old ones, in sealed form alone; they take little room
    bool needs_newer_program = false;
    bool revoked = false;
    std::uint64_t root_changes = 0;  // of the site's root key that this device followed
    std::uint64_t announcements_new = 0;
    ErasureView erasure;
    bool teaches = false;  // the site told this person of others: has a role above a learner's
    std::vector<std::string> notices;
};

struct DeviceLine {
    DeviceId device;
    bool this_one = false;
    bool revoked = false;
    UtcMs joined;
    DeviceId before;  // that it goes on from, since it was copied; zero: none
    // Of this very device: events that the site has, and how many of them are archived.
    std::uint64_t events_durable = 0;
    std::uint64_t events_archived = 0;
};

}  // namespace approdo::client
