#include "content/import/moodle/formula.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>
#include <optional>

namespace approdo::import {

namespace {

constexpr int nesting_max = 100;

struct Function {
    std::string_view name;
    double (*call)(double);
};
constexpr Function functions[] = {
    {"abs", [](double x) { return std::fabs(x); }},
    {"acos", [](double x) { return std::acos(x); }},
    {"acosh", [](double x) { return std::acosh(x); }},
    {"asin", [](double x) { return std::asin(x); }},
    {"asinh", [](double x) { return std::asinh(x); }},
    {"atan", [](double x) { return std::atan(x); }},
    {"atanh", [](double x) { return std::atanh(x); }},
    {"ceil", [](double x) { return std::ceil(x); }},
    {"cos", [](double x) { return std::cos(x); }},
    {"cosh", [](double x) { return std::cosh(x); }},
    {"deg2rad", [](double x) { return x * std::numbers::pi / 180; }},
    {"exp", [](double x) { return std::exp(x); }},
    {"expm1", [](double x) { return std::expm1(x); }},
    {"floor", [](double x) { return std::floor(x); }},
    {"log10", [](double x) { return std::log10(x); }},
    {"log1p", [](double x) { return std::log1p(x); }},
    {"rad2deg", [](double x) { return x * 180 / std::numbers::pi; }},
    {"sin", [](double x) { return std::sin(x); }},
    {"sinh", [](double x) { return std::sinh(x); }},
    {"sqrt", [](double x) { return std::sqrt(x); }},
    {"tan", [](double x) { return std::tan(x); }},
    {"tanh", [](double x) { return std::tanh(x); }},
};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

double whole_of(double value) {
    return std::trunc(value);
}

// PHP works on whole numbers here; beyond what a double holds exactly nothing sensible is left.
bool fits_whole(double value) {
    return std::fabs(value) < 9e15;
}

double rounded(double value, double places) {
    const double scale = std::pow(10.0, places);
    return std::round(value * scale) / scale;
}

class Reader {
  public:
    Reader(std::string_view text, const FormulaValues& values) : text_(text), values_(values) {}

    Result<double> run() {
        const double value = sum(0);
        skip_blanks();
        if (problem_.empty() && !rest().empty()) stumble();
        if (problem_.empty() && !std::isfinite(value)) problem_ = "its value is not a number";
        if (!problem_.empty())
            return fail(ErrorCode::invalid_input,
                        "the formula «" + std::string(text_.substr(0, 120)) + "»: " + problem_);
        return value;
    }

  private:
    std::string_view rest() const { return text_.substr(at_); }

    void skip_blanks() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }

    bool take(std::string_view word) {
        skip_blanks();
        if (!rest().starts_with(word)) return false;
        at_ += word.size();
        return true;
    }

    double stumble() {
        if (problem_.empty())
            problem_ = at_ < text_.size()
                           ? "«" + std::string(rest().substr(0, 20)) + "» is not understood"
                           : "it ends too early";
        return 0;
    }

    double sum(int depth) {
        if (depth > nesting_max) return stumble();
        double value = product(depth);
        while (problem_.empty()) {
            if (take("+")) {
                value += product(depth);
            } else if (take("-")) {
                value -= product(depth);
            } else {
                break;
            }
        }
        return value;
    }

    double product(int depth) {
        double value = signed_value(depth);
        while (problem_.empty()) {
            skip_blanks();
            if (rest().starts_with("**")) break;
            if (take("*")) {
                value *= signed_value(depth);
            } else if (take("/")) {
                value /= signed_value(depth);
            } else if (take("%")) {
                value = std::fmod(whole_of(value), whole_of(signed_value(depth)));
            } else {
                break;
            }
        }
        return value;
    }

    double signed_value(int depth) {
        if (depth > nesting_max) return stumble();
        if (take("-")) return -signed_value(depth + 1);
        if (take("+")) return signed_value(depth + 1);
        const double base = single(depth);
        if (!take("**")) return base;
        return std::pow(base, signed_value(depth + 1));
    }

    double single(int depth) {
        skip_blanks();
        if (at_ >= text_.size()) return stumble();
        const char c = text_[at_];
        if (c == '{') return variable();
        if (is_digit(c) || c == '.') return number();
        if (is_letter(c)) return call(depth);
        if (!take("(")) return stumble();
        const double value = sum(depth + 1);
        if (!take(")")) return stumble();
        return value;
    }

    double variable() {
        const std::size_t end = text_.find('}', at_);
        if (end == std::string_view::npos) return stumble();
        const std::string_view name = text_.substr(at_ + 1, end - at_ - 1);
        const auto found = values_.find(name);
        if (found == values_.end()) {
            if (problem_.empty()) problem_ = "there is no data for {" + std::string(name) + "}";
            return 0;
        }
        at_ = end + 1;
        return found->second;
    }

    double number() {
        double value = 0;
        const char* const begin = text_.data() + at_;
        const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), value);
        if (error != std::errc{}) return stumble();
        at_ += static_cast<std::size_t>(end - begin);
        return value;
    }

    double call(int depth) {
        const std::size_t begin = at_;
        while (at_ < text_.size() && (is_letter(text_[at_]) || is_digit(text_[at_]))) ++at_;
        std::string name(text_.substr(begin, at_ - begin));
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        std::vector<double> given;
        if (!take("(")) {
            at_ = begin;
            return stumble();
        }
        if (!take(")")) {
            do {
                given.push_back(sum(depth + 1));
            } while (problem_.empty() && take(","));
            if (problem_.empty() && !take(")")) return stumble();
        }
        if (!problem_.empty()) return 0;
        if (const auto value = apply(name, given)) return *value;
        at_ = begin;
        return stumble();
    }

    static std::optional<double> apply(std::string_view name, const std::vector<double>& given) {
        if (name == "pi" && given.empty()) return std::numbers::pi;
        if (given.empty()) return std::nullopt;
        const double x = given[0];
        if (given.size() == 1) {
            if (const auto value = apply_to_whole(name, x)) return value;
            if (name == "round") return std::round(x);
            if (name == "log") return std::log(x);
            for (const Function& function : functions) {
                if (function.name == name) return function.call(x);
            }
        }
        if (name == "max") return *std::max_element(given.begin(), given.end());
        if (name == "min") return *std::min_element(given.begin(), given.end());
        if (given.size() != 2) return std::nullopt;
        const double y = given[1];
        if (name == "pow") return std::pow(x, y);
        if (name == "atan2") return std::atan2(x, y);
        if (name == "fmod") return std::fmod(x, y);
        if (name == "log") return std::log(x) / std::log(y);
        if (name == "round") return rounded(x, y);
        return std::nullopt;
    }

    // Numbers read as if their digits were binary or octal, and the other way round.
    static std::optional<double> apply_to_whole(std::string_view name, double x) {
        if (name == "bindec") return in_base(x, 10, 2);
        if (name == "octdec") return in_base(x, 10, 8);
        if (name == "decbin") return in_base(x, 2, 10);
        if (name == "decoct") return in_base(x, 8, 10);
        return std::nullopt;
    }

    static double in_base(double value, int divide_by, int multiply_by) {
        if (!fits_whole(value)) return std::nan("");
        double rest = whole_of(std::fabs(value));
        double result = 0;
        for (double place = 1; rest >= 1; place *= multiply_by) {
            result += std::fmod(rest, divide_by) * place;
            rest = std::floor(rest / divide_by);
        }
        return result;
    }

    std::string_view text_;
    const FormulaValues& values_;
    std::size_t at_ = 0;
    std::string problem_;
};

// Never by way of the locale, which may have another decimal point.
std::string written(double value, std::chars_format format, int places) {
    std::array<char, 400> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, format, places);
    return std::string(text.data(), end.ptr);
}

void add_once(std::vector<std::string>& list, std::string_view text) {
    if (std::find(list.begin(), list.end(), text) == list.end()) list.emplace_back(text);
}

bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= 100 && is_letter(text[0]) &&
           text.find_first_of("{}<>=&\"'\n") == std::string_view::npos;
}

}  // namespace

Result<double> value_of_formula(std::string_view formula, const FormulaValues& values) {
    return Reader(formula, values).run();
}

Result<content::Decimal> decimal_of(double value, int digits) {
    return content::decimal_from(
        written(value, std::chars_format::scientific, std::clamp(digits, 1, 17) - 1));
}

std::string shown_value(double value, int places, bool significant) {
    if (!significant) return written(value, std::chars_format::fixed, std::clamp(places, 0, 20));
    if (value == 0) return "0";
    const int figures = std::clamp(places, 1, 17);
    const int exponent = static_cast<int>(std::floor(std::log10(std::fabs(value))));
    if (exponent < -5 || exponent >= 15)
        return written(value, std::chars_format::scientific, figures - 1);
    const int behind = figures - 1 - exponent;
    return written(rounded(value, behind), std::chars_format::fixed, std::max(0, behind));
}

std::vector<std::string> formulas_within(std::string_view text) {
    std::vector<std::string> found;
    for (std::size_t at = text.find("{="); at != std::string_view::npos;
         at = text.find("{=", at + 2)) {
        int depth = 0;
        for (std::size_t end = at; end < text.size() && end < at + 1000; ++end) {
            depth += text[end] == '{' ? 1 : text[end] == '}' ? -1 : 0;
            if (depth > 0) continue;
            add_once(found, text.substr(at + 1, end - at - 1));
            break;
        }
    }
    return found;
}

std::vector<std::string> names_within(std::string_view text) {
    std::vector<std::string> found;
    for (std::size_t at = text.find('{'); at != std::string_view::npos;
         at = text.find('{', at + 1)) {
        const std::size_t end = text.find_first_of("{}", at + 1);
        if (end == std::string_view::npos || text[end] != '}') continue;
        const std::string_view name = text.substr(at + 1, end - at - 1);
        if (is_name(name)) add_once(found, name);
    }
    return found;
}

}  // namespace approdo::import
