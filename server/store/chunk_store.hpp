// Sealed chunks by their ids: ciphertext that anybody may have, so no transaction and no owner. A
// chunk is written whole or not at all, never changed, and its bytes are checked against its id by
// whoever brings it.
#pragma once

#include <atomic>
#include <filesystem>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "sync/base/ids.hpp"

namespace approdo::store {

class ChunkStore {
  public:
    virtual ~ChunkStore() = default;
    virtual bool has(const ChunkId& id) = 0;
    virtual std::optional<Bytes> get(const ChunkId& id) = 0;
    // Whole or not at all; certain to be found after a power cut only once flush() returned.
    virtual void put(const ChunkId& id, ByteView sealed) = 0;
    // What was put before is on the disk.
    virtual void flush() = 0;
    // The file that holds its bytes and nothing else if it is here; empty where chunks are no
    // files.
    virtual std::filesystem::path file_of(const ChunkId& id) const = 0;
};

// DIR/ab/abcdef…: one file a chunk, named by its id, in 256 folders.
class FolderChunks final : public ChunkStore {
  public:
    explicit FolderChunks(std::filesystem::path folder);
    bool has(const ChunkId& id) override;
    std::optional<Bytes> get(const ChunkId& id) override;
    void put(const ChunkId& id, ByteView sealed) override;
    void flush() override;
    std::filesystem::path file_of(const ChunkId& id) const override;

    // For who keeps only as much as there is room for.
    void remove(const ChunkId& id);
    struct File {
        ChunkId id;
        std::uint64_t bytes = 0;
        std::filesystem::file_time_type used;  // when it was put, or marked last
    };
    std::vector<File> list() const;
    void mark_used(const ChunkId& id);

  private:
    const std::filesystem::path folder_;
    std::atomic<std::uint64_t> writes_ = 0;
    std::mutex mutex_;
    std::set<std::string> touched_;  // folders with new names that flush() brings to the disk
};

class MemoryChunks final : public ChunkStore {
  public:
    bool has(const ChunkId& id) override;
    std::optional<Bytes> get(const ChunkId& id) override;
    void put(const ChunkId& id, ByteView sealed) override;
    void flush() override {}
    std::filesystem::path file_of(const ChunkId&) const override { return {}; }

  private:
    std::mutex mutex_;
    std::unordered_map<ChunkId, Bytes> chunks_;
};

}  // namespace approdo::store
