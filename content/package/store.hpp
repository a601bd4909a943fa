// Where sealed chunks come from and go to. Whoever has a disk, a database or a network stands
// behind these interfaces; the package layer checks every byte it gets from them against its id, so
// a source may be anybody's. Losing a disk throws; a full quota or a refusing peer returns an
// error.
#pragma once

#include <optional>
#include <unordered_map>

#include "sync/base/ids.hpp"

namespace approdo::package {

class ChunkSource {
  public:
    virtual ~ChunkSource() = default;
    virtual bool has(const ChunkId& id) = 0;
    virtual std::optional<Bytes> get(const ChunkId& id) = 0;
};

// put() of a chunk that is there already changes nothing and succeeds.
class ChunkSink : public ChunkSource {
  public:
    virtual Result<void> put(const ChunkId& id, ByteView sealed) = 0;
};

// For small packages, parcels in memory and tests.
class MemoryChunks final : public ChunkSink {
  public:
    bool has(const ChunkId& id) override { return chunks_.contains(id); }
    std::optional<Bytes> get(const ChunkId& id) override {
        const auto found = chunks_.find(id);
        if (found == chunks_.end()) return std::nullopt;
        return found->second;
    }
    Result<void> put(const ChunkId& id, ByteView sealed) override {
        chunks_.try_emplace(id, sealed.begin(), sealed.end());
        return {};
    }
    void erase(const ChunkId& id) { chunks_.erase(id); }
    const std::unordered_map<ChunkId, Bytes>& all() const { return chunks_; }
    std::unordered_map<ChunkId, Bytes>& all() { return chunks_; }

  private:
    std::unordered_map<ChunkId, Bytes> chunks_;
};

}  // namespace approdo::package
