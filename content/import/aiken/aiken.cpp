#include "content/import/aiken/aiken.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "content/import/source/trimmed.hpp"

namespace approdo::import {
namespace {

bool is_letter(char c) {
    return c >= 'A' && c <= 'Z';
}

std::optional<AikenOption> option_in(std::string_view line) {
    if (line.size() < 3 || !is_letter(line[0]) || (line[1] != '.' && line[1] != ')') ||
        line[2] != ' ')
        return std::nullopt;
    return AikenOption{line[0], std::string(trimmed(line.substr(3)))};
}

std::optional<char> answer_in(std::string_view line) {
    constexpr std::string_view mark = "ANSWER:";
    if (!line.starts_with(mark)) return std::nullopt;
    const std::string_view letter = trimmed(line.substr(mark.size()));
    if (letter.size() != 1 || !is_letter(letter[0])) return std::nullopt;
    return letter[0];
}

// In whatever letters, with whatever behind it.
bool means_answer(std::string_view line) {
    constexpr std::string_view mark = "answer:";
    if (line.size() < mark.size()) return false;
    return std::equal(mark.begin(), mark.end(), line.begin(),
                      [](char small, char c) { return small == c || small == c + 32; });
}

class AikenReader {
  public:
    AikenReader(const std::string& file, Report& report) : file_(file), report_(report) {}

    std::vector<AikenQuestion> run(std::string_view text) {
        if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            ++line_;
            read_line(trimmed(text.substr(at, end - at)));
            at = end + 1;
        }
        ++line_;
        leave_out_question("a question ends without its line «ANSWER:»");
        report_strays();
        return std::move(questions_);
    }

  private:
    void read_line(std::string_view line) {
        if (line.empty()) {
            if (!question_.options.empty())
                leave_out_question("a question ends without its line «ANSWER:»");
            return report_strays();
        }
        if (const auto option = option_in(line); option && has_text_) {
            question_.options.push_back(*option);
        } else if (const auto right = answer_in(line)) {
            finish(*right);
        } else if (means_answer(line)) {
            leave_out_answer();
        } else if (option || !question_.options.empty()) {
            leave_out_question("a question ends without its line «ANSWER:»");
            begin(line);
        } else {
            begin(line);
        }
    }

    // Its text is one line: of several the last one counts.
    void begin(std::string_view line) {
        if (has_text_) add_stray(question_.line);
        question_ = {std::string(line), {}, 'A', line_};
        has_text_ = true;
    }

    void finish(char right) {
        std::string letters;
        for (const AikenOption& option : question_.options) {
            if (letters.find(option.letter) != std::string::npos)
                return leave_out_question("two options have the same letter",
                                          "give each a letter of its own");
            letters.push_back(option.letter);
        }
        if (letters.size() < 2)
            return leave_out_question("a question has fewer than two options",
                                      "write them as «A. …», each on its own line");
        if (letters.find(right) == std::string::npos)
            return leave_out_question("the answer names an option that is not there",
                                      "write the letter of one of the options");
        report_strays();
        question_.right = right;
        questions_.push_back(std::exchange(question_, {}));
        has_text_ = false;
    }

    // Told at its own line: there it is mended.
    void leave_out_answer() {
        report_strays();
        report_.warning(file_, line_, "the answer is not written as Aiken demands",
                        "write «ANSWER: B», one capital letter");
        question_ = {};
        has_text_ = false;
    }

    void leave_out_question(std::string message, std::string mend = {}) {
        report_strays();
        if (has_text_) report_.warning(file_, question_.line, std::move(message), std::move(mend));
        question_ = {};
        has_text_ = false;
    }

    void add_stray(std::size_t line = 0) {
        if (stray_lines_++ == 0) first_stray_ = line == 0 ? line_ : line;
    }
    void report_strays() {
        if (stray_lines_ == 0) return;
        report_.warning(file_, first_stray_,
                        "lines that are no Aiken were left out: " + std::to_string(stray_lines_),
                        "a question is one line of text, options «A. …» and «ANSWER: A»");
        stray_lines_ = 0;
    }

    const std::string& file_;
    Report& report_;
    std::size_t line_ = 0;
    AikenQuestion question_;
    bool has_text_ = false;
    std::size_t stray_lines_ = 0;
    std::size_t first_stray_ = 0;
    std::vector<AikenQuestion> questions_;
};

}  // namespace

std::vector<AikenQuestion> parse_aiken(std::string_view text, const std::string& file,
                                       Report& report) {
    return AikenReader(file, report).run(text);
}

bool looks_like_aiken(std::string_view text) {
    bool options = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = trimmed(text.substr(at, end - at));
        options = options || option_in(line).has_value();
        if (options && means_answer(line)) return true;
        at = end + 1;
    }
    return false;
}

}  // namespace approdo::import
