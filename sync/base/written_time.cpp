#include "sync/base/written_time.hpp"

#include <chrono>

namespace approdo {
namespace {

class Reader {
  public:
    explicit Reader(std::string_view text) : left_(text) {}

    bool take(char wanted) {
        if (!left_.starts_with(wanted)) return false;
        left_.remove_prefix(1);
        return true;
    }
    // Exactly so many digits; nothing, and all is over, where there are fewer.
    int digits(std::size_t count) {
        int value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const char next = left_.empty() ? ' ' : left_.front();
            if (next < '0' || next > '9') return fail();
            value = value * 10 + (next - '0');
            left_.remove_prefix(1);
        }
        return value;
    }
    int fail() {
        failed_ = true;
        return 0;
    }
    bool failed() const { return failed_; }
    bool at_end() const { return left_.empty(); }

  private:
    std::string_view left_;
    bool failed_ = false;
};

std::optional<int> zone_minutes(Reader& reader) {
    if (reader.take('Z')) return 0;
    const bool is_west = reader.take('-');
    if (!is_west && !reader.take('+')) return std::nullopt;
    const int hours = reader.digits(2);
    (void)reader.take(':');
    const int minutes = reader.digits(2);
    if (hours > 14 || minutes > 59) reader.fail();
    const int all = hours * 60 + minutes;
    return is_west ? -all : all;
}

}  // namespace

std::optional<WrittenTime> written_time(std::string_view text) {
    using namespace std::chrono;
    Reader reader(text);
    const int year_number = reader.digits(4);
    if (!reader.take('-')) return std::nullopt;
    const int month_number = reader.digits(2);
    if (!reader.take('-')) return std::nullopt;
    const int day_number = reader.digits(2);
    if (!reader.take('T') && !reader.take(' ')) return std::nullopt;
    const int hour = reader.digits(2);
    if (!reader.take(':')) return std::nullopt;
    const int minute = reader.digits(2);
    const int second = reader.take(':') ? reader.digits(2) : 0;
    const auto zone = zone_minutes(reader);
    const year_month_day date{year{year_number}, month{static_cast<unsigned>(month_number)},
                              day{static_cast<unsigned>(day_number)}};
    if (reader.failed() || !reader.at_end() || !date.ok()) return std::nullopt;
    if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
    const std::int64_t days = sys_days{date}.time_since_epoch().count();
    const std::int64_t minutes = (days * 24 + hour) * 60 + minute - zone.value_or(0);
    return WrittenTime{UtcMs{(minutes * 60 + second) * 1000}, zone.has_value()};
}

}  // namespace approdo
