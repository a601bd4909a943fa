// Aiken as a format that courses come in: one file of questions becomes one quiz.
#pragma once

#include "content/import/source/format.hpp"

namespace approdo::import {

extern const Format aiken_format;

}  // namespace approdo::import
