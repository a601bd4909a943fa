// What a check or an import found, in words for the author: what is wrong, where, and how to mend
// it. Errors stop publishing; nothing is ever dropped without a finding that says so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace approdo::import {

enum class Severity : std::uint8_t { error = 1, warning = 2, advice = 3 };
std::string_view name_of(Severity severity);

struct Finding {
    Severity severity = Severity::error;
    std::string file;      // as the author names it, from the course folder
    std::size_t line = 0;  // from 1; 0: the file as a whole
    std::string message;
    std::string mend;  // what to do; empty when the message says it
    bool operator==(const Finding&) const = default;
};

struct Report {
    std::vector<Finding> findings;

    void error(std::string file, std::size_t line, std::string message, std::string mend = {});
    void warning(std::string file, std::size_t line, std::string message, std::string mend = {});
    void advice(std::string file, std::size_t line, std::string message, std::string mend = {});
    std::size_t count(Severity severity) const;
    bool has_errors() const { return count(Severity::error) > 0; }
    // By file, line and severity; the same finding once.
    void settle();
};

// "quiz.gift:12"
std::string place_of(const Finding& finding);
// "quiz.gift:12: error: … (how to mend it)"; the severity in whatever words its reader knows.
std::string line_of(const Finding& finding, std::string_view severity);

}  // namespace approdo::import
