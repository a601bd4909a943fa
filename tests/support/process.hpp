// Real programs for end-to-end tests: start one, read what it prints, wait for it with a deadline,
// kill it at a bad moment. Whatever still runs when the object goes is killed, so that no test
// leaves one.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace approdo::test {

struct Completed {
    int exit_code = -1;  // 128 + signal when a signal ended it
    std::string out;
    std::string err;
};

class Process {
  public:
    // `arguments` after the program's path; `environment` as NAME=value on top of this process's
    // own.
    explicit Process(const std::string& program, const std::vector<std::string>& arguments,
                     const std::vector<std::string>& environment = {},
                     const std::string& input = {});
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    ~Process();

    // The first whole line of standard output that holds `text`; nothing when the program ended or
    // the time is up before.
    std::optional<std::string> wait_for_line(const std::string& text, int timeout_ms = 30'000);

    // Throws std::runtime_error, after killing it, when the time is up.
    Completed wait(int timeout_ms = 60'000);

    // Reads on until the program has closed its output or the time is up; true: it has.
    bool wait_at_most(int timeout_ms);

    void kill();       // SIGKILL: no goodbye
    void terminate();  // SIGTERM: asks it to stop
    void freeze();     // SIGSTOP: as a laptop whose lid was closed
    void thaw();       // SIGCONT
    pid_t id() const { return id_; }

  private:
    bool read_some(int timeout_ms);
    void reap();
    void signal(int number);

    pid_t id_ = -1;
    int out_ = -1;
    int err_ = -1;
    bool ended_ = false;
    std::size_t searched_ = 0;
    Completed result_;
};

// Starts, waits, returns.
Completed run(const std::string& program, const std::vector<std::string>& arguments,
              const std::vector<std::string>& environment = {}, const std::string& input = {});

}  // namespace approdo::test
