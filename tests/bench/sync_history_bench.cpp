// A device that lost everything gets five years of its learning back.
#include "tests/bench/bench.hpp"
#include "tests/bench/bench_site.hpp"

namespace approdo::bench {
namespace {

constexpr std::size_t history_events = 500'000;
constexpr std::size_t events_a_segment = 500;

double restore_s() {
    BenchSite site;
    BenchDevice device(way_into(site), "lucia", 31, Writes::course);
    for (std::size_t written = 0; written < history_events; written += events_a_segment) {
        device.write(events_a_segment);
        if (device.store().outgoing(SIZE_MAX).segments.size() >= 50) {
            device.take(site.exchange(device.output()));
        }
    }
    while (!device.store().outgoing(SIZE_MAX).segments.empty()) {
        device.take(site.exchange(device.output()));
    }
    device.forget_everything();
    Connection connection(site.port());
    const double seconds = seconds_of([&] {
        for (int trips = 0; trips < 1000 && device.store().events.size() < history_events;
             ++trips) {
            device.take(connection.post("/sync/v1", device.output()));
        }
    });
    if (device.store().events.size() < history_events) {
        throw Absent("the device did not get its whole history back");
    }
    return seconds;
}

}  // namespace

void add_sync_history(std::vector<Metric>& metrics) {
    metrics.push_back({"sync.snapshot_restore_500k_s", "s", 3, Better::lower, restore_s, 1});
}

}  // namespace approdo::bench
