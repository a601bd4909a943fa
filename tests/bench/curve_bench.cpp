// How a site grows: ten thousand events, then ten times as many, and so on, two thousand of each
// learner. At each mark: what taking in the last of them cost, how long the report of all takes,
// how long the program takes to start, and the memory it needs. The largest mark is the number in
// APPRODO_BENCH_CURVE, up to ten million, which takes half an hour; without it, a hundred thousand.
#include <algorithm>
#include <cstdlib>
#include <map>

#include "tests/bench/bench.hpp"
#include "tests/bench/bench_site.hpp"
#include "tests/bench/client_load.hpp"
#include "tests/bench/server_process.hpp"

namespace approdo::bench {
namespace {

constexpr std::size_t events_each = 2'000;
constexpr std::size_t events_a_segment = 125;
constexpr std::size_t devices_at_once = 50;

struct Mark {
    std::size_t events;
    const char* name;
};
constexpr Mark marks[] = {
    {10'000, "10k"}, {100'000, "100k"}, {1'000'000, "1m"}, {10'000'000, "10m"}};

std::size_t events_max() {
    const char* given = std::getenv("APPRODO_BENCH_CURVE");
    return given == nullptr ? 100'000 : static_cast<std::size_t>(std::strtoull(given, nullptr, 10));
}

struct Point {
    double events_per_s = 0;  // a core, without folding
    double report_ms = 0;
    double start_ms = 0;
    double rss_mib = 0;  // the most since the mark before
};

class Curve {
  public:
    const Point& at(std::size_t events) {
        while (points_.count(events) == 0) go_on();
        return points_[events];
    }

  private:
    void go_on() {
        const std::size_t events = marks[points_.size()].events;
        if (points_.size() > 0) server_.reset_peak();
        const auto before = server_.folded();
        const std::size_t events_before = learners_ * events_each;
        while (learners_ * events_each < events) bring(std::min(devices_at_once, left(events)));
        const auto after = server_.folded();
        const double intake_s =
            (after.cpu_s - before.cpu_s) - (after.fold_cpu_s - before.fold_cpu_s);
        Point& point = points_[events];
        point.events_per_s = static_cast<double>(events - events_before) / intake_s;
        point.report_ms = 1000 * server_.report().took_s;
        point.rss_mib = server_.usage().rss_peak_mib;
        point.start_ms = 1000 * server_.restart().took_s;
    }

    std::size_t left(std::size_t events) const { return events / events_each - learners_; }

    void bring(std::size_t count) {
        const auto connection = std::make_shared<Connection>(server_.port());
        std::vector<std::vector<Bytes>> parcels;
        for (std::size_t i = 0; i < count; ++i, ++learners_) {
            const WayIn way{server_.take_link(), [connection](ByteView parcel) {
                                return connection->post("/sync/v1", parcel);
                            }};
            BenchDevice device(way, "persona" + std::to_string(learners_), learners_,
                               Writes::course);
            parcels.emplace_back();
            for (std::size_t n = 0; n < events_each; n += events_a_segment) {
                device.write(events_a_segment);
            }
            parcels.back().push_back(device.output());
        }
        APPRODO_ASSERT(run_clients(server_.port(), parcels).refused == 0);
    }

    ServerProcess server_{events_max() / events_each};
    std::size_t learners_ = 0;
    std::map<std::size_t, Point> points_;
};

Curve& curve() {
    static Curve once;
    return once;
}

}  // namespace

void add_curves(std::vector<Metric>& metrics) {
    for (const Mark& mark : marks) {
        if (mark.events > events_max()) break;
        const auto add = [&](const std::string& name, const char* unit, double reach, Better better,
                             double Point::*value) {
            metrics.push_back({"curve." + name + "_" + mark.name, unit, reach, better,
                               [&mark, value] { return curve().at(mark.events).*value; }, 1});
        };
        add("ingest_events_per_s", "events/s", 500'000, Better::higher, &Point::events_per_s);
        add("report_ms", "ms", 200, Better::lower, &Point::report_ms);
        add("start_ms", "ms", 1'000, Better::lower, &Point::start_ms);
        add("rss_mib", "MiB", 64, Better::lower, &Point::rss_mib);
    }
}

}  // namespace approdo::bench
