#include "client_core/cli/texts.hpp"

#include <time.h>

#include <algorithm>
#include <array>
#include <cstdio>

namespace approdo::cli {
namespace {

bool speaks_english = false;

std::string in_local_digits(std::string number) {
    const auto point = number.find('.');
    if (point != std::string::npos && !speaks_english) number[point] = ',';
    return number;
}

// No more than `digits` behind the point, and no zeros at the end.
std::string cut_after(std::string number, std::size_t digits) {
    const auto point = number.find('.');
    if (point == std::string::npos) return number;
    number.resize(std::min(number.size(), point + 1 + digits));
    number.resize(number.find_last_not_of('0') + 1);
    if (number.back() == '.') number.pop_back();
    return number == "-0" ? "0" : number;
}

}  // namespace

void speak(std::string_view language) {
    speaks_english = language.starts_with("en");
}

std::string_view spoken_language() {
    return speaks_english ? "en" : "it";
}

std::string say(const Text& text, std::initializer_list<std::string> values) {
    std::string out(speaks_english ? text.en : text.it);
    std::size_t number = 0;
    for (const std::string& value : values) {
        const std::string mark = "{" + std::to_string(number++) + "}";
        for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark, at)) {
            out.replace(at, mark.size(), value);
            at += value.size();
        }
    }
    return out;
}

std::string size_text(std::uint64_t bytes) {
    constexpr std::array units{"B", "kB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    double amount = static_cast<double>(bytes);
    while (amount >= 1000 && unit + 1 < units.size()) {
        amount /= 1000;
        ++unit;
    }
    char text[32];
    std::snprintf(text, sizeof text, unit == 0 ? "%.0f %s" : "%.1f %s", amount, units[unit]);
    return in_local_digits(text);
}

std::string shown_score(content::Share score) {
    return in_local_digits(cut_after(content::percent_text(score), 1)) + " %";
}

std::string shown_points(content::Points points) {
    return in_local_digits(cut_after(content::points_text(points), 2));
}

std::string duration_text(std::uint64_t seconds) {
    char text[48];
    if (seconds < 60) {
        std::snprintf(text, sizeof text, "%u s", static_cast<unsigned>(seconds));
    } else if (seconds < 3600) {
        std::snprintf(text, sizeof text, "%u min", static_cast<unsigned>(seconds / 60));
    } else {
        std::snprintf(text, sizeof text, "%u h %02u min", static_cast<unsigned>(seconds / 3600),
                      static_cast<unsigned>(seconds / 60 % 60));
    }
    return text;
}

std::string time_text(std::int64_t utc_ms) {
    const time_t seconds = static_cast<time_t>(utc_ms / 1000);
    tm local{};
    localtime_r(&seconds, &local);
    char text[64];
    strftime(text, sizeof text, speaks_english ? "%Y-%m-%d %H:%M" : "%d/%m/%Y %H:%M", &local);
    return text;
}

// In whole units that have passed, so that nothing reads as longer ago than it is.
std::string ago_text(std::int64_t ms) {
    constexpr std::int64_t minute_ms = 60'000;
    constexpr std::int64_t hour_ms = 60 * minute_ms;
    constexpr std::int64_t day_ms = 24 * hour_ms;
    const auto counted = [](std::int64_t n, const Text& one, const Text& several) {
        return n == 1 ? say(one) : say(several, {std::to_string(n)});
    };
    if (ms < minute_ms) return say({"adesso", "just now"});
    if (ms < hour_ms) {
        return counted(ms / minute_ms, {"un minuto fa", "a minute ago"},
                       {"{0} minuti fa", "{0} minutes ago"});
    }
    if (ms < day_ms) {
        return counted(ms / hour_ms, {"un’ora fa", "an hour ago"}, {"{0} ore fa", "{0} hours ago"});
    }
    return counted(ms / day_ms, {"un giorno fa", "a day ago"}, {"{0} giorni fa", "{0} days ago"});
}

}  // namespace approdo::cli
