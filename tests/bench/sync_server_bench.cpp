// How fast the site answers: one event durably, nothing new, and many clients at once.
#include <atomic>

#include "tests/bench/bench.hpp"
#include "tests/bench/bench_site.hpp"

namespace approdo::bench {
namespace {

double one_event_ms() {
    BenchSite site;
    BenchDevice device(site, "lucia", 11);
    Connection connection(site.port());
    constexpr int rounds = 200;
    double total = 0;
    for (int i = 0; i < rounds; ++i) {
        device.write(1);
        const Bytes parcel = device.output();
        Bytes answer;
        total += seconds_of([&] { answer = connection.post("/sync/v1", parcel); });
        device.take(answer);
    }
    return total * 1000 / rounds;
}

double noop_per_s() {
    BenchSite site;
    BenchDevice device(site, "lucia", 12);
    Connection connection(site.port());
    constexpr int rounds = 2000;
    std::vector<Bytes> parcels;
    for (int i = 0; i < rounds; ++i) parcels.push_back(device.output());
    const double seconds = seconds_of([&] {
        for (const Bytes& parcel : parcels) (void)connection.post("/sync/v1", parcel);
    });
    return rounds / seconds;
}

constexpr std::size_t clients = 16;
constexpr std::size_t segments_each = 64;
constexpr std::size_t events_each = 128;

// Parcels of eight segments from many devices, over as many connections, acknowledged durably.
double ingest_events_per_s() {
    BenchSite site;
    std::vector<std::vector<Bytes>> parcels(clients);
    for (std::size_t i = 0; i < clients; ++i) {
        BenchDevice device(site, "persona" + std::to_string(i), 100 + i);
        for (std::size_t s = 0; s < segments_each; ++s) {
            device.write(events_each);
            if (s % 8 != 7) continue;
            parcels[i].push_back(device.output());
            for (auto& [log, known] : device.store().logs) {
                device.store().acknowledged[log] = known.streams.front().last;
            }
        }
    }
    const double seconds = seconds_of([&] {
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < clients; ++i) {
            threads.emplace_back([&, i] {
                Connection connection(site.port());
                for (const Bytes& parcel : parcels[i]) (void)connection.post("/sync/v1", parcel);
            });
        }
        for (std::thread& thread : threads) thread.join();
    });
    return static_cast<double>(clients * segments_each * events_each) / seconds;
}

double backlog_seconds_at_1mbit() {
    BenchSite site;
    BenchDevice device(site, "lucia", 21);
    for (std::size_t written = 0; written < 10'000; written += 500) device.write(500);
    std::size_t bytes = 0;
    Connection connection(site.port());
    const double seconds = seconds_of([&] {
        while (!device.store().outgoing(SIZE_MAX).segments.empty()) {
            device.take(connection.post("/sync/v1", device.output()));
        }
    });
    bytes = connection.bytes_up;
    return seconds + static_cast<double>(bytes) * 8 / 1e6;
}

}  // namespace

void add_sync_server(std::vector<Metric>& metrics) {
    metrics.push_back({"sync.one_event_ms", "ms", 0.8, Better::lower, one_event_ms, 3});
    metrics.push_back({"sync.noop_per_s", "1/s", 40'000, Better::higher, noop_per_s, 3});
    metrics.push_back(
        {"sync.ingest_events_per_s", "events/s", 500'000, Better::higher, ingest_events_per_s, 3});
    metrics.push_back(
        {"sync.backlog10k_1mbit_s", "s", 2, Better::lower, backlog_seconds_at_1mbit, 3});
}

}  // namespace approdo::bench
