#include "server/signals.hpp"

#include <pthread.h>
#include <signal.h>

#include <cstdlib>

#include "server/output.hpp"

namespace approdo::server {

namespace {

// SIGUSR1 ends the waiting thread when the program stops for another reason.
sigset_t watched() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGUSR1);
    return set;
}

}  // namespace

void block_stop_signals() {
    const sigset_t set = watched();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
}

StopSignals::StopSignals(std::function<void()> stop)
    : stop_(std::move(stop)), thread_([this] { wait(); }) {}

StopSignals::~StopSignals() {
    pthread_kill(thread_.native_handle(), SIGUSR1);
    thread_.join();
}

void StopSignals::wait() {
    const sigset_t set = watched();
    bool asked = false;
    for (;;) {
        int number = 0;
        if (sigwait(&set, &number) != 0) continue;
        if (number == SIGUSR1) return;
        if (asked) std::_Exit(static_cast<int>(ExitCode::interrupted));
        asked = true;
        stop_();
    }
}

}  // namespace approdo::server
