#include "content/model/processing/value.hpp"

#include <algorithm>
#include <cmath>

#include "content/model/processing/float_text.hpp"

namespace approdo::content::processing {

namespace {

constexpr double integer_limit = 9.2e18;

std::vector<std::string_view> words_in(std::string_view text) {
    std::vector<std::string_view> words;
    constexpr std::string_view blanks = " \t\r\n\f\v";
    for (std::size_t at = text.find_first_not_of(blanks); at != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(blanks, at), text.size());
        words.push_back(text.substr(at, end - at));
        at = text.find_first_not_of(blanks, end);
    }
    return words;
}

std::optional<Scalar> point_from(std::string_view text) {
    const auto words = words_in(text);
    if (words.size() != 2) return std::nullopt;
    const auto x = float_from(words[0]);
    const auto y = float_from(words[1]);
    constexpr double far = 1e9;
    if (!x || !y || std::fabs(*x) > far || std::fabs(*y) > far) return std::nullopt;
    return Point{static_cast<std::int32_t>(std::floor(*x + 0.5)),
                 static_cast<std::int32_t>(std::floor(*y + 0.5))};
}

std::optional<Scalar> boolean_from(std::string_view text) {
    const auto words = words_in(text);
    if (words.size() != 1) return std::nullopt;
    if (words[0] == "true" || words[0] == "1") return true;
    if (words[0] == "false" || words[0] == "0") return false;
    return std::nullopt;
}

struct SameScalar {
    BaseType base;
    template <class A, class B>
    bool operator()(const A& a, const B& b) const {
        constexpr bool numbers = (std::is_same_v<A, std::int64_t> || std::is_same_v<A, double>)&&(
            std::is_same_v<B, std::int64_t> || std::is_same_v<B, double>);
        if constexpr (std::is_same_v<A, NamePair> && std::is_same_v<B, NamePair>) {
            return a == b || (base == BaseType::pair && a.first == b.second && a.second == b.first);
        } else if constexpr (std::is_same_v<A, B>) {
            return a == b;
        } else if constexpr (numbers) {
            return static_cast<double>(a) == static_cast<double>(b);
        } else {
            return false;
        }
    }
};

// Each item of `a` takes one of `b` that is still free.
bool same_in_any_order(const Value& a, const Value& b) {
    std::vector<bool> taken(b.items.size());
    for (const Scalar& item : a.items) {
        bool found = false;
        for (std::size_t i = 0; i < b.items.size() && !found; ++i) {
            if (taken[i] || !same(item, b.items[i], a.base)) continue;
            taken[i] = true;
            found = true;
        }
        if (!found) return false;
    }
    return true;
}

bool same_records(const Value& a, const Value& b) {
    for (std::size_t i = 0; i < a.names.size(); ++i) {
        const auto there = std::find(b.names.begin(), b.names.end(), a.names[i]);
        if (there == b.names.end()) return false;
        const auto at = static_cast<std::size_t>(there - b.names.begin());
        if (at >= b.items.size() || !same(a.items[i], b.items[at], BaseType::text)) return false;
    }
    return true;
}

// A letter's worth of seconds in the date and in the time half of an ISO 8601 duration.
double seconds_a(char unit, bool in_time) {
    switch (unit) {
        case 'Y':
            return 31'557'600;
        case 'M':
            return in_time ? 60 : 2'629'800;
        case 'W':
            return 604'800;
        case 'D':
            return 86'400;
        case 'H':
            return 3'600;
        case 'S':
            return 1;
        default:
            return 0;
    }
}

std::optional<double> iso_seconds(std::string_view text) {
    double sum = 0;
    bool in_time = false;
    bool any = false;
    while (!text.empty()) {
        if (text.front() == 'T' && !in_time) {
            in_time = true;
            text.remove_prefix(1);
            continue;
        }
        const std::size_t digits = std::min(text.find_first_not_of("0123456789.,"), text.size());
        const auto count = float_from(text.substr(0, digits));
        if (!count || digits == text.size()) return std::nullopt;
        const double each = seconds_a(text[digits], in_time);
        if (each == 0) return std::nullopt;
        sum += *count * each;
        any = true;
        text.remove_prefix(digits + 1);
    }
    if (!any) return std::nullopt;
    return sum;
}

std::optional<Scalar> converted(const Scalar& item, BaseType base) {
    if (base == BaseType::decimal || base == BaseType::duration) {
        const auto number = number_in(item);
        if (!number) return std::nullopt;
        if (base == BaseType::duration) return Seconds{*number};
        return *number;
    }
    if (base == BaseType::integer) {
        const auto number = number_in(item);
        if (!number || std::fabs(*number) > integer_limit || *number != std::trunc(*number))
            return std::nullopt;
        return static_cast<std::int64_t>(*number);
    }
    // Texts may hold what a stricter type says, and the other way round.
    if (const auto* identifier = std::get_if<Identifier>(&item); identifier != nullptr) {
        if (base == BaseType::text) return identifier->name;
        return std::nullopt;
    }
    if (const auto* text = std::get_if<std::string>(&item)) return scalar_from(*text, base);
    return std::nullopt;
}

bool is_of(const Scalar& item, BaseType base) {
    switch (base) {
        case BaseType::boolean:
            return std::holds_alternative<bool>(item);
        case BaseType::integer:
            return std::holds_alternative<std::int64_t>(item);
        case BaseType::decimal:
            return std::holds_alternative<double>(item);
        case BaseType::text:
        case BaseType::file:
            return std::holds_alternative<std::string>(item);
        case BaseType::identifier:
            return std::holds_alternative<Identifier>(item);
        case BaseType::point:
            return std::holds_alternative<Point>(item);
        case BaseType::pair:
        case BaseType::directed_pair:
            return std::holds_alternative<NamePair>(item);
        case BaseType::duration:
            return std::holds_alternative<Seconds>(item);
        case BaseType::uri:
            return std::holds_alternative<Uri>(item);
    }
    return false;
}

}  // namespace

Value Value::single(BaseType base, Scalar item) {
    Value value;
    value.base = base;
    value.items.push_back(std::move(item));
    return value;
}
Value Value::of(bool value) {
    return single(BaseType::boolean, value);
}
Value Value::of(std::int64_t value) {
    return single(BaseType::integer, value);
}
Value Value::of(double value) {
    return std::isfinite(value) ? single(BaseType::decimal, value) : null();
}
Value Value::of_text(std::string text) {
    return text.empty() ? null() : single(BaseType::text, std::move(text));
}
Value Value::of_identifier(std::string name) {
    return name.empty() ? null() : single(BaseType::identifier, Identifier{std::move(name)});
}

bool is_number(BaseType base) {
    return base == BaseType::integer || base == BaseType::decimal || base == BaseType::duration;
}

std::optional<double> number_in(const Scalar& item) {
    if (const auto* whole = std::get_if<std::int64_t>(&item)) return static_cast<double>(*whole);
    if (const auto* number = std::get_if<double>(&item)) return *number;
    if (const auto* seconds = std::get_if<Seconds>(&item)) return seconds->value;
    return std::nullopt;
}

std::optional<double> number_in(const Value& value) {
    if (!value.is_single() || value.is_null()) return std::nullopt;
    return number_in(value.items.front());
}

std::optional<std::int64_t> integer_in(const Value& value) {
    if (!value.is_single() || value.is_null()) return std::nullopt;
    if (const auto* whole = std::get_if<std::int64_t>(&value.items.front())) return *whole;
    const auto number = number_in(value.items.front());
    if (!number || std::fabs(*number) > integer_limit || *number != std::trunc(*number))
        return std::nullopt;
    return static_cast<std::int64_t>(*number);
}

bool is_true(const Value& value) {
    if (value.is_null()) return false;
    if (!value.is_single()) return true;
    if (const auto* boolean = std::get_if<bool>(&value.items.front())) return *boolean;
    const auto number = number_in(value.items.front());
    return !number || *number != 0;
}

bool same(const Scalar& a, const Scalar& b, BaseType base) {
    return std::visit(SameScalar{base}, a, b);
}

bool same(const Value& a, const Value& b) {
    if (a.cardinality != b.cardinality || a.items.size() != b.items.size()) return false;
    if (a.cardinality == Cardinality::record) return same_records(a, b);
    const BaseType base = b.base == BaseType::pair ? b.base : a.base;
    if (a.cardinality == Cardinality::multiple) return same_in_any_order(a, b);
    for (std::size_t i = 0; i < a.items.size(); ++i) {
        if (!same(a.items[i], b.items[i], base)) return false;
    }
    return true;
}

std::optional<Scalar> scalar_from(std::string_view text, BaseType base) {
    switch (base) {
        case BaseType::boolean:
            return boolean_from(text);
        case BaseType::integer:
            if (const auto whole = integer_from(text)) return *whole;
            return std::nullopt;
        case BaseType::decimal:
            if (const auto number = float_from(text)) return *number;
            return std::nullopt;
        case BaseType::text:
        case BaseType::file:
            return std::string(text);
        case BaseType::point:
            return point_from(text);
        case BaseType::duration:
            if (const auto seconds = seconds_from(text)) return Seconds{*seconds};
            return std::nullopt;
        default:
            break;
    }
    const auto words = words_in(text);
    const bool pair = base == BaseType::pair || base == BaseType::directed_pair;
    if (words.size() != (pair ? 2U : 1U)) return std::nullopt;
    if (pair) return NamePair{std::string(words[0]), std::string(words[1])};
    if (base == BaseType::uri) return Uri{std::string(words[0])};
    return Identifier{std::string(words[0])};
}

std::string text_of(const Scalar& item) {
    struct Text {
        std::string operator()(bool value) const { return value ? "true" : "false"; }
        std::string operator()(std::int64_t value) const { return std::to_string(value); }
        std::string operator()(double value) const { return float_text(value); }
        std::string operator()(const std::string& value) const { return value; }
        std::string operator()(const Identifier& value) const { return value.name; }
        std::string operator()(const Point& value) const {
            return std::to_string(value.x) + " " + std::to_string(value.y);
        }
        std::string operator()(const NamePair& value) const {
            return value.first + " " + value.second;
        }
        std::string operator()(const Seconds& value) const { return float_text(value.value); }
        std::string operator()(const Uri& value) const { return value.text; }
        std::string operator()(const UnknownValue&) const { return {}; }
    };
    return std::visit(Text{}, item);
}

std::string text_of(const Value& value) {
    std::string text;
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        if (i > 0) text += ", ";
        if (i < value.names.size()) text += value.names[i] + ": ";
        text += text_of(value.items[i]);
    }
    return text;
}

std::optional<Value> fitted(Value value, Cardinality cardinality, BaseType base) {
    if (value.is_null()) {
        Value nothing;
        nothing.cardinality = cardinality;
        nothing.base = base;
        return nothing;
    }
    const bool widens = value.is_single() && (cardinality == Cardinality::multiple ||
                                              cardinality == Cardinality::ordered);
    const bool reorders = value.is_container() && (cardinality == Cardinality::multiple ||
                                                   cardinality == Cardinality::ordered);
    if (value.cardinality != cardinality && !widens && !reorders) return std::nullopt;
    value.cardinality = cardinality;
    if (cardinality == Cardinality::record) return value;
    for (Scalar& item : value.items) {
        if (is_of(item, base)) continue;
        auto other = converted(item, base);
        if (!other) return std::nullopt;
        item = std::move(*other);
    }
    value.base = base;
    return value;
}

std::optional<double> seconds_from(std::string_view text) {
    const auto words = words_in(text);
    if (words.size() != 1) return std::nullopt;
    if (words[0].front() == 'P') return iso_seconds(words[0].substr(1));
    return float_from(words[0]);
}

}  // namespace approdo::content::processing
