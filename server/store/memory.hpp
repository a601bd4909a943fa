// The store in memory: for tests of services, for the simulator, and as the second implementation
// that keeps the interface honest. It forgets everything with the process; otherwise it behaves as
// the one on disk, transactions included.
#pragma once

#include <memory>

#include "server/store/chunk_store.hpp"
#include "server/store/store.hpp"

namespace approdo::store {

// `chunks` has to outlive the store.
std::unique_ptr<Store> make_memory_store(ChunkStore& chunks);

}  // namespace approdo::store
