// The machine's clocks, for the program to inject.
#pragma once

#include "sync/base/clock.hpp"

namespace approdo::server {

// One clock session is one run of the program.
class SystemClock final : public Clock {
  public:
    explicit SystemClock(Random& random);
    Instant now() override;

  private:
    ClockSessionId session_;
};

}  // namespace approdo::server
