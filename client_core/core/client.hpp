// The client's facade: everything that a shell (the command, a web page's worker, a desktop window)
// asks of the core, as a list of verbs. It owns the two encrypted databases and does no other I/O:
// the shell carries parcels and chunks, shows views, and gives clock and randomness. When a verb
// that records something returns, it is on the disk. One client belongs to one thread; a second one
// on the same folder is refused by the shell's lock.
#pragma once

#include <memory>
#include <span>

#include "client_core/core/key_slots.hpp"
#include "client_core/core/publishing.hpp"
#include "client_core/core/review_views.hpp"
#include "sync/exchange/join.hpp"

namespace approdo::client {

struct Host {
    Clock* clock = nullptr;
    Random* random = nullptr;
    crypto::PasswordCost cost = crypto::release_cost();
    std::string folder;  // holds progress.db and cache.db
    std::string vfs;     // SQLite's name of the storage; empty: the platform's
    bool exclusive = false;
    std::string language = "it";  // that units are shown in, where they have it
    // The record is kept each time that at least as many events were folded onto it, so that the
    // next start begins there; folding as many takes a few milliseconds.
    std::int64_t record_kept_every = 2'000;
    // Events that are older stand in their sealed segments alone, once they are in the kept record.
    std::uint64_t prune_age_ms = limits::prune_age_ms;
};

class Client {
  public:
    // Opens the databases, making them if they are not there. locked: not this key.
    static Result<std::unique_ptr<Client>> open(Host host, const crypto::SymmetricKey& key);
    ~Client();

    // --- Joining: each verb gives a parcel for the site. A request with an invitation that was not
    // answered yet is given again as it was, so that it is accepted once however often it is sent.
    Result<Bytes> join_request(std::string_view link, std::string_view user_name,
                               ByteView passphrase);
    Result<Bytes> salt_request(std::string_view link, std::string_view user_name);
    Result<Bytes> sign_in_request(ByteView passphrase);
    Result<JoinStage> join_answer(ByteView parcels);
    // The request that waits for its answer, to be carried again; empty: none.
    Bytes pending_join();
    Person person();
    // The language that units are shown in from now on, where they have it.
    void speak(std::string_view language);

    // --- Exchange ---
    // A parcel to the site with what waits.
    Result<Bytes> output();
    // What comes back: an HTTP answer, or a file with parcels for anybody. Those for others are
    // kept to be carried on, unread.
    Result<SyncReport> receive(ByteView parcels);
    // Parcels that are carried to the site for others, a few at a time; empty: none. Once the site
    // took them, and its answers went to receive(), say so.
    Result<Bytes> carried_output();
    void carried_was_taken();
    // For a stick: everything that waits, however much, and what is carried for others.
    Result<Bytes> export_parcels();
    void link_failed();
    bool exchange_due();

    // --- Courses and downloads ---
    Result<std::vector<CourseCard>> courses();
    Result<CourseView> course(std::string_view name);
    Result<DownloadPlan> plan_download(std::string_view course,
                                       const std::vector<content::ContentPart>& parts);
    // Remembers what is wanted; chunks then come by put_chunk() in any order and over any number
    // of starts of the program.
    Result<DownloadPlan> begin_download(std::string_view course,
                                        const std::vector<content::ContentPart>& parts);
    // What is on its way, course by course.
    Result<std::vector<DownloadLine>> downloads();
    std::vector<ChunkId> wanted_chunks(std::size_t count_max);
    Result<void> put_chunk(const ChunkId& id, ByteView sealed);
    // All chunks of parcels, as POST /chunks answers; how many were wanted and sound.
    Result<std::size_t> put_chunks(ByteView parcels);
    // Switches every course whose chunks are all there to its new version, and follows the trees of
    // those that are not: call it after chunks came, until nothing more is wanted.
    Result<std::size_t> advance_downloads();
    // Wants no more of what is on its way. The version in use stays, and so does what came of it.
    Result<void> cancel_download(std::string_view course);
    // Takes the content off this device; what was learned stays. conflict: an attempt is open on
    // it.
    Result<void> remove_download(std::string_view course);
    void set_cache_budget(std::uint64_t bytes);
    // Of the version in use. A part may be shorter than was asked, at the end of the file.
    Result<FileView> file_info(std::string_view course, std::string_view path);
    Result<Bytes> file_part(std::string_view course, std::string_view path, std::uint64_t offset,
                            std::size_t size);
    Result<Bytes> file(std::string_view course, std::string_view path);

    // --- Study. A unit is COURSE/UNIT or COURSE/MODULE/UNIT. ---
    Result<PageView> read(std::string_view unit);
    // True: this completed the unit.
    Result<bool> page_turn(std::string_view unit, std::uint32_t furthest_block,
                           std::uint32_t seconds);
    Result<void> declare_completed(std::string_view unit);
    // A stretch of sound or moving pictures that was played. True: this completed the unit.
    Result<bool> media_seen(std::string_view unit, std::uint32_t from_ms, std::uint32_t to_ms);
    // The learner's own notes on a unit.
    Result<std::vector<NoteView>> notes(std::string_view unit);
    // A new one, or over an earlier one of this unit, which no words take away. All that are there
    // after it.
    Result<std::vector<NoteView>> write_note(std::string_view unit,
                                             const std::optional<content::NoteId>& earlier,
                                             std::string_view text);
    // What a quiz is like, before it is opened.
    Result<QuizView> quiz(std::string_view unit);
    // Goes on with an open attempt, or opens a new one.
    Result<AttemptView> open_quiz(std::string_view unit);
    Result<AttemptView> attempt(const content::AttemptId& attempt);
    Result<QuestionView> answer(const content::AttemptId& attempt, const QuestionId& question,
                                const content::Response& response, std::uint64_t duration_ms);
    Result<SubmitView> submit(const content::AttemptId& attempt);
    // A file to be named, by the hash that comes back, in an answer or in what is handed in: that
    // alone writes it. Until then it is in memory, and the program's end forgets it.
    Result<content::FileValue> choose_file(std::string_view name, std::string_view media_type,
                                           ByteView bytes);
    // An assignment's words and files; again as often as one likes, the last time counts.
    Result<AssignmentView> hand_in(std::string_view unit, std::string_view text,
                                   std::span<const Hash> files);
    // The bytes of a file that an answer of this person names. missing: they are not here yet.
    Result<Bytes> handed_file(const Hash& content);

    // What the site told the participants of this person's editions, the newest first.
    Result<std::vector<AnnouncementView>> announcements();
    // This version of it was read; on all devices of the person, once they synced.
    Result<void> announcement_read(const content::PostId& id);
    // Meetings of this person's editions by their beginning, past and cancelled ones among them.
    Result<std::vector<MeetingView>> meetings();
    // One as a calendar takes it in (RFC 5545), or all that are not over.
    Result<std::string> calendar(const std::optional<content::MeetingId>& meeting);
    // The person's own word of having been there; a trainer's mark stands before it. conflict: it
    // has not begun, was cancelled, or is marked.
    Result<void> declare_attended(const content::MeetingId& meeting, std::uint32_t minutes);
    // --- Spaced repetition, of practice questions that were met in their quiz already ---
    // What is due today, with at most so many of the next questions.
    Result<ReviewsView> reviews(std::size_t cards_max);
    Result<ReviewCard> review(const QuestionId& question);
    // `number` as the card had it; no response: the learner does not know. It is a review at once,
    // rated by how right it was. conflict: it was answered meanwhile, here or on another device.
    Result<ReviewedView> answer_review(const QuestionId& question, std::uint32_t number,
                                       const content::Response& response);
    // What the learner says of a review afterwards; what was wrong cannot be said to be known.
    Result<ReviewChoice> rate_review(const content::ReviewId& review, content::Rating rating);

    // --- One's own data ---
    // All that this device holds of its person, as docs/my-data.md describes it. `of_site`: what
    // the site answered when it was asked for the rest, as JSON; empty: nobody asked it.
    Result<std::string> my_data(std::string_view of_site);
    // The site is asked to erase the person, with the next exchange. conflict: it was asked, or
    // did so. What this device holds stays until its person takes it away.
    Result<ErasureView> ask_erasure(std::string_view words);
    // not_found: nothing is asked.
    Result<ErasureView> withdraw_erasure();
    Result<ErasureView> erasure();

    Result<Record> record();
    // The own attestato of a course that holds. missing: not earned, or not issued yet.
    Result<AttestationView> attestation(std::string_view course);
    // What a code says, and whether this device knows the site that signed it. malformed: no code;
    // unauthentic: it was changed, or somebody else took the site's name.
    Result<AttestationView> verify(std::string_view code);
    // The same where nobody is joined: whoever looks compares the words.
    static Result<AttestationView> verify_for_anybody(std::string_view code);
    // How the editions are doing that this person's roles let it see, as last told by the site; of
    // one course or edition, by its name or id, or of all.
    Result<std::vector<ClassView>> classes(std::string_view course);
    Result<Status> status();
    Result<std::vector<DeviceLine>> devices();
    // What is wrong with the stores, in words; empty: nothing.
    std::vector<std::string> check();

    // For trainers: makes a version of the course and writes it out as one parcel for the site.
    Result<PublishView> publish(const content::AuthoredCourse& course, package::FileSource& files,
                                const PublishWish& wish, const WriteOut& write);
    // What a session with the site's HTTP interface asks of the passphrase; the stretching is the
    // account's. Stays on the device of whoever typed it but for the sign-in itself.
    // What the site is to keep of the account under another passphrase; its key stays the same.
    Result<exchange::AccountSecrets> secrets_under(ByteView passphrase);
    static crypto::AuthSecret sign_in_secret(ByteView passphrase, const crypto::Salt& salt,
                                             crypto::PasswordCost cost);

    struct Parts;  // client_parts.hpp; for the core's own files

  private:
    explicit Client(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace approdo::client
