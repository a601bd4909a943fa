// Meetings of an edition: lessons, workshops, visits. They are events in the edition's scope, which
// every device of every participant gets with its next exchange. The last version of a meeting
// holds; planned anew, a cancelled one takes place after all. A change carries the state of what
// its author saw. Who may do this is the caller's to check.
#pragma once

#include <vector>

#include "server/app/meeting_rows.hpp"
#include "server/app/scribe.hpp"

namespace approdo::app {

class MeetingBook {
  public:
    MeetingBook(Scribe& scribe, Clock& clock, Random& random)
        : scribe_(scribe), clock_(clock), random_(random) {}

    // By their beginning, cancelled ones among them.
    std::vector<MeetingRow> list(store::Session& session, const EditionId& edition);
    Result<MeetingRow> find(store::Session& session, const EditionId& edition,
                            const content::MeetingId& id);
    Result<MeetingRow> plan(store::Session& session, const EditionId& edition, const AccountId& by,
                            const NewMeeting& wish);
    // conflict: it was changed or cancelled meanwhile.
    Result<MeetingRow> change(store::Session& session, const EditionId& edition,
                              const content::MeetingId& id, const Hash& state, const AccountId& by,
                              const NewMeeting& wish);
    Result<MeetingRow> cancel(store::Session& session, const EditionId& edition,
                              const content::MeetingId& id, const Hash& state, const AccountId& by,
                              const std::string& reason);

  private:
    Result<MeetingRow> find_unchanged(store::Session& session, const EditionId& edition,
                                      const content::MeetingId& id, const Hash& state);
    Result<MeetingRow> write(store::Session& session, content::MeetingPlanned said,
                             const AccountId& by);
    UtcMs after(UtcMs written) const;

    Scribe& scribe_;
    Clock& clock_;
    Random& random_;
};

}  // namespace approdo::app
