// Folds what arrived into the learners' records and the status of each enrolment, behind the
// acknowledgement. The same pure folds as on the laptop; what cannot be folded goes to quarantine
// with its reason. Everything here can be thrown away and made again from the segments (rebuild),
// with the same digests.
#pragma once

#include <set>

#include "server/app/attesting.hpp"
#include "server/app/erasing.hpp"
#include "server/app/marking.hpp"
#include "server/app/package_shelf.hpp"
#include "server/app/recovery.hpp"
#include "server/app/revoking.hpp"
#include "server/app/staff_scopes.hpp"

namespace approdo::app {

class Folding {
  public:
    Folding(Marking& marking, Attesting& attesting, PackageShelf& packages, Revoking& revoking,
            Erasing& erasing, Recovery& recovery, StaffScopes& staff)
        : marking_(marking),
          attesting_(attesting),
          packages_(packages),
          revoking_(revoking),
          erasing_(erasing),
          recovery_(recovery),
          staff_(staff) {}

    struct Progress {
        std::uint64_t segments = 0;
        std::uint64_t events = 0;
        bool more = false;
    };
    // The next segments in order of arrival, at most `segments_max`.
    Progress fold_next(store::Session& session, std::size_t segments_max);
    // Grades that were given stay as they are.
    Progress fold_all_again(store::Session& session);
    // One learner's record from all that has arrived, ahead of its turn, kept like any other: for
    // whoever decides on it now. Its turn finds it there and changes nothing.
    content::LearnerRecord fold_now(store::Session& session, const ScopeId& scope);
    // Of all records, in a fixed order.
    static Hash digest(store::Session& session);

  private:
    bool is_outdated(store::Session& session);
    static void note_version(store::Session& session);

    using Records = std::map<ScopeId, content::LearnerRecord>;

    void fold_segment(store::Session& session, const store::StoredSegment& stored, Records& records,
                      Progress& progress);
    // One learner's record anew, from every segment that counts.
    content::LearnerRecord fold_learner(store::Session& session, const ScopeId& scope);
    void fold_events(store::Session& session, const store::StoredSegment& stored,
                     const log::Segment& segment, const log::OpenedSegment& opened,
                     content::LearnerRecord& record);
    void learn(store::Session& session, const log::Event& event, const ScopeId& scope);
    // What follows from a record: marks where none is, or also those that would be others now.
    enum class Effects : std::uint8_t { missing, all };
    void store_records(store::Session& session, const Records& records, Effects effects);
    void store_status(store::Session& session, const store::EnrolmentStatus& status);
    store::EnrolmentStatus status_of(store::Session& session, const store::Enrolment& enrolment,
                                     const content::LearnerRecord& record);

    Marking& marking_;
    Attesting& attesting_;
    PackageShelf& packages_;
    Revoking& revoking_;
    Erasing& erasing_;
    Recovery& recovery_;
    StaffScopes& staff_;
    std::set<ScopeId> changed_;  // where something that was folded no longer counts
    bool has_erasures_ = false;  // seen at the beginning of a batch
};

}  // namespace approdo::app
