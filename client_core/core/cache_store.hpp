// cache.db: sealed chunks of content, evictable to a byte budget, least used first. Chunks of a
// version that is being downloaded, or is ready and assigned, are kept whatever the budget; what is
// here can always be fetched again, so losing this file costs bytes and nothing else.
#pragma once

#include "content/package/store.hpp"
#include "sync/sql/database.hpp"

namespace approdo::client {

struct ChunkNeed {
    ChunkId id;
    std::uint32_t size = 0;
};

class CacheStore final : public package::ChunkSink {
  public:
    explicit CacheStore(sql::Database database) : database_(std::move(database)) {}

    bool has(const ChunkId& id) override;
    // Also marks it as used.
    std::optional<Bytes> get(const ChunkId& id) override;
    // unauthentic: not the bytes of that id.
    Result<void> put(const ChunkId& id, ByteView sealed) override;
    // For what was sealed here a moment ago: its id was just made of these very bytes.
    void put_own(const ChunkId& id, ByteView sealed);

    // Which chunks a version needs; replaces what was said before of that version.
    void set_needs(const ChannelId& channel, ContentVersion version,
                   std::span<const ChunkNeed> needs);
    // Further chunks of a version that turned out to be needed.
    void add_needs(const ChannelId& channel, ContentVersion version,
                   std::span<const ChunkNeed> needs);
    void forget_needs(const ChannelId& channel, ContentVersion version);
    // Of what is needed and not here.
    void forget_missing(const ChannelId& channel, ContentVersion version);
    // Deletes those of these chunks that no version needs.
    void drop_unneeded(std::span<const ChunkId> ids);
    // Whether the chunks of a version may be evicted (a finished course).
    void set_kept(const ChannelId& channel, ContentVersion version, bool kept);

    // Needed and not here.
    std::vector<ChunkId> missing(std::size_t count_max);
    struct Amount {
        std::uint64_t chunks = 0;
        std::uint64_t bytes = 0;
    };
    Amount missing_amount();
    Amount held_amount();
    // What a version needs, and how much of it is here.
    std::pair<Amount, Amount> amounts_of(const ChannelId& channel, ContentVersion version);

    // 0: no bound. Evicts at once what is over it and may go.
    void set_budget(std::uint64_t bytes);
    std::uint64_t budget();
    void evict();

    sql::Database& database() { return database_; }

  private:
    void insert_needs(const ChannelId& channel, ContentVersion version,
                      std::span<const ChunkNeed> needs);

    sql::Database database_;
    // A number for this life of the program, above those of all earlier ones.
    std::uint64_t use_now();
    void note_use(const ChunkId& id);

    std::uint64_t used_ = 0;  // 0: not read yet
};

}  // namespace approdo::client
