#include "server/hub_routes.hpp"

#include "server/app/chunk_routes.hpp"
#include "server/app/join_page.hpp"

namespace approdo::server {

app::Router hub_routes(const HubRouteParts& parts) {
    app::Router router;
    app::Hub& hub = parts.hub;
    router.post(
        "/sync/v1", app::Access::open,
        [&hub](const app::Request& request) { return hub.exchange(request); },
        limits::exchange_body_max);
    app::add_chunk_routes(router, {SiteId{}, [&hub](const ChunkId& id) { return hub.chunk(id); },
                                   parts.chunks, parts.workers});
    app::add_join_page(router);
    return router;
}

}  // namespace approdo::server
