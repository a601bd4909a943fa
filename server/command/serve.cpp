// `serve`: the site's server in the foreground, as systemd or a terminal runs it.
#include <filesystem>
#include <sstream>

#include "server/app/importing.hpp"
#include "server/command/site_command.hpp"
#include "server/control.hpp"
#include "server/program.hpp"
#include "server/service.hpp"
#include "server/site_routes.hpp"
#include "server/system_clock.hpp"
#include "sync/crypto/random.hpp"

namespace approdo::server {

namespace {

constexpr std::size_t chunk_cache_bytes = 64 * limits::mib;

// A site that is being served, with what its routes need; lives until the last request is answered.
struct Served {
    crypto::SystemRandom random;
    SystemClock clock{random};
    std::unique_ptr<app::Site> site;
    std::unique_ptr<app::UploadFolder> uploads;
    app::ImportRunner importer;
    std::unique_ptr<app::DraftFolder> drafts;
    app::ChunkCache chunks{chunk_cache_bytes};
    std::unique_ptr<ControlServer> control;
};

ControlReply run_for_another(Context& context, app::Site& site, const std::string& address,
                             const ControlRequest& request) {
    std::istringstream in(request.input);
    std::ostringstream out;
    std::ostringstream err;
    const Surroundings around{context.around.door, &site, address, request.folder, &context.config};
    ControlReply reply;
    reply.code = run_program(request.arguments, context.environment,
                             {in, out, err, request.shows_pictures}, around);
    reply.out = out.str();
    reply.err = err.str();
    return reply;
}

std::vector<app::Figure> figures_of(app::Site& site, const app::ChunkCache& chunks) {
    std::vector<app::Figure> figures = site.figures();
    const auto counts = chunks.counts();
    figures.push_back({"approdo_chunk_cache_hits_total", "Chunks answered from memory", true,
                       static_cast<double>(counts.hits)});
    figures.push_back({"approdo_chunk_cache_misses_total", "Chunks read from disk or not here",
                       true, static_cast<double>(counts.misses)});
    figures.push_back({"approdo_chunk_cache_bytes", "Chunks held in memory", false,
                       static_cast<double>(counts.bytes)});
    return figures;
}

bool uses_tls(const Config& config) {
    return !config.text("tls-cert").empty() || config.yes("behind-proxy");
}

// Nothing, where there is no app and none was asked for.
Result<std::shared_ptr<const web::WebApp>> web_app(const Config& config) {
    const std::string& wish = config.text("web");
    const std::filesystem::path folder =
        wish.empty() ? web::WebApp::folder_beside_program() : std::filesystem::path(wish);
    if (wish == "off" || folder.empty()) return std::shared_ptr<const web::WebApp>{};
    return web::WebApp::read(folder);
}

Result<ServiceRoutes> open_and_route(Context& context, Served& served, ServiceParts parts) {
    APPRODO_TRY(const std::filesystem::path folder, data_folder(context));
    const auto report = [&log = parts.log](const std::string& text) {
        log.write(app::LogLevel::error, "fault", {{"what", text}});
    };
    APPRODO_TRY(served.site,
                context.around.door.open({folder, served.clock, served.random, report}));
    served.uploads = std::make_unique<app::UploadFolder>(folder / "uploads", served.random,
                                                         app::UploadFolder::Limits{});
    served.drafts = std::make_unique<app::DraftFolder>(
        folder / "drafts", served.random, served.clock,
        [&importer = served.importer](const std::filesystem::path& draft, const std::string& file,
                                      const AccountId& owner) { importer.run(draft, file, owner); },
        app::DraftFolder::Limits{});
    APPRODO_TRY(const auto web, web_app(context.config));
    ServiceRoutes routes;
    routes.router =
        site_routes({*served.site, *served.uploads, *served.drafts, served.chunks, parts.workers,
                     context.config.text("public-url"), uses_tls(context.config), web});
    routes.authenticate = [&site = *served.site](std::string_view token) {
        return site.authenticate(token);
    };
    routes.listening = [&context, &served, folder](const std::string& address) {
        served.control = std::make_unique<ControlServer>(
            folder, [&context, &served, address](const ControlRequest& request) {
                return run_for_another(context, *served.site, address, request);
            });
    };
    routes.finish = [&served] {
        served.control.reset();
        served.importer.stop();
        served.drafts->stop();
        served.site->close();
    };
    parts.metrics.add_source([&served] { return figures_of(*served.site, served.chunks); });
    return routes;
}

ExitCode serve(Context& context) {
    Served served;
    return run_service(context,
                       [&](ServiceParts parts) { return open_and_route(context, served, parts); });
}

}  // namespace

void add_serve_command(CommandTree& tree) {
    Command command = tree.leaf(tree.root(), "serve", "answer learners until stopped", serve);
    for (const char* name :
         {"listen", "admin", "public-url", "tls-cert", "tls-key", "behind-proxy", "workers",
          "connections-max", "queue-max", "drain-seconds", "log-file", "log-level", "web"})
        tree.setting(command, name);
}

}  // namespace approdo::server
