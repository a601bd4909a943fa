#include "content/import/gift/quiz_settings.hpp"

#include <algorithm>

#include "content/import/gift/gift_lines.hpp"

namespace approdo::import {

using content::FeedbackTime;
using content::QuizMode;
using content::Share;

const Directive* Directives::find(std::string_view key) {
    const Directive* found = nullptr;
    for (std::size_t i = 0; i < list_.size(); ++i) {
        if (list_[i].key != key) continue;
        used_[i] = true;
        if (found != nullptr)
            report_.error(file_, list_[i].line, "«" + std::string(key) + "» is given twice",
                          "keep one");
        found = &list_[i];
    }
    return found;
}

std::vector<const Directive*> Directives::all(std::string_view key) {
    std::vector<const Directive*> result;
    for (std::size_t i = 0; i < list_.size(); ++i) {
        if (list_[i].key != key) continue;
        used_[i] = true;
        result.push_back(&list_[i]);
    }
    return result;
}

std::string Directives::text(std::string_view key) {
    const Directive* const found = find(key);
    return found == nullptr ? std::string{} : found->value;
}

void Directives::refuse(const Directive& directive, const std::string& expected) {
    report_.error(file_, directive.line, directive.key + "=" + directive.value + " cannot be used",
                  "write " + expected);
}

std::optional<std::uint32_t> Directives::number(std::string_view key) {
    const Directive* const found = find(key);
    if (found == nullptr) return std::nullopt;
    const auto value = whole_number_from(found->value);
    if (!value) refuse(*found, std::string(key) + "=5, a whole number");
    return value;
}

std::optional<Share> Directives::percent(std::string_view key) {
    const Directive* const found = find(key);
    if (found == nullptr) return std::nullopt;
    std::string_view value = found->value;
    if (value.ends_with('%')) value.remove_suffix(1);
    const auto share = content::share_from_percent(value);
    if (!share || share->parts < 0 || *share > Share::all()) {
        refuse(*found, std::string(key) + "=60%");
        return std::nullopt;
    }
    return *share;
}

std::optional<bool> Directives::yes_no(std::string_view key) {
    const auto index = word(key, {"no", "yes"});
    if (!index) return std::nullopt;
    return *index == 1;
}

std::optional<std::size_t> Directives::word(std::string_view key,
                                            std::initializer_list<std::string_view> words) {
    const Directive* const found = find(key);
    if (found == nullptr) return std::nullopt;
    const auto place = std::find(words.begin(), words.end(), found->value);
    if (place != words.end()) return static_cast<std::size_t>(place - words.begin());
    std::string expected = std::string(key) + "=";
    for (const std::string_view one : words)
        expected += (one == *words.begin() ? "" : " or ") + std::string(one);
    refuse(*found, expected);
    return std::nullopt;
}

void Directives::refuse_all(std::string message, std::string mend) {
    report_.error(file_, list_.empty() ? 1 : list_.front().line, std::move(message),
                  std::move(mend));
}

void Directives::report_unused() {
    for (std::size_t i = 0; i < list_.size(); ++i) {
        if (!used_[i])
            report_.error(file_, list_[i].line, "«" + list_[i].key + "» means nothing here",
                          "docs/authoring.md lists what may stand in approdo: lines");
    }
}

namespace {

void read_shuffle(Directives& header, content::QuizSettings& settings) {
    const Directive* const found = header.find("shuffle");
    if (found == nullptr) return;
    settings.shuffle_options = false;
    for (const std::string_view word : split(found->value, ',')) {
        if (word == "options") {
            settings.shuffle_options = true;
        } else if (word == "questions") {
            settings.shuffle_questions = true;
        } else if (word != "none") {
            header.refuse(*found, "shuffle=options, questions, options,questions or none");
        }
    }
}

void read_feedback(Directives& header, content::QuizSettings& settings) {
    const bool practice = settings.mode == QuizMode::practice;
    settings.feedback.time = practice ? FeedbackTime::at_once : FeedbackTime::after_submit;
    const Directive* const found = header.find("feedback");
    if (found == nullptr) return;
    for (const std::string_view word : split(found->value, ',')) {
        if (word == "at-once" && practice) {
            settings.feedback.time = FeedbackTime::at_once;
        } else if (word == "after-submit") {
            settings.feedback.time = FeedbackTime::after_submit;
        } else if (word == "after-closing") {
            settings.feedback.time = FeedbackTime::after_closing;
        } else if (word == "never") {
            settings.feedback.time = FeedbackTime::never;
        } else if (word == "no-points") {
            settings.feedback.show_points = false;
        } else if (word == "no-answers") {
            settings.feedback.show_right_answers = false;
        } else {
            header.refuse(
                *found,
                practice
                    ? "feedback=at-once, after-submit, after-closing or never"
                    : "feedback=after-submit, after-closing or never: only practice tells at once");
        }
    }
}

void read_limits(Directives& header, content::QuizSettings& settings) {
    if (const Directive* const time = header.find("time")) {
        const auto seconds = seconds_from(time->value);
        if (seconds && *seconds > 0) {
            settings.time_limit_s = *seconds;
        } else {
            header.refuse(*time, "time=30m, 90s or 1h30m");
        }
    }
    if (const Directive* const attempts = header.find("attempts");
        attempts && attempts->value != "unlimited") {
        const auto number = whole_number_from(attempts->value);
        if (number && *number > 0) {
            settings.attempts_max = *number;
        } else {
            header.refuse(*attempts, "attempts=2, or attempts=unlimited");
        }
    }
    settings.questions_shown = header.number("pick").value_or(0);
    settings.pass_mark = header.percent("pass").value_or(Share::none());
    settings.one_way = header.yes_no("one-way").value_or(false);
    settings.invigilated = header.yes_no("invigilated").value_or(false);
    constexpr content::Behaviour behaviours[] = {
        content::Behaviour::deferred, content::Behaviour::immediate,
        content::Behaviour::interactive, content::Behaviour::adaptive,
        content::Behaviour::adaptive_no_penalty};
    settings.behaviour = behaviours[header
                                        .word("behaviour", {"deferred", "immediate", "interactive",
                                                            "adaptive", "adaptive-no-penalty"})
                                        .value_or(0)];
    constexpr content::WhichAttempt which[] = {
        content::WhichAttempt::best, content::WhichAttempt::last, content::WhichAttempt::first,
        content::WhichAttempt::mean};
    settings.counts = which[header.word("counts", {"best", "last", "first", "mean"}).value_or(0)];
}

}  // namespace

QuizHeader read_quiz_header(Directives& header) {
    QuizHeader result;
    content::QuizSettings& settings = result.settings;
    constexpr QuizMode modes[] = {QuizMode::practice, QuizMode::graded, QuizMode::timed};
    settings.mode = modes[header.word("mode", {"practice", "graded", "timed"}).value_or(0)];
    read_shuffle(header, settings);
    read_feedback(header, settings);
    read_limits(header, settings);
    result.title = header.text("title");
    // A file alone is read in it; in a course folder course.toml decides.
    header.text("language");
    result.introduction = header.text("introduction");
    if (settings.mode == QuizMode::timed && settings.time_limit_s == 0)
        header.refuse_all("a timed quiz has no time", "add time=30m");
    if (settings.mode != QuizMode::timed && settings.time_limit_s > 0)
        header.refuse_all("a time is given, but the quiz is not timed",
                          "write mode=timed, or take the time out");
    if (settings.behaviour != content::Behaviour::deferred && settings.mode != QuizMode::practice)
        header.refuse_all("only practice marks each answer as it is given",
                          "write mode=practice, or take the behaviour out");
    if (settings.invigilated && settings.mode != QuizMode::timed)
        header.refuse_all("only a timed quiz can be invigilated", "write mode=timed");
    return result;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = std::min(text.find(separator), text.size());
        parts.push_back(trimmed(text.substr(0, end)));
        if (end == text.size()) return parts;
        text.remove_prefix(end + 1);
    }
}

std::optional<std::uint32_t> whole_number_from(std::string_view text) {
    if (text.empty() || text.size() > 9) return std::nullopt;
    std::uint32_t value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + static_cast<std::uint32_t>(c - '0');
    }
    return value;
}

std::optional<std::uint32_t> seconds_from(std::string_view text) {
    std::uint32_t total = 0;
    if (text.find(':') != std::string_view::npos) {
        const auto parts = split(text, ':');
        if (parts.size() > 3) return std::nullopt;
        for (const std::string_view part : parts) {
            const auto value = whole_number_from(part);
            if (!value || *value > 9999) return std::nullopt;
            total = total * 60 + *value;
        }
        return total;
    }
    while (!text.empty()) {
        const std::size_t digits = text.find_first_not_of("0123456789");
        if (digits == std::string_view::npos || digits == 0 || digits > 5) return std::nullopt;
        const std::uint32_t value = *whole_number_from(text.substr(0, digits));
        const char unit = text[digits];
        if (unit != 'h' && unit != 'm' && unit != 's') return std::nullopt;
        total += value * (unit == 'h' ? 3600U : unit == 'm' ? 60U : 1U);
        text.remove_prefix(digits + 1);
    }
    return total;
}

std::optional<std::uint64_t> size_from(std::string_view text) {
    std::uint64_t unit = 1;
    if (text.ends_with("MB")) unit = 1'000'000;
    if (text.ends_with("KB") || text.ends_with("kB")) unit = 1'000;
    if (text.ends_with("GB")) unit = 1'000'000'000;
    if (unit > 1) text.remove_suffix(2);
    const auto value = whole_number_from(trimmed(text));
    if (!value) return std::nullopt;
    return *value * unit;
}

}  // namespace approdo::import
