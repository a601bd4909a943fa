#include "server/net/request_names.hpp"

#include <fmt/core.h>

#include <array>
#include <random>

namespace approdo::net {

RequestNames::RequestNames() : start_(std::random_device{}()) {}

std::string RequestNames::next() {
    return fmt::format("{:08x}{:08x}", start_, ++count_);
}

std::string http_date(std::time_t second) {
    constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm parts{};
    ::gmtime_r(&second, &parts);
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
                       days[static_cast<std::size_t>(parts.tm_wday)], parts.tm_mday,
                       months[static_cast<std::size_t>(parts.tm_mon)], 1900 + parts.tm_year,
                       parts.tm_hour, parts.tm_min, parts.tm_sec);
}

std::string_view DateLine::line() {
    const std::time_t now = std::time(nullptr);
    if (now != second_ || text_.empty()) {
        second_ = now;
        text_ = "date: " + http_date(now) + "\r\n";
    }
    return text_;
}

}  // namespace approdo::net
