// The only sources of time and chance. Both are injected, so that a simulation replays exactly and
// the same code runs in a browser. System implementations live with the programs, never in the
// core.
#pragma once

#include "sync/base/bytes.hpp"
#include "sync/base/ids.hpp"

namespace approdo {

struct Instant {
    UtcMs wall;              // what the machine's calendar clock says; testimony, not truth
    BootMs boot;             // CLOCK_BOOTTIME: goes on during sleep
    ClockSessionId session;  // boot values compare only within one session
};

class Clock {
  public:
    virtual ~Clock() = default;
    virtual Instant now() = 0;
};

class Random {
  public:
    virtual ~Random() = default;
    virtual void fill(MutableByteView out) = 0;

    template <class Id>
    Id id() {
        Id result;
        fill(result.bytes);
        return result;
    }
};

}  // namespace approdo
