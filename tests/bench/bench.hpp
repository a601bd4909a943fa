// Benchmarks: each is a name, a unit, what we want to reach, and a function that measures once.
// They print one JSON object a line; medians of several runs. They never fail a test: `ok` only
// says whether the figure is within its reach.
#pragma once

#include <chrono>
#include <functional>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

namespace approdo::bench {

enum class Better : bool { lower, higher };

struct Metric {
    std::string name;
    std::string unit;
    double reach = 0;
    Better better = Better::lower;
    std::function<double()> measure;
    int runs = 5;
};

// Thrown by a measurement that lacks a tool or a permission: the figure is absent, and this is why.
class Absent : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

void add_sync_bytes(std::vector<Metric>& metrics);
void add_sync_server(std::vector<Metric>& metrics);
void add_sync_load(std::vector<Metric>& metrics);
void add_revocation(std::vector<Metric>& metrics);
void add_peer(std::vector<Metric>& metrics);
void add_curves(std::vector<Metric>& metrics);
void add_sync_history(std::vector<Metric>& metrics);
void add_report(std::vector<Metric>& metrics);
void add_content(std::vector<Metric>& metrics);
void add_updates(std::vector<Metric>& metrics);
void add_chunks(std::vector<Metric>& metrics);
void add_client(std::vector<Metric>& metrics);
void add_import(std::vector<Metric>& metrics);
void add_qti(std::vector<Metric>& metrics);
void add_moodle(std::vector<Metric>& metrics);
void add_web(std::vector<Metric>& metrics);

template <class Work>
double seconds_of(Work work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace approdo::bench
