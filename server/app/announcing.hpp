// Announcements to an edition's participants: events in the edition's scope, which every device of
// every participant gets with its next exchange. The last version of an announcement holds; one
// without words is withdrawn. A correction carries the state of what its author saw, so that nobody
// writes over what somebody else wrote meanwhile. Who may do this is the caller's to check.
#pragma once

#include "server/app/scribe.hpp"
#include "server/app/teaching_rows.hpp"

namespace approdo::app {

class Announcing {
  public:
    Announcing(Scribe& scribe, Clock& clock, Random& random)
        : scribe_(scribe), clock_(clock), random_(random) {}

    // Those that hold, the newest first.
    std::vector<AnnouncementRow> list(store::Session& session, const EditionId& edition);
    Result<AnnouncementRow> announce(store::Session& session, const EditionId& edition,
                                     const AccountId& by, const NewAnnouncement& wish);
    // conflict: it was corrected or withdrawn meanwhile.
    Result<AnnouncementRow> correct(store::Session& session, const EditionId& edition,
                                    const content::PostId& id, const Hash& state,
                                    const AccountId& by, const NewAnnouncement& wish);
    Result<void> withdraw(store::Session& session, const EditionId& edition,
                          const content::PostId& id, const Hash& state, const AccountId& by);

  private:
    Result<AnnouncementRow> find(store::Session& session, const EditionId& edition,
                                 const content::PostId& id, const Hash& state);
    Result<AnnouncementRow> write(store::Session& session, const EditionId& edition,
                                  content::Announcement said);

    Scribe& scribe_;
    Clock& clock_;
    Random& random_;
};

}  // namespace approdo::app
