#include "content/attestation/attestation.hpp"

#include <chrono>

namespace approdo::attestation {

namespace {

constexpr std::size_t text_bytes_max = 160;

std::string padded(std::uint32_t value, std::size_t width) {
    std::string text = std::to_string(value);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

}  // namespace

std::string number_text(const content::AttestationNumber& number) {
    const std::string own = std::to_string(number.number);
    return number.series <= 1 ? own : std::to_string(number.series) + "-" + own;
}

std::uint32_t day_number(const content::LocalDate& date) {
    return date.year * 10'000U + date.month * 100U + date.day;
}

std::string day_text(std::uint32_t day) {
    if (day == 0) return {};
    return padded(day / 10'000, 4) + "-" + padded(day / 100 % 100, 2) + "-" + padded(day % 100, 2);
}

std::string day_text(UtcMs time) {
    if (time.value == 0) return {};
    const std::chrono::sys_time<std::chrono::milliseconds> at{
        std::chrono::milliseconds(time.value)};
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(at));
    return day_text(static_cast<std::uint32_t>(static_cast<int>(day.year())) * 10'000U +
                    static_cast<unsigned>(day.month()) * 100U + static_cast<unsigned>(day.day()));
}

std::string fitting(std::string_view text) {
    if (text.size() <= text_bytes_max) return std::string(text);
    constexpr std::string_view more = "…";
    std::size_t size = text_bytes_max - more.size();
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0U) == 0x80U) --size;
    return std::string(text.substr(0, size)) + std::string(more);
}

}  // namespace approdo::attestation
