// Real programs for benchmarks: ours and those that we compare with. A tool that is not installed
// makes its figure absent, with the reason, and never a guess. Nothing here outlives the benchmark.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/support/process.hpp"
#include "tests/support/temp_dir.hpp"

namespace approdo::bench {

using Arguments = std::vector<std::string>;

struct Ran {
    std::string out;  // standard output and standard error
    double wall_s = 0;
    double cpu_s = 0;
    std::uint64_t rss_peak_bytes = 0;  // 0 unless it was watched
};

enum class WatchMemory : bool { no, yes };

// Waits for the program; throws std::runtime_error with what it said when it failed.
Ran run(const std::string& program, const Arguments& arguments, const Arguments& environment = {},
        WatchMemory watch = WatchMemory::no);

// Its path; throws Absent, naming the Debian package that has it.
std::string tool(const std::string& name, const std::string& package);

// Seconds on a processor so far, and memory of its own (no file behind it).
double cpu_seconds_of(pid_t process);
std::uint64_t own_memory_of(pid_t process);

std::uint16_t free_port();
void wait_until_listening(std::uint16_t port);
// A connected socket on loopback; throws when nobody listens.
int connect_to(std::uint16_t port);

// nginx as one process with one worker's loop, serving the files of a folder.
class Nginx {
  public:
    explicit Nginx(const std::string& folder);

    std::uint16_t port() const { return port_; }
    std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }
    pid_t id() const { return process_->id(); }

  private:
    test::TempDir own_;
    std::uint16_t port_;
    std::unique_ptr<test::Process> process_;
};

}  // namespace approdo::bench
