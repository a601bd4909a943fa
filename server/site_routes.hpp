// All routes of a site's public address in one table. docs/openapi.json describes them; a test
// compares the two.
#pragma once

#include "server/app/chunk_cache.hpp"
#include "server/app/draft_folder.hpp"
#include "server/app/router.hpp"
#include "server/app/site.hpp"
#include "server/app/upload_folder.hpp"
#include "server/app/web_app.hpp"
#include "server/app/worker_pool.hpp"

namespace approdo::server {

// All of it outlives the router.
struct SiteRouteParts {
    app::Site& site;
    app::UploadFolder& uploads;
    app::DraftFolder& drafts;
    app::ChunkCache& chunks;
    app::WorkerPool& workers;
    std::string public_address;
    bool uses_tls = true;
    // Without it, a plain page says at /join how to go on with the program.
    std::shared_ptr<const approdo::web::WebApp> web = nullptr;
};

app::Router site_routes(const SiteRouteParts& parts);

}  // namespace approdo::server
