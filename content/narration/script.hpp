// What is read aloud of one page: its title and its words, sentence by sentence, in order. The hash
// tells whether a narration was made from these very words. Called by the command that speaks them
// and by the reader of course folders.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace approdo::narration {

struct Sentence {
    std::string text;
    std::string language;     // of its voice
    bool ends_block = false;  // a longer pause follows
    bool operator==(const Sentence&) const = default;
};
using Script = std::vector<Sentence>;

// `html` as in a Page, without its title. What has neither a letter nor a digit is not read.
Script script_of(std::string_view title, std::string_view html, const std::string& language);

// Hex.
std::string hash_of(const Script& script);

// Where a narration goes beside `page`, the path of a page in a package (a/x.page): a/x.narration
inline constexpr std::string_view narration_end = ".narration";
std::string narration_of(std::string_view page_path);
// What its sound may be called behind that. Speech is written as the first; the first that is there
// is taken.
inline constexpr std::array<const char*, 4> sound_ends{".ogg", ".opus", ".mp3", ".m4a"};

}  // namespace approdo::narration
