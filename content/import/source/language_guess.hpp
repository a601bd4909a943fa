// In which language a text is, for sources that do not say: by its script, else by the small words
// that every text has. Good enough to choose a voice and a direction; the report says that it was
// guessed.
#pragma once

#include <string>
#include <string_view>

namespace approdo::import {

// A primary tag: "it", "ar" …; Italian where nothing can be told. Markup does no harm.
std::string guess_language(std::string_view text);

}  // namespace approdo::import
