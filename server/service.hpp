// The running server: log, metrics, workers, the public listener and the admin listener, started
// and stopped in the right order. `serve` and `hub` give it their routes.
#pragma once

#include <atomic>
#include <functional>
#include <memory>

#include "server/app/dispatcher.hpp"
#include "server/app/json_log.hpp"
#include "server/app/metrics.hpp"
#include "server/command/command.hpp"
#include "server/net/server.hpp"

namespace approdo::server {

// What the routes may use besides their own store.
struct ServiceParts {
    app::JsonLog& log;
    app::Metrics& metrics;
    app::WorkerPool& workers;
};

struct ServiceRoutes {
    app::Router router;
    app::Authenticate authenticate;
    // Called once the address is known, before the first request.
    std::function<void(const std::string& address)> listening = [](const std::string&) {};
    // Runs after the last request was answered, before the log closes.
    std::function<void()> finish = [] {};
};

// Serves until a stop signal. `make_routes` opens the store; what it refuses ends the program.
ExitCode run_service(Context& context,
                     const std::function<Result<ServiceRoutes>(ServiceParts)>& make_routes);

}  // namespace approdo::server
