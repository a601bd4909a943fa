// Takes away for good what somebody has a right to have erased: the payload of one event, or a
// person with everything that is kept of it. The chain of hashes stays whole: an event keeps its
// header and its hash, a segment becomes a redacted one or a stub. What was erased stands in a list
// that the site signed, and goes again wherever it turns up: in a segment that a device resends, in
// a restored backup. LocalSite, Folding and the restore are its callers, inside their transactions.
#pragma once

#include <set>

#include "content/model/learning.hpp"
#include "server/app/scribe.hpp"
#include "sync/log/erasure.hpp"

namespace approdo::app {

class Erasing {
  public:
    Erasing(const SiteKeys& keys, Clock& clock, Random& random, Scribe& scribe)
        : keys_(keys), clock_(clock), random_(random), scribe_(scribe) {}

    // An event that the person wrote, or that the site wrote to the person. not_found; conflict: it
    // is gone already; forbidden: the site itself goes by it.
    Result<void> erase_event(store::Session& session, const AccountId& account, const Hash& event);
    void erase_person(store::Session& session, const AccountId& account);

    // What the site signed once and may have forgotten since. unauthentic: it did not.
    Result<void> take(store::Session& session, const log::SignedErasure& record);
    // The same, from the site's own log.
    void learn(store::Session& session, const content::Erased& said);
    // True: the segment held something that is on the list; it was redacted and arrives again.
    bool sweep(store::Session& session, const exchange::StreamId& stream,
               const log::Segment& segment, const log::OpenedSegment& opened);

  private:
    struct Place {
        LogId log;
        Seq seq;
        Hash event;
    };
    log::SignedErasure record_of(const Place& place) const;
    // Wherever it stands: a copied log has it in several streams. The scope it was found in.
    std::optional<ScopeId> redact_everywhere(store::Session& session, const Place& place);
    void redact(store::Session& session, const exchange::StreamId& stream,
                const log::Segment& segment, const log::OpenedSegment& opened,
                const std::vector<std::size_t>& positions);
    void tell(store::Session& session, const ScopeId& scope, const std::vector<Place>& places);
    void erase_statuses(store::Session& session, const AccountId& account);
    void erase_statuses_in(store::Session& session, const ScopeId& scope,
                           const std::set<EnrolmentId>& enrolments);
    void forget_mail(store::Session& session, const AccountId& account);

    const SiteKeys& keys_;
    Clock& clock_;
    Random& random_;
    Scribe& scribe_;
};

// The list as a file beside the database, as backups take it along: a parcel of signed records.
Bytes erasure_list(store::Session& session, const SiteId& site);
Result<std::vector<log::SignedErasure>> read_erasure_list(ByteView file, const SiteId& site);

}  // namespace approdo::app
