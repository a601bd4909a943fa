#include "server/app/health.hpp"

namespace approdo::app {

void add_health_routes(Router& router, const std::atomic<bool>& ready) {
    router.get(
        "/livez", Access::open, [](const Request&) { return text_response(200, "ok\n"); },
        Lane::io);
    router.get(
        "/readyz", Access::open,
        [&ready](const Request&) {
            return ready ? text_response(200, "ok\n") : text_response(503, "not ready\n");
        },
        Lane::io);
}

void add_metrics_route(Router& router, const Metrics& metrics) {
    router.get("/metrics", Access::open, [&metrics](const Request&) {
        return bytes_response(copy_of(bytes_of(metrics.text())), "text/plain; version=0.0.4");
    });
}

}  // namespace approdo::app
