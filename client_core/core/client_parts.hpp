// What the facade is made of; only client_*.cpp include it. Each function here serves several
// verbs.
#pragma once

#include "client_core/core/chosen_files.hpp"
#include "client_core/core/client.hpp"
#include "client_core/core/package_shelf.hpp"
#include "client_core/core/review_deck.hpp"
#include "client_core/core/scratch_store.hpp"

namespace approdo::client {

// A unit of an enrolment, in the version that is in use or that an attempt is pinned to.
struct Place {
    EnrolmentId enrolment;
    ChannelId channel;
    ContentVersion version;
    const content::EnrolmentRecord* record = nullptr;
    const OpenPackage* package = nullptr;
    const content::Module* module = nullptr;
    const content::Unit* unit = nullptr;
    bool frozen = false;
};

struct EnrolledCourse {
    EnrolmentId id;
    const content::EnrolmentRecord* record = nullptr;
    bool frozen = false;  // all of it: see content::LearnerRecord
    const content::Enrolled& enrolled() const { return record->enrolled.value; }
};

struct Client::Parts {
    Parts(Host host_given, sql::Database progress_file, sql::Database cache_file);

    // After joining, and after each start of a joined device.
    void become_joined();
    // With the keys and the certificate that it got since it was copied.
    void go_on_as_another();
    Result<void> need_joined() const;
    Result<void> need_unjoined() const;
    void keep(Identity fresh);
    void keep_asking(Identity fresh, ByteView parcel);
    Result<JoinStage> refuse(const exchange::JoinAnswer& answer);
    Result<JoinStage> accept(const exchange::JoinAnswer& answer, const log::RootChain& roots);
    exchange::ClientSession& session() { return *session_; }

    // New events folded, new heads taken, completions that follow from grades written.
    void refresh();
    void flush_activity();
    // A few old events with each exchange: see PrunedStore.
    void prune();
    std::vector<AnnouncementView> announcements();
    ErasureView erasure();
    std::vector<MeetingView> meetings();
    // Whoever has a status here is called by name once the site told it.
    void need_names();
    PackageShelf::Pinned pinned();

    std::vector<EnrolledCourse> enrolled_courses();
    Result<EnrolledCourse> find_course(std::string_view name);
    Result<Place> find_unit(std::string_view name);
    // invalid_input: a unit of another kind.
    Result<Place> find_quiz(std::string_view name);
    CourseCard card_of(const EnrolledCourse& course);
    // The version in use; missing: nothing of the course is here.
    Result<const OpenPackage*> package_of(std::string_view course);

    NewEvent event_on(const Place& place, log::EventType type, Bytes payload) const;
    // The `completed` event, when the unit's rule is fulfilled and no such event is there.
    std::optional<NewEvent> completion(const Place& place, content::CompletionKind reached,
                                       std::uint64_t seconds) const;
    std::uint64_t seconds_on(const Place& place);
    // A parcel of this device itself, or for it and taken already, that came back on a stick.
    bool is_own_output(const exchange::WholeParcel& parcel);

    Host host;
    CacheStore cache;
    ProgressStore progress;
    Folding folding;
    PackageShelf shelf;
    ScratchStore scratch;
    std::optional<Identity> identity;
    std::optional<crypto::BoxKey> device_box;
    std::optional<crypto::BoxKey> account_box;
    std::vector<Error> refused_heads;
    std::map<ChannelId, Deck> decks;  // as asked for last; forgotten when content came
    ChosenFiles chosen;
    std::vector<std::int64_t> offered;  // carried parcels that the shell has in its hands

  private:
    void settle_completions();
    std::size_t named_statuses_ = 0;  // how many there were when names were asked for last
    std::optional<exchange::ClientSession> session_;
};

// client_study.cpp: what was begun may be ended; nothing new is begun on grounds that are not
// understood.
Result<void> need_thawed(const Place& place);

// client_handed.cpp
AssignmentView assignment_on(const Place& place);

// client_notes.cpp
std::vector<NoteView> notes_on(const Place& place);

// client_record.cpp: where a course stands, also one that was left.
RecordCourse record_of(Client::Parts& parts, const EnrolledCourse& course);

// client_attestations.cpp: what of a course's record is about its attestato.
void add_attestations(Client::Parts& parts, const EnrolledCourse& course, RecordCourse& record);

// client_media.cpp
MediaView media_view(const Place& place, const content::Variant& variant);
// Nothing where the page is not read aloud.
std::optional<NarrationView> narration_view(const content::Variant& variant);

}  // namespace approdo::client
