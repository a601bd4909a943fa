// The machine's clock, and what else the operating system knows that the core must not read itself.
#pragma once

#include "sync/base/clock.hpp"

namespace approdo::cli {

// CLOCK_REALTIME and CLOCK_BOOTTIME; one clock session a start of the machine.
class SystemClock final : public Clock {
  public:
    SystemClock();
    Instant now() override;

  private:
    ClockSessionId session_;
};

// "it" or "en" by LC_ALL, LC_MESSAGES, LANG; English when nothing is said.
std::string language_of_environment();

}  // namespace approdo::cli
