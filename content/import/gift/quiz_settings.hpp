// The «approdo:» lines of a GIFT file as values: what docs/authoring.md lists for quizzes. Each
// value that cannot be used is reported by line with what may stand there.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/import/gift/gift.hpp"
#include "content/model/quiz.hpp"

namespace approdo::import {

// Reads directives one by one and knows which were used, so that misspelt ones are reported.
class Directives {
  public:
    Directives(const std::vector<Directive>& list, const std::string& file, Report& report)
        : list_(list), used_(list.size()), file_(file), report_(report) {}

    const Directive* find(std::string_view key);
    std::string text(std::string_view key);
    std::optional<std::uint32_t> number(std::string_view key);
    std::optional<content::Share> percent(std::string_view key);
    std::optional<bool> yes_no(std::string_view key);
    // The index of the value among `words`; an error that lists them otherwise.
    std::optional<std::size_t> word(std::string_view key,
                                    std::initializer_list<std::string_view> words);
    std::vector<const Directive*> all(std::string_view key);
    void refuse(const Directive& directive, const std::string& expected);
    // About all of them together.
    void refuse_all(std::string message, std::string mend);
    // To be called last.
    void report_unused();

  private:
    const std::vector<Directive>& list_;
    std::vector<bool> used_;
    const std::string& file_;
    Report& report_;
};

struct QuizHeader {
    content::QuizSettings settings;
    std::string title;
    std::string introduction;
};
QuizHeader read_quiz_header(Directives& header);

// "30m", "90s", "1h30m" in seconds; "3:20" and "1:02:03" as clocks show them.
std::optional<std::uint32_t> seconds_from(std::string_view text);
// "5MB", "200KB" in bytes, counted in thousands.
std::optional<std::uint64_t> size_from(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
std::optional<std::uint32_t> whole_number_from(std::string_view text);

}  // namespace approdo::import
