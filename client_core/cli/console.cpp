#include "client_core/cli/console.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>

#include "client_core/cli/texts.hpp"
#include "client_core/core/views_json.hpp"
#include "client_core/core/words.hpp"

namespace approdo::cli {
namespace {

constexpr Text error_word{"Errore: {0}", "Error: {0}"};
constexpr Text yes_letters{"sì, s", "yes, y"};
constexpr int width_max = 100;
constexpr std::uint64_t line_interval_ms = 10'000;

std::uint64_t steady_ms() {
    using namespace std::chrono;
    return static_cast<std::uint64_t>(
        duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count());
}

int percent_of(std::uint64_t done, std::uint64_t total) {
    return static_cast<int>(std::min(done, total) * 100 / total);
}

}  // namespace

void Console::line(std::string_view text) const {
    if (!json) std::cout << text << '\n';
}

void Console::object(std::string_view json_text) const {
    if (json) std::cout << json_text << '\n';
}

void Console::note(std::string_view text) const {
    if (!quiet && !json) std::cerr << text << '\n';
}

void Console::warn(std::string_view text) const {
    if (!json) std::cerr << client::in_language(spoken_language(), text) << '\n';
}

void Console::error(const Error& failure) const {
    const Error said{failure.code, client::in_language(spoken_language(), failure.message)};
    if (json) {
        std::cerr << client::to_json(said) << '\n';
    } else {
        std::cerr << say(error_word, {said.message}) << '\n';
    }
}

std::string Console::strong(std::string_view text) const {
    return color ? "\033[1m" + std::string(text) + "\033[0m" : std::string(text);
}

std::string Console::faint(std::string_view text) const {
    return color ? "\033[2m" + std::string(text) + "\033[0m" : std::string(text);
}

bool Console::ask(std::string_view question, std::string& answer) const {
    std::cerr << question << ' ' << std::flush;
    return static_cast<bool>(std::getline(std::cin, answer));
}

bool Console::confirm(std::string_view question) const {
    std::string answer;
    if (!ask(std::string(question) + " [" + say(yes_letters) + "]", answer)) return false;
    return answer == "s" || answer == "si" || answer == "sì" || answer == "y" || answer == "yes";
}

ProgressBar::ProgressBar(const Console& console, std::string label)
    : label_(std::move(label)),
      speaks_(!console.json && !console.quiet),
      is_terminal_(isatty(STDERR_FILENO) != 0) {}

ProgressBar::~ProgressBar() {
    if (shown_) std::fputc('\n', stderr);
}

void ProgressBar::show(std::uint64_t done, std::uint64_t total) {
    if (!speaks_ || total == 0) return;
    if (is_terminal_) return draw(done, total);
    const std::string line = line_at(steady_ms(), done, total);
    if (!line.empty()) std::fprintf(stderr, "%s\n", line.c_str());
}

std::string ProgressBar::line_at(std::uint64_t now_ms, std::uint64_t done, std::uint64_t total) {
    // What is over within the first interval needs no line: its end is told anyway.
    if (!last_line_ms_) last_line_ms_ = now_ms;
    if (now_ms - *last_line_ms_ < line_interval_ms) return {};
    last_line_ms_ = now_ms;
    return label_ + ": " + std::to_string(percent_of(done, total)) + " % (" + size_text(done) +
           " / " + size_text(total) + ")";
}

void ProgressBar::draw(std::uint64_t done, std::uint64_t total) {
    const int percent = percent_of(done, total);
    if (percent == last_percent_) return;
    last_percent_ = percent;
    shown_ = true;
    const int filled = percent * 30 / 100;
    std::string bar(static_cast<std::size_t>(filled), '#');
    bar.resize(30, '.');
    std::fprintf(stderr, "\r%s [%s] %3d %% (%s / %s) ", label_.c_str(), bar.c_str(), percent,
                 size_text(done).c_str(), size_text(total).c_str());
    std::fflush(stderr);
}

int terminal_width() {
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20) {
        return std::min<int>(size.ws_col, width_max);
    }
    return 80;
}

}  // namespace approdo::cli
