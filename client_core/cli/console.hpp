// What the command prints: data on stdout, everything else on stderr; with --json one object on
// stdout and no other word.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace approdo::cli {

struct Console {
    bool json = false;
    bool quiet = false;
    bool verbose = false;
    bool color = false;
    bool may_ask = true;  // a person sits at a terminal

    void line(std::string_view text) const;         // data
    void object(std::string_view json_text) const;  // data, --json
    void note(std::string_view text) const;         // stderr; silent with --quiet
    void warn(std::string_view text) const;         // stderr, always
    void error(const Error& error) const;
    std::string strong(std::string_view text) const;
    std::string faint(std::string_view text) const;

    // One line from the person; the flag is false at the end of input.
    bool ask(std::string_view question, std::string& answer) const;
    bool confirm(std::string_view question) const;
};

// On a terminal a bar that moves; into a pipe or a log a line every ten seconds, so that somebody
// who reads it sees that it goes on. Nothing with --quiet and --json.
class ProgressBar {
  public:
    ProgressBar(const Console& console, std::string label);
    ~ProgressBar();
    void show(std::uint64_t done, std::uint64_t total);
    // The line for a log, `now_ms` by a clock that only goes forward; empty: not yet due.
    std::string line_at(std::uint64_t now_ms, std::uint64_t done, std::uint64_t total);

  private:
    void draw(std::uint64_t done, std::uint64_t total);

    std::string label_;
    bool speaks_ = false;
    bool is_terminal_ = false;
    bool shown_ = false;
    int last_percent_ = -1;
    std::optional<std::uint64_t> last_line_ms_;
};

int terminal_width();

}  // namespace approdo::cli
