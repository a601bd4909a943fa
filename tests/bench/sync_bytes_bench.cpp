// What an exchange weighs, HTTP headers included, on events as learners really make them.
#include "tests/bench/bench.hpp"
#include "tests/bench/bench_site.hpp"

namespace approdo::bench {
namespace {

constexpr std::size_t segments = 8;

double bytes_per_event(std::size_t count, Writes writes = Writes::learning) {
    BenchSite site;
    BenchDevice device(way_into(site), "lucia", count, writes);
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < segments; ++i) device.write(count);
    for (const auto& segment : device.store().outgoing(SIZE_MAX).segments) {
        bytes += segment.bytes().size();
    }
    return static_cast<double>(bytes) / static_cast<double>(segments * count);
}

// The floor of the two figures above: what chance put into those very events.
double information_per_event(std::size_t count) {
    test::LearningEvents events(count);
    (void)events.take(segments * count);
    return events.information_bits() / 8 / static_cast<double>(segments * count);
}

struct Weight {
    std::size_t up = 0;
    std::size_t down = 0;
};

// One exchange with `events` new events, after the device has settled.
Weight exchange_with(std::size_t events) {
    BenchSite site;
    BenchDevice device(way_into(site), "lucia", 7);
    // The first segment also brings the log's certificate: that is once in a log's life.
    device.write(1);
    device.take(site.exchange(device.output()));
    device.take(site.exchange(device.output()));
    if (events > 0) device.write(events);
    Connection connection(site.port());
    device.take(connection.post("/sync/v1", device.output()));
    return {connection.bytes_up, connection.bytes_down};
}

// Exchanges until a day's work is acknowledged and nothing more waits on either side.
double round_trips() {
    BenchSite site;
    BenchDevice device(way_into(site), "lucia", 7);
    device.write(1);
    device.take(site.exchange(device.output()));
    device.take(site.exchange(device.output()));
    device.write(200);
    Connection connection(site.port());
    double trips = 0;
    while (!device.store().outgoing(SIZE_MAX).segments.empty()) {
        device.take(connection.post("/sync/v1", device.output()));
        ++trips;
    }
    return trips;
}

double as_double(std::size_t value) {
    return static_cast<double>(value);
}

}  // namespace

void add_sync_bytes(std::vector<Metric>& metrics) {
    const auto lower = Better::lower;
    metrics.push_back(
        {"sync.bytes_per_event_32", "B", 20, lower, [] { return bytes_per_event(32); }, 3});
    metrics.push_back(
        {"sync.bytes_per_event_128", "B", 12, lower, [] { return bytes_per_event(128); }, 3});
    metrics.push_back({"sync.information_per_event_128", "B", 0, Better::higher,
                       [] { return information_per_event(128); }, 1});
    // The payloads of content/model, with ids of attempts, questions and options in them.
    metrics.push_back({"sync.course_bytes_per_event_128", "B", 20, lower,
                       [] { return bytes_per_event(128, Writes::course); }, 1});
    metrics.push_back({"sync.round_trips", "", 1, lower, round_trips, 1});
    metrics.push_back({"sync.day200_bytes", "B", 4096, lower,
                       [] {
                           const Weight weight = exchange_with(200);
                           return as_double(weight.up + weight.down);
                       },
                       3});
    metrics.push_back(
        {"sync.noop_bytes_up", "B", 400, lower, [] { return as_double(exchange_with(0).up); }, 1});
    metrics.push_back({"sync.noop_bytes_down", "B", 400, lower,
                       [] { return as_double(exchange_with(0).down); }, 1});
    metrics.push_back({"sync.one_event_bytes", "B", 800, lower,
                       [] {
                           const Weight weight = exchange_with(1);
                           return as_double(weight.up + weight.down);
                       },
                       1});
}

}  // namespace approdo::bench
