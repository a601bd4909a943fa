// Folds what arrived into the learners' records and the status of each enrolment, behind the
// acknowledgement. The same pure folds as on the laptop; what cannot be folded goes to quarantine
// with its reason. Everything here can be thrown away and made again from the segments (rebuild),
// with the same digests.
#pragma once

#include "server/app/marking.hpp"
#include "server/app/package_shelf.hpp"

namespace approdo::app {

class Folding {
  public:
    Folding(Marking& marking, PackageShelf& packages) : marking_(marking), packages_(packages) {}

    struct Progress {
        std::uint64_t segments = 0;
        std::uint64_t events = 0;
        bool more = false;
    };
    // The next segments in order of arrival, at most `segments_max`.
    Progress fold_next(store::Session& session, std::size_t segments_max);
    // Without their effects: grades that were given stay as they are.
    Progress fold_all_again(store::Session& session);
    // Of all records, in a fixed order.
    static Hash digest(store::Session& session);

  private:
    void fold_segment(store::Session& session, const store::StoredSegment& stored,
                      std::map<ScopeId, content::LearnerRecord>& records, Progress& progress);
    void store_records(store::Session& session,
                       const std::map<ScopeId, content::LearnerRecord>& records, bool with_effects);
    store::EnrolmentStatus status_of(store::Session& session, const store::Enrolment& enrolment,
                                     const content::LearnerRecord& record);

    Marking& marking_;
    PackageShelf& packages_;
};

}  // namespace approdo::app
