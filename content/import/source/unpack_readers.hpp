// The two readers of archives behind unpack(): each brings its entries to the target, in order.
#pragma once

#include "content/import/source/random_file.hpp"
#include "content/import/source/unpack_target.hpp"

namespace approdo::import {

Result<void> unpack_zip(const RandomFile& file, UnpackTarget& target, const UnpackLimits& limits);
Result<void> unpack_tar(const RandomFile& file, UnpackTarget& target);

}  // namespace approdo::import
