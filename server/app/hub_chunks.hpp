// The chunks that a hub has in stock: copies of what the site has, so any of them may go. What was
// not asked for longest goes first, through restarts, too. Not safe for several threads at once;
// HubFolder, its only caller, sees to that.
#pragma once

#include <list>
#include <optional>
#include <unordered_map>

#include "server/store/chunk_store.hpp"

namespace approdo::app {

class HubChunks {
  public:
    explicit HubChunks(const std::filesystem::path& folder);

    std::optional<Bytes> get(const ChunkId& id);
    void put(const ChunkId& id, ByteView sealed);
    // Removes the one least used; false: there is none left.
    bool evict_one();

    std::uint64_t bytes() const { return bytes_; }
    std::uint64_t evicted() const { return evicted_; }

  private:
    struct Entry {
        ChunkId id;
        std::uint64_t bytes = 0;
    };
    void add_front(const ChunkId& id, std::uint64_t bytes);

    store::FolderChunks files_;
    std::list<Entry> newest_first_;
    std::unordered_map<ChunkId, std::list<Entry>::iterator> places_;
    std::uint64_t bytes_ = 0;
    std::uint64_t evicted_ = 0;
};

}  // namespace approdo::app
