// GIFT as a format that courses come in: one file of questions, which becomes a quiz. Questions
// that cannot be read are losses; with none left the file is refused.
#pragma once

#include "content/import/source/format.hpp"

namespace approdo::import {

extern const Format gift_format;

}  // namespace approdo::import
