// A line between people and the site that lets one question through and holds back its answer: the
// site has done what was asked, and who asked does not know it. Everything before and after passes.
// One thread of its own; it ends with the object.
#pragma once

#include <atomic>
#include <thread>
#include <vector>

#include "tests/support/loopback.hpp"

namespace approdo::e2e {

class HeldAnswer {
  public:
    // `question`: what the request has to hold, such as "POST /sync/v1".
    HeldAnswer(const std::string& upstream, std::string question);
    ~HeldAnswer();
    HeldAnswer(const HeldAnswer&) = delete;
    HeldAnswer& operator=(const HeldAnswer&) = delete;

    std::string address() const { return "http://127.0.0.1:" + std::to_string(listener_.port); }
    // The site has answered, and nobody was told.
    bool holds() const { return holds_; }
    // From now on everything passes.
    void release() { passes_all_ = true; }

  private:
    struct Pair {
        int person;
        int site;
        std::string asked{};
        bool held = false;
    };

    void serve();
    void take_connection();
    // False: the connection is over.
    bool pass_question(Pair& pair);
    bool pass_answer(Pair& pair);

    const std::uint16_t upstream_;
    const std::string question_;
    test::Listener listener_;
    std::atomic<bool> holds_ = false;
    std::atomic<bool> passes_all_ = false;
    int wake_[2] = {-1, -1};
    std::vector<Pair> pairs_;
    std::thread thread_;
};

}  // namespace approdo::e2e
