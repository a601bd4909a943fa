// Asks the site which of the segments in a hub's outbox it has already, by digests first, and makes
// parcels without these. It reads nothing but segment headers.
#pragma once

#include <functional>
#include <set>

#include "server/app/hub_parcels.hpp"
#include "sync/exchange/compare.hpp"

namespace approdo::app {

// A question of exchange/compare.hpp as a parcel; the site's answer.
using AskFrontier = std::function<Result<exchange::WholeParcel>(const Bytes& question)>;

// Frames of those segments that the site has for certain. An error: it cannot be told now, so
// everything goes.
Result<std::set<Hash>> held_at_site(const std::vector<SeenSegment>& segments, const SiteId& site,
                                    const AskFrontier& ask);

// The parcel with hashes in the place of these frames. Its hello still holds.
Bytes without(const exchange::WholeParcel& parcel, const std::set<Hash>& held);

}  // namespace approdo::app
