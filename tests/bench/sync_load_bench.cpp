// How much the site takes in from many clients at once. The server is a process of its own; «a
// core» means divided by the seconds of processor time, user and kernel, that this process used, so
// that what else the machine does hardly counts. Folding runs behind the acknowledgement and has
// its own figure; its share is known and taken out of the intake's.
#include <sys/resource.h>

#include <algorithm>
#include <map>
#include <optional>

#include "server/store/chunk_store.hpp"
#include "server/store/sqlite.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/bench_site.hpp"
#include "tests/bench/client_load.hpp"
#include "tests/bench/server_process.hpp"

namespace approdo::bench {
namespace {

constexpr std::size_t clients = 64;
constexpr std::size_t segments_each = 32;
constexpr std::size_t segments_a_parcel = 8;
constexpr std::size_t events_each = 128;

std::vector<std::unique_ptr<BenchDevice>> join_all(ServerProcess& server, std::size_t count) {
    auto connection = std::make_shared<Connection>(server.port());
    std::vector<std::unique_ptr<BenchDevice>> devices;
    for (std::size_t i = 0; i < count; ++i) {
        const WayIn way{server.take_link(), [connection](ByteView parcel) {
                            return connection->post("/sync/v1", parcel);
                        }};
        devices.push_back(std::make_unique<BenchDevice>(way, "persona" + std::to_string(i), 100 + i,
                                                        Writes::course));
    }
    return devices;
}

// What a device has written and nobody acknowledged yet, as parcels that follow one another.
std::vector<Bytes> parcels_of(BenchDevice& device, std::size_t segments) {
    std::vector<Bytes> parcels;
    for (std::size_t s = 1; s <= segments; ++s) {
        device.write(events_each);
        if (s % segments_a_parcel != 0) continue;
        parcels.push_back(device.output());
        for (auto& [log, known] : device.store().logs) {
            device.store().acknowledged[log] = known.streams.front().last;
        }
    }
    return parcels;
}

double cpu_now_s() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

// Verify, open and insert the same segments, as many a commit as the server took: what the intake
// costs without HTTP, exchanges and threads.
double loop_cpu_s(const std::vector<std::unique_ptr<BenchDevice>>& devices,
                  std::size_t segments_a_commit) {
    const test::TempDir folder;
    store::MemoryChunks chunks;
    store::SqliteOptions options;
    options.path = folder.file("site.db");
    auto store = store::open_sqlite(options, chunks).value();
    struct Item {
        BenchDevice* device;
        LogId log;
        Bytes frame;
    };
    std::vector<Item> items;
    store->write([&](store::Session& session) {
        for (const auto& device : devices) {
            session.put_device(device->store().devices.at(device->store().self).certificate);
            for (const auto& [log, known] : device->store().logs) {
                if (known.certificate.value.device != device->store().self) continue;
                session.put_log(known.certificate, log);
            }
        }
    });
    for (std::size_t s = 0; s < segments_each; ++s) {
        for (const auto& device : devices) {
            for (const auto& [log, known] : device->store().logs) {
                if (known.certificate.value.device != device->store().self) continue;
                items.push_back({device.get(), log, device->store().segments.at(log)[s].bytes()});
            }
        }
    }
    const double before = cpu_now_s();
    for (std::size_t from = 0; from < items.size(); from += segments_a_commit) {
        store->write([&](store::Session& session) {
            const std::size_t to = std::min(from + segments_a_commit, items.size());
            for (std::size_t i = from; i < to; ++i) {
                const Item& item = items[i];
                const auto segment = log::read_segment(item.frame).value();
                const auto& known = item.device->store().logs.at(item.log);
                log::verify_segment(segment, known.certificate.value.key, item.device->site_id())
                    .value();
                const auto* key = item.device->store().keys.find(
                    log::scope_key_name(segment.header.scope, segment.header.epoch));
                const auto opened = log::open_segment(segment, *key).value();
                session.append_segment(item.log, segment, &opened, exchange::Held::no);
            }
        });
    }
    return cpu_now_s() - before;
}

struct Ingest {
    double events_per_s = 0;       // a core
    double wall_events_per_s = 0;  // clients and server on the same machine
    double vs_loop = 0;
    double fold_events_per_s = 0;
    double fold_lag_s = 0;
    double rss_mib = 0;
};

Ingest measure_ingest() {
    ServerProcess server(clients);
    const auto devices = join_all(server, clients);
    std::vector<std::vector<Bytes>> parcels;
    for (const auto& device : devices) parcels.push_back(parcels_of(*device, segments_each));
    server.reset_peak();
    const auto before = server.folded();
    const LoadResult load = run_clients(server.port(), parcels);
    const auto after = server.usage();
    APPRODO_ASSERT(load.refused == 0);
    ServerProcess::Usage drained;
    Ingest result;
    result.fold_lag_s = seconds_of([&] { drained = server.folded(); });
    const double events = clients * segments_each * events_each;
    const double intake_s = (after.cpu_s - before.cpu_s) - (after.fold_cpu_s - before.fold_cpu_s);
    result.events_per_s = events / intake_s;
    result.wall_events_per_s = events / load.wall_s;
    const double commits = std::max(1.0, after.commits - before.commits);
    const auto segments_a_commit =
        static_cast<std::size_t>(std::max(1.0, clients * segments_each / commits));
    result.vs_loop = loop_cpu_s(devices, segments_a_commit) / intake_s;
    result.fold_events_per_s =
        (drained.folded - before.folded) / (drained.fold_cpu_s - before.fold_cpu_s);
    result.rss_mib = drained.rss_peak_mib;
    return result;
}

// One load gives several figures; each is asked for as often, and gets the runs in their order.
class Runs {
  public:
    double next(const std::string& figure, double Ingest::*value) {
        const std::size_t run = asked_[figure]++;
        while (runs_.size() <= run) runs_.push_back(measure_ingest());
        return runs_[run].*value;
    }

  private:
    std::vector<Ingest> runs_;
    std::map<std::string, std::size_t> asked_;
};

double noop_per_s() {
    constexpr std::size_t exchanges_each = 1'000;
    ServerProcess server(clients);
    const auto devices = join_all(server, clients);
    Connection connection(server.port());
    std::vector<std::vector<Bytes>> parcels(clients);
    for (std::size_t i = 0; i < clients; ++i) {
        devices[i]->write(1);
        for (int settle = 0; settle < 3; ++settle) {
            devices[i]->take(connection.post("/sync/v1", devices[i]->output()));
        }
        for (std::size_t n = 0; n < exchanges_each; ++n) parcels[i].push_back(devices[i]->output());
    }
    const double before = server.folded().cpu_s;
    const LoadResult load = run_clients(server.port(), parcels);
    APPRODO_ASSERT(load.refused == 0);
    return static_cast<double>(load.answered) / (server.usage().cpu_s - before);
}

}  // namespace

void add_sync_load(std::vector<Metric>& metrics) {
    const auto runs = std::make_shared<Runs>();
    const auto add = [&](const std::string& name, const char* unit, double reach, Better better,
                         double Ingest::*value) {
        metrics.push_back({name, unit, reach, better, [=] { return runs->next(name, value); }, 3});
    };
    add("sync.ingest_events_per_s", "events/s", 500'000, Better::higher, &Ingest::events_per_s);
    add("sync.ingest_vs_loop", "", 0.6, Better::higher, &Ingest::vs_loop);
    add("sync.ingest_wall_events_per_s", "events/s", 0, Better::higher, &Ingest::wall_events_per_s);
    add("sync.fold_events_per_s", "events/s", 400'000, Better::higher, &Ingest::fold_events_per_s);
    add("sync.fold_lag_s", "s", 10, Better::lower, &Ingest::fold_lag_s);
    add("sync.server_rss_mib", "MiB", 64, Better::lower, &Ingest::rss_mib);
    metrics.push_back({"sync.noop_per_s", "1/s", 40'000, Better::higher, noop_per_s, 3});
}

}  // namespace approdo::bench
