// Sets of characters as regular expressions name them: classes, categories, ranges. They stand in
// ascending order and apart from each other, so that a look-up halves its way.
#pragma once

#include <vector>

#include "content/model/processing/pattern.hpp"

namespace approdo::content::processing {

using CharacterSet = std::vector<Pattern::Range>;

inline constexpr char32_t character_last = 0x10FFFF;

CharacterSet settled(CharacterSet set);
CharacterSet all_but(const CharacterSet& set);  // of a settled one
CharacterSet without(const CharacterSet& set, const CharacterSet& taken_out);
// With each character in lower case, as folded texts have them.
CharacterSet in_lower_case(const CharacterSet& set);
bool contains(const CharacterSet& set, char32_t character);

// d, s, w, i, c and their opposites in capitals; empty for any other letter.
CharacterSet class_named(char32_t letter);
// "L", "Lu", "Nd" …; empty when it is not known.
CharacterSet category_named(std::string_view name);

}  // namespace approdo::content::processing
