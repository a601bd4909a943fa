// The words of a page as somebody reads them aloud: block by block, without markup. Of pictures,
// sound and films nothing is read: what a narration says has to stand on the page, so that it can
// be marked there. Parsed as a browser would (gumbo). Called by script.cpp and marks.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace approdo::narration {

struct Block {
    std::string text;      // on one line, with single blanks
    std::string language;  // where it differs from the page's; else empty
    bool operator==(const Block&) const = default;
};

// Of a page as importers clean it, which nests in bounds.
std::vector<Block> blocks_of(std::string_view html);

// All of it in one line.
std::string words_of(std::string_view html);
// On one line, with single blanks; blanks that do not break are blanks.
std::string on_one_line(std::string_view text);

}  // namespace approdo::narration
