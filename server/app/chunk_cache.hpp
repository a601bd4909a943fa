// Answers for chunks, prepared once and shared by all who ask, up to a budget of bytes; what was
// not asked for longest goes first. An answer from a file takes an open file and not its bytes: it
// counts as much as keeps these to a number that the system allows. A chunk never changes, so
// nothing here is ever out of date. Any thread may use it; the network thread looks here before it
// troubles a worker.
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "server/app/http.hpp"

namespace approdo::app {

class ChunkCache {
  public:
    using Answer = std::shared_ptr<const PreparedAnswer>;

    explicit ChunkCache(std::size_t bytes_max) : bytes_max_(bytes_max) {}

    Answer find(const ChunkId& id);
    // Prepares the answer; gives back the one that is kept, which may be an earlier asker's.
    Answer put(const ChunkId& id, ByteView sealed);
    Answer put(const ChunkId& id, std::shared_ptr<const FileBody> file);

    struct Counts {
        std::uint64_t hits = 0;
        std::uint64_t misses = 0;
        std::size_t bytes = 0;
    };
    Counts counts() const;

  private:
    struct Entry {
        ChunkId id;
        Answer answer;
    };
    template <class Body>
    Answer keep(const ChunkId& id, const Body& body);
    void shrink();

    const std::size_t bytes_max_;
    mutable std::mutex mutex_;
    std::list<Entry> newest_first_;
    std::unordered_map<ChunkId, std::list<Entry>::iterator> places_;
    Counts counts_;
};

}  // namespace approdo::app
