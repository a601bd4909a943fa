// What the cleaner needs to know of words: their direction, the anchor of a heading, how many there
// are; and how text is written into HTML.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "content/model/text.hpp"

namespace approdo::import {

// The deepest nesting that a parser could make of this text.
int nesting_of(std::string_view html);
// The direction of the first letter that has one.
content::Direction strong_direction(std::string_view text);
// As most Markdown readers make it: lower case, words joined by dashes.
std::string anchor_of(std::string_view text);
bool is_id(std::string_view text);
// As a reader counts them; scripts without blanks count about two characters a word.
std::uint32_t words_in(std::string_view text);

std::string escaped_text(std::string_view text);
std::string escaped_attribute(std::string_view text);
// The words of clean HTML without markup.
std::string plain_text(std::string_view html);

}  // namespace approdo::import
