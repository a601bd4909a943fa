// What the server counts about itself, as Prometheus text for the admin address. Requests are
// counted by route pattern, never by path, so that the number of series stays that of the routes.
// Other parts lend a function that reads their own figure at the time of asking.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace approdo::app {

struct Figure {
    std::string name;  // "approdo_segments_total"
    std::string help;
    bool grows = false;  // a counter, else a gauge
    double value = 0;
};

class Metrics {
  public:
    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    struct RequestDone {
        std::string_view method;
        std::string_view route;
        int status = 0;
        std::uint64_t bytes_in = 0;
        std::uint64_t bytes_out = 0;
        std::uint64_t duration_us = 0;
    };
    void count_request(const RequestDone& request);

    // The function is called from the thread that asks; it must be safe there.
    void add_source(std::function<std::vector<Figure>()> read);

    std::string text() const;

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace approdo::app
