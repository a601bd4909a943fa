// All routes of a hub's public address: what devices ask of a site and a hub can stand in for, and
// nothing else.
#pragma once

#include "server/app/chunk_cache.hpp"
#include "server/app/hub.hpp"
#include "server/app/router.hpp"
#include "server/app/worker_pool.hpp"

namespace approdo::server {

// All of it outlives the router.
struct HubRouteParts {
    app::Hub& hub;
    app::ChunkCache& chunks;
    app::WorkerPool& workers;
};

app::Router hub_routes(const HubRouteParts& parts);

}  // namespace approdo::server
