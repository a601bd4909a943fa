// GET /chunk/{id} and POST /chunks. Both answer without sign-in: a chunk is ciphertext, named by
// its hash, and whoever carries it on (cache, hub, colleague) may have it.
#pragma once

#include <functional>
#include <optional>

#include "server/app/chunk_cache.hpp"
#include "server/app/router.hpp"
#include "server/app/worker_pool.hpp"

namespace approdo::app {

// Runs on worker threads, several at once.
using LoadChunk = std::function<std::optional<Bytes>(const ChunkId&)>;

// The chunk's file; nullptr: there is none, but the chunk may be here all the same.
using OpenChunk = std::function<std::shared_ptr<const FileBody>(const ChunkId&)>;

struct ChunkParts {
    SiteId site;
    LoadChunk load;
    ChunkCache& cache;
    WorkerPool& workers;
    // Left out where chunks are no files, or may be removed to make room: an open one would take it
    // still.
    OpenChunk open = nullptr;
};

// The request of POST /chunks is chunk ids, 32 bytes each. The answer is a parcel of chunk frames
// in the order asked; a chunk that is not here is left out, and the asker finds it still missing.
void add_chunk_routes(Router& router, ChunkParts parts);

}  // namespace approdo::app
