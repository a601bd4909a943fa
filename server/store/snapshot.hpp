// What a device's own scope adds up to, out of what was folded, in the short form that snapshots
// carry: alike for every store.
#pragma once

#include "server/store/store.hpp"

namespace approdo::store {

// nothing: the device is shut out, or nothing was folded of its account yet.
std::optional<exchange::FoldedScope> folded_scope(Session& session, const DeviceId& device);

}  // namespace approdo::store
