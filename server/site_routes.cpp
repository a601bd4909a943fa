#include "server/site_routes.hpp"

#include "server/app/api_routes.hpp"
#include "server/app/chunk_routes.hpp"
#include "server/app/draft_routes.hpp"
#include "server/app/join_page.hpp"
#include "server/app/site_json.hpp"
#include "server/app/upload_routes.hpp"

namespace approdo::server {

app::Router site_routes(const SiteRouteParts& parts) {
    app::Router router;
    app::Site& site = parts.site;
    const app::ApiOptions options{parts.public_address, parts.uses_tls};
    app::add_sync_route(router, site);
    app::add_chunk_routes(
        router, {site.id(), [&site](const ChunkId& id) { return site.chunk(id); }, parts.chunks,
                 parts.workers, [&site](const ChunkId& id) { return site.chunk_file(id); }});
    app::add_session_routes(router, site);
    app::add_people_routes(router, site, options);
    app::add_course_routes(router, site);
    app::add_teaching_routes(router, site);
    app::add_meeting_routes(router, site);
    app::add_attestation_routes(router, site, options);
    app::add_upload_routes(
        router, parts.uploads,
        [&site](const app::Caller& caller,
                const std::filesystem::path& file) -> Result<boost::json::value> {
            APPRODO_TRY(const app::PublishedPackage package,
                        site.take_package(app::Actor::of(caller), file));
            return boost::json::value(app::to_json(package));
        });
    app::add_draft_routes(router, site, parts.uploads, parts.drafts);
    if (parts.web) {
        app::add_web_app(router, parts.web);
    } else {
        app::add_join_page(router);
    }
    return router;
}

}  // namespace approdo::server
