#include "tests/bench/server_process.hpp"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "tests/bench/bare_course.hpp"
#include "tests/bench/bench.hpp"

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

void say_usage(BenchSite& site, double took_s, std::FILE* to) {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto figures = site.site().figures();
    std::fprintf(to, "%u %.9g %.9g %.9g %.17g %.9g %.9g %.9g %.9g\n", unsigned{site.port()}, took_s,
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

namespace {

// The course of everybody, made before the site was opened.
class Class {
  public:
    Class(BenchSite& site, const CourseId& course) : site_(site), course_(course) {}

    double report_s() {
        app::Site& site = site_.site();
        const app::Actor actor = app::Actor::machine_operator();
        if (edition_.is_zero()) edition_ = add_edition(site, course_);
        const auto people = site.accounts(actor, std::nullopt).value();
        // Nothing happens for those who are in it already.
        for (const app::Account& person : people) {
            site.enrol(actor, edition_, person.id).value();
        }
        return seconds_of([&] {
            const auto rows = site.progress(actor, course_, std::nullopt);
            APPRODO_ASSERT(rows.value().size() == people.size());
        });
    }

  private:
    BenchSite& site_;
    const CourseId course_;
    EditionId edition_;
};

}  // namespace

void ServerProcess::serve(std::size_t devices_max, int in, int out) {
    std::FILE* const from = ::fdopen(in, "r");
    std::FILE* const to = ::fdopen(out, "w");
    {
        CourseId course;
        BenchSite site([&](const auto& folder) { course = add_course(folder); });
        Class all(site, course);
        std::fprintf(to, "%u\n", unsigned{site.port()});
        for (std::size_t i = 0; i < devices_max; ++i) {
            std::fprintf(to, "%s\n", site.invitation().c_str());
        }
        std::fflush(to);
        for (int command = std::fgetc(from); command != EOF; command = std::fgetc(from)) {
            double took_s = 0;
            if (command == 'f') {
                while (figure(site.site().figures(), "approdo_fold_lag") > 0) ::usleep(5000);
            } else if (command == 'r') {
                std::ofstream("/proc/self/clear_refs") << 5;
            } else if (command == 'p') {
                took_s = all.report_s();
            } else if (command == 's') {
                took_s = site.restart();
            }
            say_usage(site, took_s, to);
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

ServerProcess::Usage ServerProcess::ask(char command) {
    std::fputc(command, to_);
    std::fflush(to_);
    Usage usage;
    unsigned port = 0;
    APPRODO_ASSERT(std::fscanf(from_, "%u %lf %lf %lf %lf %lf %lf %lf %lf", &port, &usage.took_s,
                               &usage.cpu_s, &usage.fold_cpu_s, &usage.folded, &usage.fold_lag,
                               &usage.commits, &usage.rss_mib, &usage.rss_peak_mib) == 9);
    port_ = static_cast<std::uint16_t>(port);
    return usage;
}

ServerProcess::Usage ServerProcess::usage() {
    return ask('u');
}
ServerProcess::Usage ServerProcess::folded() {
    return ask('f');
}
void ServerProcess::reset_peak() {
    (void)ask('r');
}
ServerProcess::Usage ServerProcess::report() {
    return ask('p');
}
ServerProcess::Usage ServerProcess::restart() {
    return ask('s');
}

}  // namespace approdo::bench
