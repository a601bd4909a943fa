// What the page's worker gives the core: files, time and randomness, as imported functions of the
// module "approdo_host". All of them answer at once (the worker opens its storage before it starts
// the core), so nothing here ever waits. worker code and test.mjs implement them; storage.cpp and
// host.cpp call them. Offsets and sizes travel as doubles: exact up to 2^53, and plain numbers in
// JavaScript.
#pragma once

#include <cstddef>
#include <cstdint>

#include "sync/base/clock.hpp"

#define APPRODO_HOST(name) __attribute__((import_module("approdo_host"), import_name(#name))) extern

extern "C" {
// A handle from 0 on, or -1 when there is no such file and `create` is 0, or no room for another.
APPRODO_HOST(file_open) int host_file_open(const char* name, std::size_t name_size, int create);
APPRODO_HOST(file_close) void host_file_close(int handle);
// The number of bytes read; fewer at the end of the file; -1 on failure.
APPRODO_HOST(file_read)
int host_file_read(int handle, void* to, std::size_t size, double offset);
// 0, or -1 on failure, or -2 when there is no space left.
APPRODO_HOST(file_write)
int host_file_write(int handle, const void* from, std::size_t size, double offset);
APPRODO_HOST(file_truncate) int host_file_truncate(int handle, double size);
// Returns once everything written is on the disk.
APPRODO_HOST(file_flush) int host_file_flush(int handle);
APPRODO_HOST(file_size) double host_file_size(int handle);
APPRODO_HOST(file_remove) int host_file_remove(const char* name, std::size_t name_size);
APPRODO_HOST(file_exists) int host_file_exists(const char* name, std::size_t name_size);

// Milliseconds since 1970 by the calendar clock; milliseconds by a clock that only goes forward.
APPRODO_HOST(wall_ms) double host_wall_ms();
APPRODO_HOST(boot_ms) double host_boot_ms();
APPRODO_HOST(random) void host_random(void* to, std::size_t size);
}

namespace approdo::wasm {

// One clock session a worker: its boot clock starts with it.
class HostClock final : public Clock {
  public:
    HostClock();
    Instant now() override;

  private:
    ClockSessionId session_;
};

class HostRandom final : public Random {
  public:
    void fill(MutableByteView out) override;
};

}  // namespace approdo::wasm
