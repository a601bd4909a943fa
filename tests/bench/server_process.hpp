// A BenchSite in a process of its own, so that its processor time and its memory are the server's
// alone: clients stay here. Fork one only while this process has a single thread.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

namespace approdo::bench {

class ServerProcess {
  public:
    // `devices_max`: how many may join.
    explicit ServerProcess(std::size_t devices_max);
    ~ServerProcess();
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    std::uint16_t port() const { return port_; }
    std::string take_link();

    struct Usage {
        double cpu_s = 0;       // user and kernel, of all threads
        double fold_cpu_s = 0;  // of that, folding
        double folded = 0;      // events
        double fold_lag = 0;    // segments stored and not folded yet
        double commits = 0;     // of the writer
        double rss_mib = 0;
        double rss_peak_mib = 0;
        double took_s = 0;  // the command at the server: 0 where there was none
    };
    Usage usage();
    // Waits until everything stored is folded.
    Usage folded();
    // The peak counts from here.
    void reset_peak();
    // The report of an edition with everybody in it who has joined.
    Usage report();
    // Starts the program again; the port changes.
    Usage restart();

  private:
    Usage ask(char command);
    [[noreturn]] static void serve(std::size_t devices_max, int in, int out);

    pid_t child_ = 0;
    std::FILE* to_ = nullptr;
    std::FILE* from_ = nullptr;
    std::uint16_t port_ = 0;
    std::vector<std::string> links_;
};

}  // namespace approdo::bench
