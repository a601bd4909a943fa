// Turns SIGTERM and SIGINT into a call: the first asks for a stop, the second ends the program at
// once. To be made before any other thread, since threads inherit which signals are blocked.
#pragma once

#include <functional>
#include <thread>

namespace approdo::server {

class StopSignals {
  public:
    explicit StopSignals(std::function<void()> stop);
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

  private:
    void wait();

    std::function<void()> stop_;
    std::thread thread_;
};

// Blocks the signals in this thread and all that it starts. A broken pipe becomes an error code.
void block_stop_signals();

}  // namespace approdo::server
