// The word of a list that a mistyped one was most likely meant to be: at most a third of its
// letters changed, left out, added or swapped. Called where a command line names a command that is
// none, by both programs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace approdo {

// Empty: none is near.
std::string nearest(std::string_view typed, const std::vector<std::string>& known);

}  // namespace approdo
