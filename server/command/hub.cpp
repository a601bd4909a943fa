// `hub`: stores and forwards sealed parcels and chunks for a site that is often out of reach.
#include <atomic>
#include <chrono>

#include "server/app/hub.hpp"
#include "server/command/site_command.hpp"
#include "server/hub_routes.hpp"
#include "server/net/upstream.hpp"
#include "server/service.hpp"
#include "server/system_clock.hpp"
#include "sync/crypto/random.hpp"

namespace approdo::server {

namespace {

constexpr std::size_t chunk_cache_bytes = 32 * limits::mib;
constexpr auto pass_on_every = std::chrono::seconds(15);
// After a failure the site is left alone for this long, so that nobody waits for it in vain.
constexpr auto pause_after_failure = std::chrono::seconds(5);

struct Hubbed {
    std::unique_ptr<app::HubFolder> folder;
    crypto::SystemRandom random;
    SystemClock clock{random};
    std::unique_ptr<app::Hub> hub;
    app::ChunkCache cache{chunk_cache_bytes};
};

std::int64_t steady_ms() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

app::AskSite asker(net::Upstream upstream) {
    auto next_try_ms = std::make_shared<std::atomic<std::int64_t>>(0);
    return [upstream = std::move(upstream), next_try_ms](std::string_view method,
                                                         std::string_view target,
                                                         ByteView body) -> Result<app::HubAnswer> {
        if (steady_ms() < *next_try_ms)
            return fail(ErrorCode::unavailable, "The site could not be reached a moment ago.");
        const bool posts = method == "POST";
        auto answer = upstream.send({std::string(method), std::string(target),
                                     posts ? "application/vnd.approdo.parcel" : "", copy_of(body)});
        if (!answer.ok()) {
            *next_try_ms =
                steady_ms() +
                std::chrono::duration_cast<std::chrono::milliseconds>(pause_after_failure).count();
            return answer.error();
        }
        return app::HubAnswer{answer.value().status, std::move(answer.value().body)};
    };
}

std::vector<app::Figure> figures_of(app::HubFolder& folder) {
    const auto counts = folder.counts();
    return {
        {"approdo_hub_outgoing", "Parcels that wait for the site", false,
         static_cast<double>(counts.outgoing)},
        {"approdo_hub_mail", "Answers that wait for their devices", false,
         static_cast<double>(counts.mail)},
        {"approdo_hub_bytes", "Bytes kept for others", false, static_cast<double>(counts.bytes)},
        {"approdo_hub_chunk_bytes", "Bytes of chunks among them", false,
         static_cast<double>(counts.chunk_bytes)},
        {"approdo_hub_chunks_evicted", "Chunks that made room since the start", true,
         static_cast<double>(counts.chunks_evicted)}};
}

Result<ServiceRoutes> open_and_route(Context& context, Hubbed& hubbed, ServiceParts parts) {
    APPRODO_TRY(const std::filesystem::path folder, data_folder(context));
    APPRODO_TRY(net::Upstream upstream, net::Upstream::from(context.config.text("upstream"), {}));
    APPRODO_TRY(hubbed.folder,
                app::HubFolder::open(folder, context.config.number("disk-max"), hubbed.random));
    hubbed.hub =
        std::make_unique<app::Hub>(*hubbed.folder, hubbed.clock, asker(std::move(upstream)));
    app::Hub& hub = *hubbed.hub;
    ServiceRoutes routes;
    routes.router = hub_routes({hub, hubbed.cache, parts.workers});
    routes.listening = [&hub](const std::string&) { hub.start(pass_on_every); };
    routes.finish = [&hubbed] { hubbed.hub.reset(); };
    parts.metrics.add_source([&hubbed] { return figures_of(*hubbed.folder); });
    return routes;
}

ExitCode hub(Context& context) {
    Hubbed hubbed;
    return run_service(context,
                       [&](ServiceParts parts) { return open_and_route(context, hubbed, parts); });
}

}  // namespace

void add_hub_command(CommandTree& tree) {
    Command command = tree.leaf(tree.root(), "hub",
                                "keep and pass on sealed parcels for a site out of reach", hub);
    for (const char* name :
         {"upstream", "disk-max", "listen", "admin", "tls-cert", "tls-key", "behind-proxy",
          "workers", "connections-max", "queue-max", "drain-seconds", "log-file", "log-level"})
        tree.setting(command, name);
}

}  // namespace approdo::server
