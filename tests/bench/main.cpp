#include <algorithm>
#include <cstdio>
#include <cstring>

#include "tests/bench/bench.hpp"

namespace {

using approdo::bench::Better;
using approdo::bench::Metric;

double median_of(const Metric& metric) {
    std::vector<double> values;
    for (int i = 0; i < metric.runs; ++i) values.push_back(metric.measure());
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void print(const Metric& metric, double value, bool as_json) {
    const bool ok = metric.better == Better::lower ? value <= metric.reach : value >= metric.reach;
    if (as_json) {
        std::printf("{\"name\":\"%s\",\"value\":%.6g,\"unit\":\"%s\",\"reach\":%.6g,\"ok\":%s}\n",
                    metric.name.c_str(), value, metric.unit.c_str(), metric.reach,
                    ok ? "true" : "false");
    } else {
        std::printf("%-34s %12.6g %-10s %s %.6g  %s\n", metric.name.c_str(), value,
                    metric.unit.c_str(), metric.better == Better::lower ? "≤" : "≥", metric.reach,
                    ok ? "ok" : "not reached");
    }
    std::fflush(stdout);
}

void print_absent(const Metric& metric, const char* why, bool as_json) {
    const char* const form =
        as_json ? "{\"name\":\"%s\",\"value\":null,\"ok\":false,\"absent\":\"%s\"}\n"
                : "%-34s absent: %s\n";
    std::printf(form, metric.name.c_str(), why);
    std::fflush(stdout);
}

}  // namespace

int main(int count, char** arguments) {
    std::string filter;
    bool as_json = false;
    for (int i = 1; i < count; ++i) {
        if (std::strcmp(arguments[i], "--json") == 0) {
            as_json = true;
        } else if (std::strcmp(arguments[i], "--filter") == 0 && i + 1 < count) {
            filter = arguments[++i];
        } else {
            std::fprintf(stderr, "approdo_bench [--filter NAME] [--json]\n");
            return 2;
        }
    }
    std::vector<Metric> metrics;
    approdo::bench::add_sync_bytes(metrics);
    approdo::bench::add_sync_server(metrics);
    approdo::bench::add_sync_load(metrics);
    approdo::bench::add_revocation(metrics);
    approdo::bench::add_peer(metrics);
    approdo::bench::add_curves(metrics);
    approdo::bench::add_sync_history(metrics);
    approdo::bench::add_report(metrics);
    approdo::bench::add_content(metrics);
    approdo::bench::add_updates(metrics);
    approdo::bench::add_chunks(metrics);
    approdo::bench::add_client(metrics);
    approdo::bench::add_import(metrics);
    approdo::bench::add_qti(metrics);
    approdo::bench::add_moodle(metrics);
    approdo::bench::add_web(metrics);
    for (const Metric& metric : metrics) {
        if (metric.name.find(filter) == std::string::npos) continue;
        try {
            print(metric, median_of(metric), as_json);
        } catch (const approdo::bench::Absent& absent) {
            print_absent(metric, absent.what(), as_json);
        }
    }
    return 0;
}
