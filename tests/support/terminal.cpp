#include "tests/support/terminal.hpp"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace approdo::test {
namespace {

constexpr int timeout_ms = 60'000;
constexpr winsize window{40, 100, 0, 0};

std::vector<char*> pointers(const std::vector<std::string>& texts) {
    std::vector<char*> result;
    for (const std::string& text : texts) result.push_back(const_cast<char*>(text.c_str()));
    result.push_back(nullptr);
    return result;
}

}  // namespace

Terminal::Terminal(const std::string& program, const std::vector<std::string>& arguments,
                   const std::vector<std::string>& environment) {
    std::vector<std::string> all{program};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const auto argv = pointers(all);
    const auto envp = pointers(environment);
    id_ = forkpty(&master_, nullptr, nullptr, &window);
    if (id_ < 0) throw std::runtime_error("no pseudo-terminal");
    if (id_ == 0) {
        execve(program.c_str(), argv.data(), envp.data());
        _exit(127);
    }
}

Terminal::~Terminal() {
    if (id_ > 0) {
        ::kill(id_, SIGKILL);
        waitpid(id_, nullptr, 0);
    }
    if (master_ >= 0) close(master_);
}

std::string Terminal::wait_for(const std::string& text) {
    while (true) {
        const auto at = screen_.find(text, seen_);
        if (at != std::string::npos) {
            const std::size_t from = std::exchange(seen_, at + text.size());
            return screen_.substr(from, seen_ - from);
        }
        if (!read_some()) throw std::runtime_error("«" + text + "» never came:\n" + screen_);
    }
}

void Terminal::type(const std::string& line) {
    put(line + "\n");
}

void Terminal::press_ctrl_c() {
    put("\x03");
}

bool Terminal::echoes() const {
    termios now{};
    if (tcgetattr(master_, &now) != 0) throw std::runtime_error("no terminal any more");
    return (now.c_lflag & ECHO) != 0;
}

int Terminal::wait() {
    while (read_some()) {
    }
    int status = 0;
    waitpid(id_, &status, 0);
    id_ = -1;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

// False: the program has closed the terminal, or showed nothing in all that time.
bool Terminal::read_some() {
    pollfd ready{master_, POLLIN, 0};
    if (poll(&ready, 1, timeout_ms) <= 0) return false;
    std::array<char, 4096> buffer;
    const ssize_t got = read(master_, buffer.data(), buffer.size());
    if (got <= 0) return false;
    screen_.append(buffer.data(), static_cast<std::size_t>(got));
    return true;
}

void Terminal::put(const std::string& keys) {
    if (write(master_, keys.data(), keys.size()) != static_cast<ssize_t>(keys.size())) {
        throw std::runtime_error("the terminal takes no more keys");
    }
}

}  // namespace approdo::test
