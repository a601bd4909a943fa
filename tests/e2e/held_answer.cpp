#include "tests/e2e/held_answer.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace approdo::e2e {
namespace {

std::uint16_t port_of(const std::string& address) {
    return static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
}

}  // namespace

HeldAnswer::HeldAnswer(const std::string& upstream, std::string question)
    : upstream_(port_of(upstream)),
      question_(std::move(question)),
      listener_(test::listen_on_loopback()) {
    if (::pipe(wake_) != 0) throw std::runtime_error("the line cannot be opened");
    thread_ = std::thread([this] { serve(); });
}

HeldAnswer::~HeldAnswer() {
    ::close(wake_[1]);
    thread_.join();
    ::close(wake_[0]);
    ::close(listener_.socket);
    for (const Pair& pair : pairs_) {
        ::close(pair.person);
        ::close(pair.site);
    }
}

void HeldAnswer::take_connection() {
    const int person = ::accept4(listener_.socket, nullptr, nullptr, SOCK_CLOEXEC);
    if (person < 0) return;
    const int site = test::connect_on_loopback(upstream_);
    if (site < 0) {
        ::close(person);
        return;
    }
    pairs_.push_back({person, site});
}

bool HeldAnswer::pass_question(Pair& pair) {
    std::array<char, 65536> buffer;
    const ssize_t got = ::recv(pair.person, buffer.data(), buffer.size(), 0);
    if (got <= 0) return false;
    pair.asked.append(buffer.data(), static_cast<std::size_t>(got));
    if (!passes_all_ && pair.asked.find(question_) != std::string::npos) pair.held = true;
    return test::send_whole(pair.site, buffer.data(), static_cast<std::size_t>(got));
}

bool HeldAnswer::pass_answer(Pair& pair) {
    std::array<char, 65536> buffer;
    const ssize_t got = ::recv(pair.site, buffer.data(), buffer.size(), 0);
    if (got <= 0) return false;
    pair.asked.clear();
    if (!pair.held) {
        return test::send_whole(pair.person, buffer.data(), static_cast<std::size_t>(got));
    }
    holds_ = true;
    return true;
}

void HeldAnswer::serve() {
    while (true) {
        std::vector<pollfd> waits{{wake_[0], POLLIN, 0}, {listener_.socket, POLLIN, 0}};
        for (const Pair& pair : pairs_) {
            waits.push_back({pair.person, POLLIN, 0});
            waits.push_back({pair.site, POLLIN, 0});
        }
        if (::poll(waits.data(), waits.size(), -1) < 0) continue;
        if (waits[0].revents != 0) return;
        std::vector<Pair> going_on;
        for (std::size_t i = 0; i < pairs_.size(); ++i) {
            Pair& pair = pairs_[i];
            const bool asks = waits[2 + 2 * i].revents != 0;
            const bool answers = waits[3 + 2 * i].revents != 0;
            if ((!asks || pass_question(pair)) && (!answers || pass_answer(pair))) {
                going_on.push_back(std::move(pair));
                continue;
            }
            ::close(pair.person);
            ::close(pair.site);
        }
        pairs_ = std::move(going_on);
        if (waits[1].revents != 0) take_connection();
    }
}

}  // namespace approdo::e2e
