#include "tests/bench/server_process.hpp"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "tests/bench/bench_site.hpp"

namespace approdo::bench {
namespace {

double seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

double figure(const std::vector<app::Figure>& figures, std::string_view name) {
    const auto found =
        std::find_if(figures.begin(), figures.end(), [&](const auto& f) { return f.name == name; });
    return found == figures.end() ? -1 : found->value;
}

double status_mib(const std::string& name) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(name)) return std::strtod(line.c_str() + name.size(), nullptr) / 1024;
    }
    return 0;
}

void say_usage(BenchSite& site, std::FILE* to) {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto figures = site.site().figures();
    std::fprintf(to, "%.9g %.9g %.17g %.9g %.9g %.9g %.9g\n",
                 seconds(used.ru_utime) + seconds(used.ru_stime),
                 figure(figures, "approdo_fold_cpu_seconds_total"),
                 figure(figures, "approdo_folded_events_total"),
                 figure(figures, "approdo_fold_lag"), figure(figures, "approdo_commits_total"),
                 status_mib("VmRSS:"), status_mib("VmHWM:"));
}

}  // namespace

ServerProcess::ServerProcess(std::size_t devices_max) {
    int down[2];
    int up[2];
    APPRODO_ASSERT(::pipe(down) == 0 && ::pipe(up) == 0);
    child_ = ::fork();
    APPRODO_ASSERT(child_ >= 0);
    if (child_ == 0) {
        ::close(down[1]);
        ::close(up[0]);
        serve(devices_max, down[0], up[1]);
    }
    ::close(down[0]);
    ::close(up[1]);
    to_ = ::fdopen(down[1], "w");
    from_ = ::fdopen(up[0], "r");
    unsigned port = 0;
    APPRODO_ASSERT(std::fscanf(from_, "%u", &port) == 1);
    port_ = static_cast<std::uint16_t>(port);
    char link[512];
    for (std::size_t i = 0; i < devices_max; ++i) {
        APPRODO_ASSERT(std::fscanf(from_, "%511s", link) == 1);
        links_.emplace_back(link);
    }
}

ServerProcess::~ServerProcess() {
    std::fclose(to_);
    std::fclose(from_);
    int status = 0;
    ::waitpid(child_, &status, 0);
}

void ServerProcess::serve(std::size_t devices_max, int in, int out) {
    std::FILE* const from = ::fdopen(in, "r");
    std::FILE* const to = ::fdopen(out, "w");
    {
        BenchSite site;
        std::fprintf(to, "%u\n", unsigned{site.port()});
        for (std::size_t i = 0; i < devices_max; ++i) {
            std::fprintf(to, "%s\n", site.invitation().c_str());
        }
        std::fflush(to);
        for (int command = std::fgetc(from); command != EOF; command = std::fgetc(from)) {
            if (command == 'f') {
                while (figure(site.site().figures(), "approdo_fold_lag") > 0) ::usleep(5000);
            } else if (command == 'r') {
                std::ofstream("/proc/self/clear_refs") << 5;
            }
            say_usage(site, to);
            std::fflush(to);
        }
    }
    ::_exit(0);
}

std::string ServerProcess::take_link() {
    std::string link = std::move(links_.back());
    links_.pop_back();
    return link;
}

namespace {

ServerProcess::Usage ask(std::FILE* to, std::FILE* from, char command) {
    std::fputc(command, to);
    std::fflush(to);
    ServerProcess::Usage usage;
    APPRODO_ASSERT(std::fscanf(from, "%lf %lf %lf %lf %lf %lf %lf", &usage.cpu_s, &usage.fold_cpu_s,
                               &usage.folded, &usage.fold_lag, &usage.commits, &usage.rss_mib,
                               &usage.rss_peak_mib) == 7);
    return usage;
}

}  // namespace

ServerProcess::Usage ServerProcess::usage() {
    return ask(to_, from_, 'u');
}
ServerProcess::Usage ServerProcess::folded() {
    return ask(to_, from_, 'f');
}
void ServerProcess::reset_peak() {
    (void)ask(to_, from_, 'r');
}

}  // namespace approdo::bench
