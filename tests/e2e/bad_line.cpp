#include "tests/e2e/bad_line.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace approdo::e2e {
namespace {

constexpr int tick_ms = 5;
constexpr std::chrono::milliseconds silence{400};

std::uint16_t port_of(const std::string& address) {
    return static_cast<std::uint16_t>(std::stoul(address.substr(address.rfind(':') + 1)));
}

}  // namespace

BadLine::BadLine(const std::string& upstream, std::uint64_t seed)
    : upstream_(port_of(upstream)), listener_(test::listen_on_loopback()), random_(seed) {
    if (::pipe(wake_) != 0) throw std::runtime_error("the line cannot be opened");
    thread_ = std::thread([this] { serve(); });
}

BadLine::~BadLine() {
    ::close(wake_[1]);
    thread_.join();
    ::close(wake_[0]);
    ::close(listener_.socket);
    for (const Way& way : ways_) ::close(way.from);
}

BadLine::Fate BadLine::draw_fate() {
    Fate fate;
    if (!bad_) return fate;
    switch (random_.below(5)) {
        case 0:
            fate.cut_after = random_.below(2'000);
            break;
        case 1:
            fate.cut_after = random_.below(2'000);
            fate.silent = true;
            break;
        case 2:
            fate.pause = std::chrono::milliseconds(random_.below(200));
            break;
        case 3:
            fate.piece = 50 + random_.below(300);
            fate.pause = std::chrono::milliseconds(tick_ms);
            break;
        default:
            break;
    }
    return fate;
}

void BadLine::take_connection() {
    const int person = ::accept4(listener_.socket, nullptr, nullptr, SOCK_CLOEXEC);
    if (person < 0) return;
    const int site = test::connect_on_loopback(upstream_);
    if (site < 0) {
        ::close(person);
        return;
    }
    ways_.push_back({person, site, draw_fate(), Clock::now(), 0, false});
    ways_.push_back({site, person, draw_fate(), Clock::now(), 0, false});
}

void BadLine::cut(std::size_t way) {
    const std::size_t first = way & ~std::size_t{1};
    for (const std::size_t each : {first, first + 1}) {
        ways_[each].ended = true;
        ::shutdown(ways_[each].from, SHUT_RDWR);
    }
    ++cut_;
}

void BadLine::pass_on(std::size_t number) {
    Way& way = ways_[number];
    if (way.passed >= way.fate.cut_after) return cut(number);
    std::array<char, 65536> buffer;
    const std::size_t most = std::min(way.fate.piece, way.fate.cut_after - way.passed);
    const ssize_t got = ::recv(way.from, buffer.data(), most, 0);
    if (got <= 0 || !test::send_whole(way.to, buffer.data(), static_cast<std::size_t>(got))) {
        way.ended = true;
        ::shutdown(way.to, SHUT_WR);
        return;
    }
    way.passed += static_cast<std::size_t>(got);
    way.next = Clock::now() + way.fate.pause;
    if (way.passed >= way.fate.cut_after && way.fate.silent) way.next = Clock::now() + silence;
}

void BadLine::forget_ended() {
    for (std::size_t i = 0; i < ways_.size();) {
        if (!ways_[i].ended || !ways_[i + 1].ended) {
            i += 2;
            continue;
        }
        ::close(ways_[i].from);
        ::close(ways_[i].to);
        const auto first = ways_.begin() + static_cast<std::ptrdiff_t>(i);
        ways_.erase(first, first + 2);
    }
}

int BadLine::poll_ms() const {
    for (const Way& way : ways_) {
        if (!way.ended && way.next > Clock::now()) return tick_ms;
    }
    return -1;
}

void BadLine::serve() {
    while (true) {
        const auto now = Clock::now();
        std::vector<pollfd> waits{{wake_[0], POLLIN, 0}, {listener_.socket, POLLIN, 0}};
        for (const Way& way : ways_) {
            waits.push_back({way.ended || way.next > now ? -1 : way.from, POLLIN, 0});
        }
        if (::poll(waits.data(), waits.size(), poll_ms()) < 0) continue;
        if (waits[0].revents != 0) return;
        for (std::size_t i = 0; i + 2 < waits.size(); ++i) {
            if (waits[i + 2].revents != 0 && !ways_[i].ended) pass_on(i);
        }
        forget_ended();
        if (waits[1].revents != 0) take_connection();
    }
}

}  // namespace approdo::e2e
