// sim_defects [NAME…] [--from-seed] [--seeds N] [--jobs N]   plants each mistake, or those named,
// and looks for it in the seeds from 1 on; --from-seed begins with the seed that showed it the last
// time, and leaves out those that none has shown. A line a mistake, as a row for docs/testing.md;
// fails when one was not found.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/simulation/beginning.hpp"
#include "tests/simulation/defects.hpp"
#include "tests/simulation/run.hpp"

namespace {

using namespace approdo;
using namespace approdo::sim;

struct Wish {
    std::vector<std::string> names;
    std::uint64_t seeds = 2000;
    int jobs = 1;
    bool from_seed = false;
};

int usage() {
    std::fprintf(stderr, "sim_defects [NAME...] [--from-seed] [--seeds N] [--jobs N]\n");
    return 2;
}

bool read_wish(int count, char** texts, Wish& wish) {
    for (int i = 1; i < count; ++i) {
        const std::string text = texts[i];
        if (text == "--from-seed") {
            wish.from_seed = true;
        } else if (text.rfind("--", 0) != 0) {
            wish.names.push_back(text);
        } else if (i + 1 == count) {
            return false;
        } else if (text == "--seeds") {
            wish.seeds = std::strtoull(texts[++i], nullptr, 10);
        } else if (text == "--jobs") {
            wish.jobs = std::atoi(texts[++i]);
        } else {
            return false;
        }
    }
    return wish.jobs > 0;
}

std::optional<std::string> failure_at(const PlantedDefect& planted, std::uint64_t seed) {
    plant(planted.defect);
    auto failure = run(plan_of(seed)).failure;
    plant(Defect::none);
    return failure;
}

// True: it was found, by this seed.
bool try_seed(const PlantedDefect& planted, std::uint64_t seed) {
    const auto failure = failure_at(planted, seed);
    // What fails without the mistake as well shows nothing of it.
    if (!failure || run(plan_of(seed)).failure) return false;
    std::printf("| `%s` | %s | %llu | %s |\n", std::string(planted.name).c_str(),
                std::string(planted.breaks).c_str(), static_cast<unsigned long long>(seed),
                failure->c_str());
    return true;
}

bool find(const PlantedDefect& planted, const Wish& wish) {
    if (wish.from_seed && try_seed(planted, planted.seed)) return true;
    for (std::uint64_t seed = 1; seed <= wish.seeds; ++seed)
        if (try_seed(planted, seed)) return true;
    std::printf("%s: not found in %llu seeds\n", std::string(planted.name).c_str(),
                static_cast<unsigned long long>(wish.seeds));
    return false;
}

// In a process of its own, because a mistake may well end one.
bool find_apart(const PlantedDefect& planted, const Wish& wish) {
    std::fflush(stdout);
    const pid_t process = fork();
    if (process == 0) {
        const bool found = find(planted, wish);
        std::fflush(stdout);
        _exit(found ? 0 : 1);
    }
    int status = 0;
    waitpid(process, &status, 0);
    if (!WIFEXITED(status))
        std::printf("%s: ended the program\n", std::string(planted.name).c_str());
    return status == 0;
}

// Every `jobs`-th of those that are asked for, from `first` on.
bool find_some(const Wish& wish, std::size_t first) {
    (void)beginning();  // without mistakes, and of this job alone: a site locks its folder
    bool all = true;
    std::size_t number = 0;
    for (const PlantedDefect& planted : planted_defects()) {
        const auto& names = wish.names;
        if (!names.empty() && std::find(names.begin(), names.end(), planted.name) == names.end())
            continue;
        if (wish.from_seed && planted.seed == 0) continue;
        if (number++ % static_cast<std::size_t>(wish.jobs) != first) continue;
        all = find_apart(planted, wish) && all;
        std::fflush(stdout);
    }
    return all;
}

}  // namespace

int main(int count, char** texts) {
    Wish wish;
    if (!read_wish(count, texts, wish)) return usage();
    std::vector<pid_t> others;
    for (int job = 1; job < wish.jobs; ++job) {
        const pid_t process = fork();
        if (process == 0) _exit(find_some(wish, static_cast<std::size_t>(job)) ? 0 : 1);
        others.push_back(process);
    }
    bool all = find_some(wish, 0);
    for (const pid_t process : others) {
        int status = 0;
        waitpid(process, &status, 0);
        all = all && status == 0;
    }
    return all ? 0 : 1;
}
