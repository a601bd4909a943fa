// The table of formats, the most specific first: the first that recognises a source reads it.
// Whoever adds a format adds it here, and nothing else knows of it.
#pragma once

#include <span>

#include "content/import/source/format.hpp"

namespace approdo::import {

std::span<const Format* const> formats();
// By content; null when none knows it.
const Format* format_of(const Source& source);

}  // namespace approdo::import
