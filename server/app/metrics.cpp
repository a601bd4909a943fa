#include "server/app/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <mutex>
#include <unordered_map>
#include <vector>

namespace approdo::app {

namespace {

const prometheus::Histogram::BucketBoundaries duration_buckets_s = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60};

prometheus::MetricFamily family_of(const Figure& figure) {
    prometheus::ClientMetric metric;
    if (figure.grows)
        metric.counter.value = figure.value;
    else
        metric.gauge.value = figure.value;
    const auto type =
        figure.grows ? prometheus::MetricType::Counter : prometheus::MetricType::Gauge;
    return {figure.name, figure.help, type, {metric}};
}

}  // namespace

class Metrics::Impl {
  public:
    // Looked up by one short text: building a series' labels anew costs more than answering did.
    struct Series {
        prometheus::Counter* count;
        prometheus::Histogram* duration;
    };
    Series& series_of(const RequestDone& request);

    std::mutex mutex;
    std::unordered_map<std::string, Series> series;
    prometheus::Registry registry;
    std::vector<std::function<std::vector<Figure>()>> sources;
    prometheus::Family<prometheus::Counter>& requests =
        prometheus::BuildCounter()
            .Name("approdo_http_requests_total")
            .Help("Answered requests by method, route and status")
            .Register(registry);
    prometheus::Family<prometheus::Histogram>& durations =
        prometheus::BuildHistogram()
            .Name("approdo_http_request_seconds")
            .Help("From a request's first byte to its answer's last, by route")
            .Register(registry);
    prometheus::Counter& bytes_in = prometheus::BuildCounter()
                                        .Name("approdo_http_received_bytes_total")
                                        .Help("Bytes of requests")
                                        .Register(registry)
                                        .Add({});
    prometheus::Counter& bytes_out = prometheus::BuildCounter()
                                         .Name("approdo_http_sent_bytes_total")
                                         .Help("Bytes of answers")
                                         .Register(registry)
                                         .Add({});
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

Metrics::Impl::Series& Metrics::Impl::series_of(const RequestDone& request) {
    std::string key(request.method);
    key.append(" ").append(request.route).append(" ").append(std::to_string(request.status));
    const std::lock_guard lock(mutex);
    if (const auto known = series.find(key); known != series.end()) return known->second;
    const std::string route(request.route.empty() ? "none" : request.route);
    prometheus::Counter& count = requests.Add({{"method", std::string(request.method)},
                                               {"route", route},
                                               {"status", std::to_string(request.status)}});
    prometheus::Histogram& duration = durations.Add({{"route", route}}, duration_buckets_s);
    return series.emplace(std::move(key), Series{&count, &duration}).first->second;
}

void Metrics::count_request(const RequestDone& request) {
    const Impl::Series& series = impl_->series_of(request);
    series.count->Increment();
    series.duration->Observe(static_cast<double>(request.duration_us) / 1e6);
    impl_->bytes_in.Increment(static_cast<double>(request.bytes_in));
    impl_->bytes_out.Increment(static_cast<double>(request.bytes_out));
}

void Metrics::add_source(std::function<std::vector<Figure>()> read) {
    const std::lock_guard lock(impl_->mutex);
    impl_->sources.push_back(std::move(read));
}

std::string Metrics::text() const {
    auto families = impl_->registry.Collect();
    const std::lock_guard lock(impl_->mutex);
    for (const auto& source : impl_->sources)
        for (const Figure& figure : source()) families.push_back(family_of(figure));
    return prometheus::TextSerializer().Serialize(families);
}

}  // namespace approdo::app
