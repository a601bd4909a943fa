// Forks. A cloned device writes one log twice. Both continuations are kept; each becomes a branch
// whose id every replica derives alike, without asking anybody.
#pragma once

#include "sync/base/ids.hpp"

namespace approdo::log {

// hash(log || fork seq || first diverging hash): fork seq is the first sequence number that exists
// twice.
LogId branch_id(const LogId& log, Seq fork_seq, const Hash& first_diverging);

}  // namespace approdo::log
