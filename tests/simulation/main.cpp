// sim --seed N [--only 3,7,9] [--sound-link] [--trace]   one run
// sim --seeds A..B [--keep-going] [--jobs N]             many; what fails is shrunk and printed
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sstream>

#include "tests/simulation/run.hpp"

namespace {

using namespace approdo;
using namespace approdo::sim;

struct Wish {
    std::uint64_t first = 1;
    std::uint64_t last = 0;  // below `first`: one seed, shown in full
    std::vector<std::size_t> only;
    bool sound_link = false;
    bool trace = false;
    bool keep_going = false;
    bool no_shrinking = false;
    int jobs = 1;
};

int usage() {
    std::fprintf(stderr,
                 "sim --seed N [--only 3,7,9] [--sound-link] [--trace]\n"
                 "sim --seeds A..B [--keep-going] [--no-shrinking] [--jobs N]\n");
    return 2;
}

bool read_wish(int count, char** texts, Wish& wish) {
    for (int i = 1; i < count; ++i) {
        const std::string name = texts[i];
        const char* value = i + 1 < count ? texts[i + 1] : nullptr;
        if (name == "--sound-link") {
            wish.sound_link = true;
        } else if (name == "--trace") {
            wish.trace = true;
        } else if (name == "--keep-going") {
            wish.keep_going = true;
        } else if (name == "--no-shrinking") {
            wish.no_shrinking = true;
        } else if (value == nullptr) {
            return false;
        } else if (name == "--seed") {
            wish.first = std::strtoull(value, nullptr, 10);
            ++i;
        } else if (name == "--seeds") {
            const char* dots = std::strstr(value, "..");
            if (dots == nullptr) return false;
            wish.first = std::strtoull(value, nullptr, 10);
            wish.last = std::strtoull(dots + 2, nullptr, 10);
            ++i;
        } else if (name == "--jobs") {
            wish.jobs = std::atoi(value);
            ++i;
        } else if (name == "--only") {
            std::istringstream numbers(value);
            for (std::string one; std::getline(numbers, one, ',');)
                wish.only.push_back(std::strtoull(one.c_str(), nullptr, 10));
            ++i;
        } else {
            return false;
        }
    }
    return true;
}

void print_line(const std::string& line) {
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
}

int run_one(const Wish& wish) {
    Plan plan = plan_of(wish.first);
    if (!wish.only.empty()) {
        std::erase_if(plan.steps, [&](const Step& step) {
            return std::find(wish.only.begin(), wish.only.end(), step.number) == wish.only.end();
        });
    }
    if (wish.sound_link) plan.link_fails = false;
    const Outcome outcome =
        run(plan, wish.trace ? std::function<void(const std::string&)>(print_line) : nullptr);
    std::printf("seed %llu: trace %s: %s\n", static_cast<unsigned long long>(wish.first),
                outcome.trace.hex().substr(0, 16).c_str(),
                outcome.failure ? outcome.failure->c_str() : "every invariant holds");
    return outcome.failure ? 1 : 0;
}

void report(const Plan& plan, const std::string& failure, bool shrinks) {
    std::printf("seed %llu fails: %s\n", static_cast<unsigned long long>(plan.seed),
                failure.c_str());
    std::fflush(stdout);
    if (!shrinks) return;
    const Plan smallest = shrink(plan, failure);
    std::printf("  %zu of %zu steps are enough: %s\n", smallest.steps.size(), plan.steps.size(),
                command_of(smallest).c_str());
    std::fflush(stdout);
}

// The seeds of one process: first, first + jobs, …
int run_many(const Wish& wish, std::uint64_t first) {
    int failures = 0;
    for (std::uint64_t seed = first; seed <= wish.last;
         seed += static_cast<std::uint64_t>(wish.jobs)) {
        const Plan plan = plan_of(seed);
        const Outcome outcome = run(plan);
        if (!outcome.failure) continue;
        ++failures;
        report(plan, *outcome.failure, !wish.no_shrinking);
        if (!wish.keep_going) break;
    }
    return failures > 0 ? 1 : 0;
}

int run_range(const Wish& wish) {
    const auto begin = std::chrono::steady_clock::now();
    int result = 0;
    std::vector<pid_t> others;
    for (int job = 1; job < wish.jobs; ++job) {
        const pid_t process = fork();
        if (process == 0) std::exit(run_many(wish, wish.first + static_cast<std::uint64_t>(job)));
        others.push_back(process);
    }
    result = run_many(wish, wish.first);
    for (const pid_t process : others) {
        int status = 0;
        waitpid(process, &status, 0);
        if (status != 0) result = 1;
    }
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    const double count = static_cast<double>(wish.last - wish.first + 1);
    std::printf("seeds %llu..%llu: %s, %.0f seeds a minute\n",
                static_cast<unsigned long long>(wish.first),
                static_cast<unsigned long long>(wish.last),
                result == 0 ? "every invariant holds" : "FAILED", count / seconds * 60);
    return result;
}

}  // namespace

int main(int count, char** texts) {
    Wish wish;
    if (!read_wish(count, texts, wish) || wish.jobs < 1) return usage();
    return wish.last < wish.first ? run_one(wish) : run_range(wish);
}
