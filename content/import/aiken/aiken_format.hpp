// Aiken as a format that courses come in: one file of questions becomes one quiz.
#pragma once

#include "content/import/source/format.hpp"

namespace approdo::import {

bool recognises_aiken(const Source& source);
Import read_aiken(const Source& source);

}  // namespace approdo::import
