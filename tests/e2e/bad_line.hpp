// A line between people and the site, as bad as lines get: it cuts a connection after some bytes,
// goes silent in the middle of an answer, waits before it passes anything on, and lets a few bytes
// through at a time. What becomes of a connection follows from a seed. One thread of its own; it
// ends with the object.
#pragma once

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "tests/support/loopback.hpp"
#include "tests/support/seeded_random.hpp"

namespace approdo::e2e {

class BadLine {
  public:
    // `upstream`: the site's address, as "http://127.0.0.1:PORT".
    BadLine(const std::string& upstream, std::uint64_t seed);
    ~BadLine();
    BadLine(const BadLine&) = delete;
    BadLine& operator=(const BadLine&) = delete;

    std::string address() const { return "http://127.0.0.1:" + std::to_string(listener_.port); }
    // Until it is made bad, and again when it is good, it passes everything on.
    void make_bad(bool bad) { bad_ = bad; }
    std::uint64_t cut_connections() const { return cut_; }

  private:
    using Clock = std::chrono::steady_clock;

    // What becomes of one direction of a connection.
    struct Fate {
        std::size_t cut_after = SIZE_MAX;    // bytes; then both directions end
        bool silent = false;                 // … or rather nothing comes any more, for a while
        std::size_t piece = 65536;           // bytes at a time
        std::chrono::milliseconds pause{0};  // before each piece
    };
    struct Way {
        int from;
        int to;
        Fate fate;
        Clock::time_point next;  // not before
        std::size_t passed = 0;
        bool ended = false;
    };

    void serve();
    void take_connection();
    Fate draw_fate();
    void pass_on(std::size_t way);
    void cut(std::size_t way);
    void forget_ended();
    int poll_ms() const;

    const std::uint16_t upstream_;
    test::Listener listener_;
    test::SeededRandom random_;
    std::atomic<bool> bad_ = false;
    std::atomic<std::uint64_t> cut_ = 0;
    int wake_[2] = {-1, -1};
    std::vector<Way> ways_;  // two neighbours are one connection
    std::thread thread_;
};

}  // namespace approdo::e2e
