#include "client_core/cli/console.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
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
      visible_(!console.json && !console.quiet && isatty(STDERR_FILENO) != 0) {}

ProgressBar::~ProgressBar() {
    if (shown_) std::fputc('\n', stderr);
}

void ProgressBar::show(std::uint64_t done, std::uint64_t total) {
    if (!visible_ || total == 0) return;
    const int percent = static_cast<int>(std::min(done, total) * 100 / total);
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
