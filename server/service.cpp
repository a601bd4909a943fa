#include "server/service.hpp"

#include <sys/resource.h>

#include <thread>

#include "server/app/health.hpp"
#include "server/signals.hpp"

namespace approdo::server {

namespace {

constexpr std::size_t admin_connections_max = 64;

net::ServerOptions public_options(const Config& config) {
    net::ServerOptions options;
    options.listen = config.text("listen");
    options.tls_certificate_file = config.text("tls-cert");
    options.tls_key_file = config.text("tls-key");
    options.behind_proxy = config.yes("behind-proxy");
    options.connections_max = static_cast<std::size_t>(config.number("connections-max"));
    options.drain_ms_max = config.number("drain-seconds") * 1000;
    return options;
}

// Each connection is an open file; the soft limit of most systems is far below what the machine
// carries, and only there for programs that still call select().
void raise_file_limit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

// Metrics tell who uses what when: this address is never behind anybody's proxy.
net::ServerOptions admin_options(const Config& config) {
    net::ServerOptions options;
    options.listen = config.text("admin");
    options.connections_max = admin_connections_max;
    options.drain_ms_max = 1000;
    return options;
}

app::ReportFault fault_reporter(app::JsonLog& log) {
    return [&log](const std::string& request_id, const std::string& what) {
        log.write(app::LogLevel::error, "fault", {{"request_id", request_id}, {"what", what}});
    };
}

net::Server::Answered access_recorder(app::JsonLog& log, app::Metrics& metrics) {
    return [&log, &metrics](const net::AccessRecord& record) {
        metrics.count_request({record.method, record.route, record.status, record.bytes_in,
                               record.bytes_out, record.duration_us});
        if (!log.writes(app::LogLevel::info)) return;
        log.write(app::LogLevel::info, "request",
                  {{"request_id", record.request_id},
                   {"peer", record.peer},
                   {"method", record.method},
                   {"route", record.route},
                   {"status", record.status},
                   {"bytes_in", record.bytes_in},
                   {"bytes_out", record.bytes_out},
                   {"duration_us", record.duration_us},
                   {"cut", record.cut}});
    };
}

void watch(app::Metrics& metrics, const net::Server& server, const app::WorkerPool& workers) {
    metrics.add_source([&]() -> std::vector<app::Figure> {
        const net::ServerCounts counts = server.counts();
        return {{"approdo_http_connections", "Open connections", false,
                 static_cast<double>(counts.connections)},
                {"approdo_http_connections_total", "Connections taken since the start", true,
                 static_cast<double>(counts.accepted)},
                {"approdo_http_body_bytes", "Memory promised to bodies under way", false,
                 static_cast<double>(counts.body_bytes)},
                {"approdo_worker_queue", "Requests that wait for a worker", false,
                 static_cast<double>(workers.waiting())}};
    });
}

std::string address_of(const net::Server& server, const std::string& listen) {
    const std::string host = listen.substr(0, listen.rfind(':'));
    return (server.uses_tls() ? "https://" : "http://") + (host.empty() ? "127.0.0.1" : host) +
           ":" + std::to_string(server.port());
}

// The admin address on its own thread: it answers however busy the public one is.
class AdminListener {
  public:
    AdminListener(const Config& config, app::WorkerPool& workers, const app::Metrics& metrics,
                  const std::atomic<bool>& ready, app::JsonLog& log)
        : dispatcher_(routes(metrics, ready), workers, nullptr, fault_reporter(log)),
          server_(admin_options(config), dispatcher_, [](const net::AccessRecord&) {}) {}
    ~AdminListener() {
        server_.stop();
        if (thread_.joinable()) thread_.join();
    }

    Result<void> start() {
        APPRODO_CHECK(server_.listen());
        thread_ = std::thread([this] { server_.run(); });
        return {};
    }
    const net::Server& server() const { return server_; }

  private:
    static app::Router routes(const app::Metrics& metrics, const std::atomic<bool>& ready) {
        app::Router router;
        add_health_routes(router, ready);
        add_metrics_route(router, metrics);
        return router;
    }

    app::Dispatcher dispatcher_;
    net::Server server_;
    std::thread thread_;
};

}  // namespace

ExitCode run_service(Context& context,
                     const std::function<Result<ServiceRoutes>(ServiceParts)>& make_routes) {
    block_stop_signals();
    raise_file_limit();
    const Config& config = context.config;
    auto level = app::log_level_from(config.text("log-level"));
    if (!level.ok()) return context.out.error(level.error());
    auto opened = app::JsonLog::open(config.text("log-file"), level.value());
    if (!opened.ok()) return context.out.error(opened.error());
    app::JsonLog& log = *opened.value();
    app::Metrics metrics;
    std::atomic<bool> ready = false;

    app::WorkerPool workers(static_cast<std::size_t>(config.number("workers")),
                            static_cast<std::size_t>(config.number("queue-max")));
    auto routes = make_routes({log, metrics, workers});
    if (!routes.ok()) return context.out.error(routes.error());
    app::add_health_routes(routes.value().router, ready);
    app::Dispatcher dispatcher(std::move(routes.value().router), workers,
                               routes.value().authenticate, fault_reporter(log),
                               {config.text("public-url"), 2});
    net::Server server(public_options(config), dispatcher, access_recorder(log, metrics));
    if (auto bound = server.listen(); !bound.ok()) return context.out.error(bound.error());
    watch(metrics, server, workers);

    const std::string address = address_of(server, config.text("listen"));
    routes.value().listening(address);
    boost::json::object row = {{"listening", address}};
    std::string text = "listening on " + address;
    std::unique_ptr<AdminListener> admin;
    if (config.text("admin") != "off") {
        admin = std::make_unique<AdminListener>(config, workers, metrics, ready, log);
        if (auto bound = admin->start(); !bound.ok()) {
            const Error& why = bound.error();
            return context.out.error(
                {why.code, why.message + " For /metrics and /readyz take another address with "
                                         "--admin HOST:PORT, or none with --admin off."});
        }
        const std::string admin_address = address_of(admin->server(), config.text("admin"));
        row["admin"] = admin_address;
        text += "\nadmin on " + admin_address;
    }
    {
        const StopSignals signals([&] {
            ready = false;
            log.write(app::LogLevel::info, "stopping");
            server.stop();
        });
        ready = true;
        log.write(app::LogLevel::info, "started", row);
        context.out.row(row, text);
        server.run();
    }
    workers.stop();
    routes.value().finish();
    log.write(app::LogLevel::info, "stopped");
    return ExitCode::ok;
}

}  // namespace approdo::server
