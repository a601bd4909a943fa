#include "content/narration/marks.hpp"

#include <charconv>

#include "content/narration/blocks.hpp"

namespace approdo::narration {
namespace {

constexpr std::string_view note_begin = "NOTE approdo narrate: made from the words ";

std::string two_digits(std::uint32_t value) {
    return std::to_string(100 + value % 100).substr(1);
}

std::string time_text(std::uint32_t ms) {
    const std::uint32_t seconds = ms / 1000;
    return two_digits(seconds / 3600) + ":" + two_digits(seconds / 60 % 60) + ":" +
           two_digits(seconds % 60) + "." + std::to_string(1000 + ms % 1000).substr(1);
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
    }
    return out;
}

std::string without_tags(std::string_view text) {
    std::string out;
    bool inside = false;
    for (const char c : text) {
        if (c == '<') inside = true;
        if (!inside) out += c;
        if (c == '>') inside = false;
    }
    return out;
}

std::optional<std::uint32_t> number_in(std::string_view digits, std::size_t least,
                                       std::size_t most) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool whole = error == std::errc() && end == digits.data() + digits.size();
    if (!whole || digits.size() < least || digits.size() > most) return std::nullopt;
    return value;
}

// 01:02:03.456 or 02:03.456
std::optional<std::uint32_t> time_in(std::string_view text) {
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos) return std::nullopt;
    const auto thousandths = number_in(text.substr(point + 1), 3, 3);
    text = text.substr(0, point);
    std::uint32_t seconds = 0;
    std::size_t parts = 0;
    for (;; ++parts) {
        const std::size_t colon = text.find(':');
        const auto part = number_in(text.substr(0, colon), 2, 4);
        if (!part || parts > 2) return std::nullopt;
        seconds = seconds * 60 + *part;
        if (colon == std::string_view::npos) break;
        text.remove_prefix(colon + 1);
    }
    constexpr std::uint32_t seconds_max = 24 * 3600;
    if (parts == 0 || !thousandths || seconds > seconds_max) return std::nullopt;
    return seconds * 1000 + *thousandths;
}

class Reader {
  public:
    explicit Reader(std::string_view text) : rest_(text) {}

    MarksReading run() {
        if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
        if (!next_line().starts_with("WEBVTT")) {
            fault(fail(ErrorCode::malformed, "this is not WebVTT"));
            return std::move(result_);
        }
        skip_block();
        while (!rest_.empty() && !result_.fault) read_block();
        if (!result_.fault && result_.marks.cues.empty())
            fault(fail(ErrorCode::malformed, "no sentence is marked here"));
        return std::move(result_);
    }

  private:
    std::string_view next_line() {
        const std::size_t end = std::min(rest_.find('\n'), rest_.size());
        std::string_view line = rest_.substr(0, end);
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        ++line_;
        return line;
    }
    void skip_block() {
        while (!rest_.empty() && !next_line().empty()) {
        }
    }
    void fault(Error error) { result_.fault = MarksFault{line_, std::move(error)}; }

    void read_block() {
        std::string_view line = next_line();
        if (line.empty()) return;
        if (line.starts_with(note_begin)) result_.marks.made_of = line.substr(note_begin.size());
        if (line.starts_with("NOTE") || line == "STYLE" || line == "REGION") return skip_block();
        // A cue may begin with a name of its own.
        if (line.find("-->") == std::string_view::npos) line = next_line();
        read_cue(line);
    }

    void read_cue(std::string_view timing) {
        const std::size_t arrow = timing.find(" --> ");
        Mark mark;
        mark.line = line_;
        const auto from = time_in(timing.substr(0, std::min(arrow, timing.size())));
        const std::string_view behind =
            arrow == std::string_view::npos ? std::string_view{} : timing.substr(arrow + 5);
        const auto to = time_in(behind.substr(0, behind.find(' ')));
        if (!from || !to)
            return fault(fail(ErrorCode::malformed, "the time of a sentence cannot be read"));
        mark.from_ms = *from;
        mark.to_ms = *to;
        if (*to <= *from || *from < result_.marks.duration_ms())
            return fault(fail(ErrorCode::malformed, "sentences do not follow one another in time"));
        std::string words;
        while (!rest_.empty()) {
            const std::string_view line = next_line();
            if (line.empty()) break;
            words += std::string(line) + " ";
        }
        mark.text = words_of(without_tags(words));
        result_.marks.cues.push_back(std::move(mark));
    }

    std::string_view rest_;
    std::size_t line_ = 0;
    MarksReading result_;
};

std::string without_blanks(std::string_view text) {
    std::string out = on_one_line(text);
    std::erase(out, ' ');
    return out;
}

}  // namespace

std::string vtt_of(const Marks& marks) {
    std::string out = "WEBVTT\n";
    if (!marks.made_of.empty()) out += "\n" + std::string(note_begin) + marks.made_of + "\n";
    for (const Mark& one : marks.cues) {
        out += "\n" + time_text(one.from_ms) + " --> " + time_text(one.to_ms) + "\n" +
               escaped(one.text) + "\n";
    }
    return out;
}

MarksReading read_vtt(std::string_view text) {
    return Reader(text).run();
}

const Mark* first_strange(const Marks& marks, const Script& script) {
    std::string page;
    for (const Sentence& one : script) page += without_blanks(one.text);
    std::size_t at = 0;
    for (const Mark& one : marks.cues) {
        const std::string words = without_blanks(one.text);
        const std::size_t found = page.find(words, at);
        if (found == std::string::npos) return &one;
        at = found + words.size();
    }
    return nullptr;
}

}  // namespace approdo::narration
