// `serve`: the site's server in the foreground, as systemd or a terminal runs it.
#include "server/command/command.hpp"
#include "server/service.hpp"

namespace approdo::server {

void add_serve_command(CommandTree& tree) {
    CLI::App* serve =
        tree.leaf(&tree.app, "serve", "answer learners until stopped", [](Context& context) {
            return run_service(
                context, [](ServiceParts) -> Result<ServiceRoutes> { return ServiceRoutes{}; });
        });
    for (const char* name :
         {"listen", "admin", "public-url", "tls-cert", "tls-key", "behind-proxy", "workers",
          "connections-max", "queue-max", "drain-seconds", "log-file", "log-level"})
        tree.setting(serve, name);
}

}  // namespace approdo::server
