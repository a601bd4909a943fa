#include "content/model/course.hpp"

#include <array>

namespace approdo::content {

namespace {

bool two_digits(std::string_view text, std::uint8_t& out) {
    if (text.size() != 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
        return false;
    out = static_cast<std::uint8_t>((text[0] - '0') * 10 + (text[1] - '0'));
    return true;
}

std::uint8_t days_in(std::uint16_t year, std::uint8_t month) {
    static constexpr std::array<std::uint8_t, 12> days{31, 28, 31, 30, 31, 30,
                                                       31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1U];
}

std::string padded(unsigned number, std::size_t width) {
    std::string text = std::to_string(number);
    return std::string(width > text.size() ? width - text.size() : 0, '0') + text;
}

}  // namespace

Result<LocalDate> local_date_from(std::string_view text) {
    LocalDate date;
    std::uint8_t century = 0;
    std::uint8_t year = 0;
    const bool shaped =
        text.size() == 10 && text[4] == '-' && text[7] == '-' &&
        two_digits(text.substr(0, 2), century) && two_digits(text.substr(2, 2), year) &&
        two_digits(text.substr(5, 2), date.month) && two_digits(text.substr(8, 2), date.day);
    date.year = static_cast<std::uint16_t>(century * 100 + year);
    if (!shaped || date.year == 0 || date.month < 1 || date.month > 12 || date.day < 1 ||
        date.day > days_in(date.year, date.month))
        return fail(ErrorCode::invalid_input, "«" + std::string(text.substr(0, 40)) +
                                                  "» is not a date: write it as 2026-09-01");
    return date;
}

std::string local_date_text(const LocalDate& date) {
    return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
}

const Variant* Unit::variant(std::string_view language) const {
    for (const Variant& one : variants) {
        if (one.language == language) return &one;
    }
    for (const Variant& one : variants) {
        if (primary_language(one.language) == primary_language(language)) return &one;
    }
    return variants.empty() ? nullptr : &variants.front();
}

const Unit* Course::unit(const UnitId& unit_id) const {
    for (const Module& module : modules) {
        for (const Unit& one : module.units) {
            if (one.id == unit_id) return &one;
        }
    }
    return nullptr;
}

const Module* Course::module_of(const UnitId& unit_id) const {
    for (const Module& module : modules) {
        for (const Unit& one : module.units) {
            if (one.id == unit_id) return &module;
        }
    }
    return nullptr;
}

const Unit* Course::unit_called(std::string_view name) const {
    const std::size_t slash = name.find('/');
    const Unit* found = nullptr;
    for (const Module& module : modules) {
        if (slash != std::string_view::npos && module.slug != name.substr(0, slash)) continue;
        const std::string_view wanted =
            slash == std::string_view::npos ? name : name.substr(slash + 1);
        for (const Unit& one : module.units) {
            if (one.slug != wanted) continue;
            if (found != nullptr) return nullptr;
            found = &one;
        }
    }
    return found;
}

}  // namespace approdo::content
