// How people write a course, module or unit in commands and addresses: made out of its title where
// the source has no short name of its own.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace approdo::import {

// "Prima di tutto la persona" → "prima-di-tutto-la-persona"; letters with accents lose them. Empty
// when no letter of the Latin alphabet and no digit is in it.
std::string slug_of(std::string_view text);
// The same, or `otherwise` when it would be empty; with a number behind it when `taken` has it.
std::string free_slug(std::string_view text, std::string_view otherwise,
                      std::set<std::string>& taken);

}  // namespace approdo::import
