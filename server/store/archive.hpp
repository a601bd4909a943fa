// How much of what arrived is in a verified copy off the machine. One number for the whole site: a
// copy holds everything that had arrived by the moment at which it was made. It never goes back: a
// site that was restored holds what its copy holds, and what was archived by then is older.
#pragma once

#include "server/store/store.hpp"

namespace approdo::store {

Position archived_to(Session& session);
void put_archived_to(Session& session, Position position);

// What a copy of the database says of itself. Positions of two sites, or of one site before and
// after it was restored, say nothing of one another.
struct CopyMark {
    Position newest;
    ServerEpoch epoch;
    OrganisationId site;  // the root of its tree of organisations
    bool operator==(const CopyMark&) const = default;
};
CopyMark mark_of(Session& session);

}  // namespace approdo::store
