// QTI 1.2: a package of quizzes and question banks (Canvas, Blackboard), or its XML files alone.
// Each becomes a quiz of its own; what an earlier version wrote is refused by that version's name.
// Cartridges are read by content/import/cartridge, which uses what is here.
#pragma once

#include "content/import/source/format.hpp"

namespace approdo::import {

extern const Format qti1_format;

}  // namespace approdo::import
