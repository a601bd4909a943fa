// How soon the site answers one client: one event durably, beside what the disk itself takes, and
// ten thousand waiting events over a narrow line.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>

#include "tests/bench/bench.hpp"
#include "tests/bench/bench_site.hpp"

namespace approdo::bench {
namespace {

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

double one_event_ms() {
    BenchSite site;
    BenchDevice device(way_into(site), "lucia", 11, Writes::course);
    Connection connection(site.port());
    std::vector<double> times;
    for (int i = 0; i < 200; ++i) {
        device.write(1);
        const Bytes parcel = device.output();
        Bytes answer;
        times.push_back(seconds_of([&] { answer = connection.post("/sync/v1", parcel); }) * 1000);
        device.take(answer);
    }
    return median(times);
}

// The floor below which no durable answer can be: an append of 4 KiB and its flush.
double fdatasync_ms() {
    const test::TempDir folder;
    const int file = ::open(folder.file("append").c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
    const Bytes page(4096, 7);
    std::vector<double> times;
    for (int i = 0; i < 200; ++i) {
        times.push_back(seconds_of([&] {
                            APPRODO_ASSERT(::write(file, page.data(), page.size()) == 4096);
                            ::fdatasync(file);
                        }) *
                        1000);
    }
    ::close(file);
    return median(times);
}

double backlog_seconds_at_1mbit() {
    BenchSite site;
    BenchDevice device(way_into(site), "lucia", 21);
    for (std::size_t written = 0; written < 10'000; written += 500) device.write(500);
    Connection connection(site.port());
    connection.bytes_per_s_max = 125'000;
    return seconds_of([&] {
        while (!device.store().outgoing(SIZE_MAX).segments.empty()) {
            device.take(connection.post("/sync/v1", device.output()));
        }
    });
}

}  // namespace

void add_sync_server(std::vector<Metric>& metrics) {
    metrics.push_back({"sync.one_event_ms", "ms", 0.8, Better::lower, one_event_ms, 3});
    metrics.push_back({"disk.fdatasync_ms", "ms", 0.8, Better::lower, fdatasync_ms, 3});
    metrics.push_back(
        {"sync.backlog10k_1mbit_s", "s", 2, Better::lower, backlog_seconds_at_1mbit, 3});
}

}  // namespace approdo::bench
