// What the command says to people, in Italian and English, as a typed catalogue: a text that is
// missing in one language does not compile. {0}, {1} … stand for values.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "content/model/number.hpp"

namespace approdo::cli {

struct Text {
    std::string_view it;
    std::string_view en;
};

// Chosen once, at the start.
void speak(std::string_view language);
std::string_view spoken_language();

std::string say(const Text& text, std::initializer_list<std::string> values = {});

std::string size_text(std::uint64_t bytes);        // 12,4 MB
std::string duration_text(std::uint64_t seconds);  // 1 h 05 min
// Cut, not rounded: a score just below the pass mark does not read as if it had reached it.
std::string shown_score(content::Share score);     // 16,6 %
std::string shown_points(content::Points points);  // 1,83
std::string time_text(std::int64_t utc_ms);        // local date and time
std::string ago_text(std::int64_t ms);             // 2 giorni fa

}  // namespace approdo::cli
