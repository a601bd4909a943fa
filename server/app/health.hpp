// The routes of the admin address: /livez (the program runs), /readyz (it takes requests: not
// before the store is open, not once a stop was asked for) and /metrics. The public address has the
// first two.
#pragma once

#include <atomic>

#include "server/app/metrics.hpp"
#include "server/app/router.hpp"

namespace approdo::app {

void add_health_routes(Router& router, const std::atomic<bool>& ready);
void add_metrics_route(Router& router, const Metrics& metrics);

}  // namespace approdo::app
