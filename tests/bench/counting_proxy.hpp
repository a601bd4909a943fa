// Passes TCP connections on to a server on loopback and counts every byte of both directions: what
// really moved, requests and heads included. One thread of its own; it ends with the object.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>

#include "tests/support/loopback.hpp"

namespace approdo::bench {

class CountingProxy {
  public:
    explicit CountingProxy(std::uint16_t upstream);
    ~CountingProxy();
    CountingProxy(const CountingProxy&) = delete;
    CountingProxy& operator=(const CountingProxy&) = delete;

    std::uint16_t port() const { return listener_.port; }
    std::string address() const { return "http://127.0.0.1:" + std::to_string(port()); }
    // Since the last call.
    std::uint64_t take_count() { return bytes_.exchange(0); }

  private:
    void serve();

    const std::uint16_t upstream_;
    test::Listener listener_;
    int wake_[2] = {-1, -1};
    std::atomic<std::uint64_t> bytes_ = 0;
    std::thread thread_;
};

}  // namespace approdo::bench
