// The 1,024 words of spoken and typed codes, in alphabetical order: ten bits each.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace approdo::package {

inline constexpr std::size_t code_word_count = 1024;

const std::array<std::string_view, code_word_count>& code_words();

}  // namespace approdo::package
