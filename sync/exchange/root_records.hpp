// The changes of a site's root as they travel: frames of a parcel, in any order and any number.
// Both sides of an exchange and joining read them here.
#pragma once

#include <span>

#include "sync/exchange/parcel.hpp"
#include "sync/log/root_chain.hpp"

namespace approdo::exchange {

// Those that can be read, by their number, so that a chain can take one after another.
std::vector<log::SignedRotation> root_records_in(std::span<const Frame> frames);
// The records behind the first `known`, as frames.
std::vector<Frame> root_frames(const log::RootChain& roots, std::size_t known = 0);

}  // namespace approdo::exchange
