// Regular expressions as QTI's patternMatch has them (those of XML Schema: always the whole text),
// matched in one pass over the text, whatever the pattern: no pattern can make a device hang.
// Alternatives, groups, classes with ranges, negation and subtraction, the escapes \d \w \s \i \c
// and their opposites, \p{L} with the general categories that need no tables of Unicode (all
// letters beyond ASCII count as letters), and quantifiers. What is beyond the bounds, or no
// pattern, is said when it is compiled.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"

namespace approdo::content::processing {

class Pattern {
  public:
    static constexpr std::size_t size_max = 2'000;       // characters of the pattern
    static constexpr std::size_t states_max = 5'000;     // after {n,m} is written out
    static constexpr std::size_t work_max = 20'000'000;  // states times characters in one match

    static Result<Pattern> compile(std::string_view pattern, bool case_matters);

    // Nothing is a match of a text that is too long for the bounds.
    bool matches(std::string_view text) const;
    // For those who count steps: what matching this text costs at most.
    std::size_t work(std::string_view text) const { return states_.size() * (text.size() + 1); }

    struct Range {
        char32_t first = 0;
        char32_t last = 0;
        bool operator==(const Range&) const = default;
    };
    enum class Kind : std::uint8_t { set, split, jump, end };
    struct State {
        Kind kind = Kind::end;
        std::uint32_t set = 0;     // of `sets_`
        std::uint32_t next = 0;    // of a split: one way
        std::uint32_t second = 0;  // and the other
    };

  private:
    friend class PatternParser;
    void follow(std::uint32_t state, std::vector<std::uint32_t>& now,
                std::vector<bool>& there) const;

    std::vector<State> states_;
    std::vector<std::vector<Range>> sets_;  // ascending, apart from each other
    bool case_matters_ = true;
};

}  // namespace approdo::content::processing
