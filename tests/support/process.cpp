#include "tests/support/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <system_error>

extern char** environ;

namespace approdo::test {
namespace {

using SteadyClock = std::chrono::steady_clock;

[[noreturn]] void throw_errno(int code, const std::string& what) {
    throw std::system_error(code, std::generic_category(), what);
}

struct Pipe {
    std::array<int, 2> ends{-1, -1};
    Pipe() {
        if (pipe2(ends.data(), O_CLOEXEC) != 0) throw_errno(errno, "pipe");
    }
};

// Input goes through a file that is already gone from the folder: no pipe to fill up.
int input_file(const std::string& input) {
    std::string name = "/tmp/approdo-input-XXXXXX";
    const int file = mkostemp(name.data(), O_CLOEXEC);
    if (file < 0) throw_errno(errno, "mkostemp");
    unlink(name.c_str());
    if (write(file, input.data(), input.size()) != static_cast<ssize_t>(input.size())) {
        throw_errno(errno, "write");
    }
    lseek(file, 0, SEEK_SET);
    return file;
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
    std::vector<char*> result;
    for (const std::string& text : texts) result.push_back(const_cast<char*>(text.c_str()));
    result.push_back(nullptr);
    return result;
}

// Ours first: of two settings of one name most programs take the first.
std::vector<char*> environment_of(const std::vector<std::string>& more) {
    std::vector<char*> result = pointers(more);
    result.pop_back();
    for (char** entry = environ; *entry != nullptr; ++entry) result.push_back(*entry);
    result.push_back(nullptr);
    return result;
}

int milliseconds_until(SteadyClock::time_point deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - SteadyClock::now());
    return left.count() > 0 ? static_cast<int>(left.count()) : 0;
}

// False at the end of the stream.
bool drain(int& from, std::string& into) {
    std::array<char, 16384> buffer;
    const ssize_t got = read(from, buffer.data(), buffer.size());
    if (got > 0) {
        into.append(buffer.data(), static_cast<std::size_t>(got));
        return true;
    }
    if (got < 0 && errno == EINTR) return true;
    close(from);
    from = -1;
    return false;
}

}  // namespace

Process::Process(const std::string& program, const std::vector<std::string>& arguments,
                 const std::vector<std::string>& environment, const std::string& input) {
    const Pipe out;
    const Pipe err;
    const int in = input_file(input);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in, 0);
    posix_spawn_file_actions_adddup2(&actions, out.ends[1], 1);
    posix_spawn_file_actions_adddup2(&actions, err.ends[1], 2);

    std::vector<std::string> words{program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    const int code = posix_spawn(&id_, program.c_str(), &actions, nullptr, pointers(words).data(),
                                 environment_of(environment).data());
    posix_spawn_file_actions_destroy(&actions);
    close(in);
    close(out.ends[1]);
    close(err.ends[1]);
    out_ = out.ends[0];
    err_ = err.ends[0];
    if (code != 0) {
        ended_ = true;
        close(out_);
        close(err_);
        throw_errno(code, "cannot start " + program);
    }
}

Process::~Process() {
    kill();
    reap();
    if (out_ >= 0) close(out_);
    if (err_ >= 0) close(err_);
}

bool Process::read_some(int timeout_ms) {
    std::array<pollfd, 2> waits{pollfd{out_, POLLIN, 0}, pollfd{err_, POLLIN, 0}};
    const int ready = poll(waits.data(), waits.size(), timeout_ms);
    if (ready < 0 && errno != EINTR) throw_errno(errno, "poll");
    if (ready <= 0) return false;
    if (waits[0].revents != 0) drain(out_, result_.out);
    if (waits[1].revents != 0) drain(err_, result_.err);
    return true;
}

std::optional<std::string> Process::wait_for_line(const std::string& text, int timeout_ms) {
    const auto deadline = SteadyClock::now() + std::chrono::milliseconds(timeout_ms);
    for (;;) {
        for (std::size_t end = result_.out.find('\n', searched_); end != std::string::npos;
             end = result_.out.find('\n', searched_)) {
            const std::string line = result_.out.substr(searched_, end - searched_);
            searched_ = end + 1;
            if (line.find(text) != std::string::npos) return line;
        }
        const int left = milliseconds_until(deadline);
        if (out_ < 0 || left == 0) return std::nullopt;
        read_some(left);
    }
}

bool Process::wait_at_most(int timeout_ms) {
    const auto deadline = SteadyClock::now() + std::chrono::milliseconds(timeout_ms);
    while (out_ >= 0 || err_ >= 0) {
        const int left = milliseconds_until(deadline);
        if (!read_some(left) && left == 0) return false;
    }
    return true;
}

Completed Process::wait(int timeout_ms) {
    const bool ended = wait_at_most(timeout_ms);
    if (!ended) kill();
    reap();
    if (ended) return result_;
    throw std::runtime_error("a program did not end in time; it printed:\n" + result_.out +
                             result_.err);
}

void Process::reap() {
    if (ended_) return;
    int status = 0;
    while (waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    ended_ = true;
    result_.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void Process::signal(int number) {
    if (!ended_) ::kill(id_, number);
}

void Process::kill() {
    signal(SIGKILL);
}

void Process::terminate() {
    signal(SIGTERM);
}

void Process::freeze() {
    signal(SIGSTOP);
}

void Process::thaw() {
    signal(SIGCONT);
}

Completed run(const std::string& program, const std::vector<std::string>& arguments,
              const std::vector<std::string>& environment, const std::string& input) {
    return Process(program, arguments, environment, input).wait();
}

}  // namespace approdo::test
