#include "tests/e2e/attacker.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <algorithm>
#include <cctype>

#include <array>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "tests/support/loopback.hpp"

namespace approdo::e2e {
namespace {

constexpr int answer_ms_max = 30'000;

std::uint64_t status_line(pid_t process, const std::string& name) {
    std::ifstream in("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with(name)) return std::stoull(line.substr(name.size() + 1));
    }
    throw std::runtime_error("the server is gone");
}

}  // namespace

Line::Line(std::uint16_t port, std::uint8_t from)
    : socket_(test::connect_on_loopback(port, from)) {}

Line::~Line() {
    if (socket_ >= 0) ::close(socket_);
}

Line::Line(Line&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), held_(std::move(other.held_)) {}

void Line::push(std::string_view bytes) {
    (void)::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

bool Line::send(std::string_view bytes) {
    const timeval limit{.tv_sec = answer_ms_max / 1000, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    return test::send_whole(socket_, bytes.data(), bytes.size());
}

bool Line::read_some(int timeout_ms) {
    pollfd watched{socket_, POLLIN, 0};
    if (::poll(&watched, 1, timeout_ms) <= 0) return false;
    std::array<char, 16384> buffer;
    const ssize_t size = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (size <= 0) return false;
    held_.append(buffer.data(), static_cast<std::size_t>(size));
    return true;
}

RawAnswer Line::answer() {
    std::size_t end = 0;
    while ((end = held_.find("\r\n\r\n")) == std::string::npos)
        if (!read_some(answer_ms_max)) return {};
    RawAnswer answer;
    answer.head = held_.substr(0, end + 2);
    answer.status = std::stoi(held_.substr(9, 3));
    std::string lower = answer.head;  // names of fields have no case
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const std::size_t at = lower.find("content-length: ");
    const std::size_t size = at == std::string::npos ? 0 : std::stoul(answer.head.substr(at + 16));
    while (held_.size() < end + 4 + size)
        if (!read_some(answer_ms_max)) return {};
    answer.body = held_.substr(end + 4, size);
    held_.erase(0, end + 4 + size);
    return answer;
}

bool Line::ends_within(int timeout_ms) {
    while (read_some(timeout_ms)) {
    }
    std::array<char, 1> one;
    return ::recv(socket_, one.data(), one.size(), MSG_DONTWAIT) == 0 || errno != EAGAIN;
}

std::vector<Line> crowd(std::uint16_t port, std::size_t count, std::string_view first,
                        std::uint8_t from) {
    std::vector<Line> lines;
    for (std::size_t i = 0; i < count; ++i) {
        Line line(port, from);
        if (!line.is_open()) break;
        line.push(first);
        lines.push_back(std::move(line));
    }
    return lines;
}

std::string post_head(std::string_view path, std::string_view length_line) {
    return "POST " + std::string(path) + " HTTP/1.1\r\nHost: here\r\n" + std::string(length_line) +
           "\r\n\r\n";
}

RawAnswer ask(std::uint16_t port, std::string_view request, std::uint8_t from) {
    Line line(port, from);
    if (!line.is_open()) return {};
    (void)line.send(request);
    return line.answer();
}

RawAnswer ask_json(std::uint16_t port, std::string_view method, std::string_view path,
                   std::string_view body, std::string_view more, std::uint8_t from) {
    return ask(port,
               std::string(method) + " " + std::string(path) +
                   " HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n" +
                   std::string(more) + "Content-Length: " + std::to_string(body.size()) +
                   "\r\n\r\n" + std::string(body),
               from);
}

std::uint64_t memory_kib(pid_t process) {
    return status_line(process, "VmRSS:");
}

std::uint64_t memory_kib_max(pid_t process) {
    return status_line(process, "VmHWM:");
}

std::uint64_t bytes_below(const std::string& folder) {
    std::uint64_t bytes = 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
        std::error_code gone;
        if (!file.is_regular_file(gone)) continue;
        const std::uint64_t size = file.file_size(gone);
        if (!gone) bytes += size;
    }
    return bytes;
}

void raise_file_limit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace approdo::e2e
