// A clock that moves only when the test says so. The calendar clock may jump either way, as people
// and batteries make it; the boot clock only goes forward, and starts a new session after a
// restart.
#pragma once

#include "sync/base/clock.hpp"

namespace approdo::test {

class ManualClock final : public Clock {
  public:
    explicit ManualClock(UtcMs start = {1'790'000'000'000}) : now_{start, BootMs{1000}, {}} {
        now_.session.bytes[0] = 1;
    }

    Instant now() override { return now_; }

    void advance_ms(std::uint64_t duration) {
        now_.wall.value += static_cast<std::int64_t>(duration);
        now_.boot.value += duration;
    }
    void set_wall(UtcMs wall) { now_.wall = wall; }
    void restart() {
        now_.boot = BootMs{0};
        ++now_.session.bytes[0];
    }

  private:
    Instant now_;
};

}  // namespace approdo::test
