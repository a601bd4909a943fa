#include "client_core/core/cache_store.hpp"

#include <algorithm>

#include "sync/crypto/hash.hpp"
#include "sync/sql/transaction.hpp"

namespace approdo::client {

bool CacheStore::has(const ChunkId& id) {
    return database_.one<int>("SELECT 1 FROM chunk WHERE id = ?1", id).has_value();
}

std::optional<Bytes> CacheStore::get(const ChunkId& id) {
    auto row = database_.query("SELECT sealed, used FROM chunk WHERE id = ?1", id);
    if (!row.step()) return std::nullopt;
    Bytes sealed = row.get<Bytes>(0);
    const auto used = row.get<std::uint64_t>(1);
    row.reset();
    // One write a start of the program and chunk is enough to order them by use.
    if (used < use_now()) note_use(id);
    return sealed;
}

// Only the order of eviction hangs on it: on a full disk people read on.
void CacheStore::note_use(const ChunkId& id) {
    try {
        database_.run("UPDATE chunk SET used = ?2 WHERE id = ?1", id, used_);
    } catch (const sql::SqlError& error) {
        if (!error.is_disk_full()) throw;
    }
}

std::uint64_t CacheStore::use_now() {
    if (used_ == 0) {
        used_ =
            database_.one<std::uint64_t>("SELECT coalesce(max(used), 0) FROM chunk").value_or(0) +
            1;
    }
    return used_;
}

Result<void> CacheStore::put(const ChunkId& id, ByteView sealed) {
    if (crypto::hash(crypto::domain::chunk_id, {sealed}).bytes != id.bytes) {
        return fail(ErrorCode::unauthentic, "a piece of content was altered on its way");
    }
    put_own(id, sealed);
    return {};
}

// New chunks count as used: else the first look at each would write the whole row again.
void CacheStore::put_own(const ChunkId& id, ByteView sealed) {
    database_.run("INSERT OR IGNORE INTO chunk (id, size, used, sealed) VALUES (?1, ?2, ?3, ?4)",
                  id, sealed.size(), use_now(), sealed);
}

void CacheStore::set_needs(const ChannelId& channel, ContentVersion version,
                           std::span<const ChunkNeed> needs) {
    sql::Transaction transaction(database_);
    database_.run("DELETE FROM chunk_user WHERE channel = ?1 AND version = ?2", channel, version);
    insert_needs(channel, version, needs);
    transaction.commit();
}

void CacheStore::add_needs(const ChannelId& channel, ContentVersion version,
                           std::span<const ChunkNeed> needs) {
    if (needs.empty()) return;
    sql::Transaction transaction(database_);
    insert_needs(channel, version, needs);
    transaction.commit();
}

void CacheStore::insert_needs(const ChannelId& channel, ContentVersion version,
                              std::span<const ChunkNeed> needs) {
    for (const ChunkNeed& need : needs) {
        database_.run(
            "INSERT OR IGNORE INTO chunk_user (channel, version, id, size, wanted, kept)"
            " VALUES (?1, ?2, ?3, ?4, 1, 1)",
            channel, version, need.id, need.size);
    }
}

void CacheStore::forget_needs(const ChannelId& channel, ContentVersion version) {
    database_.run("DELETE FROM chunk_user WHERE channel = ?1 AND version = ?2", channel, version);
}

void CacheStore::forget_missing(const ChannelId& channel, ContentVersion version) {
    database_.run(
        "DELETE FROM chunk_user WHERE channel = ?1 AND version = ?2"
        " AND NOT EXISTS (SELECT 1 FROM chunk AS c WHERE c.id = chunk_user.id)",
        channel, version);
}

void CacheStore::drop_unneeded(std::span<const ChunkId> ids) {
    sql::Transaction transaction(database_);
    for (const ChunkId& id : ids) {
        database_.run(
            "DELETE FROM chunk WHERE id = ?1"
            " AND NOT EXISTS (SELECT 1 FROM chunk_user AS u WHERE u.id = ?1)",
            id);
    }
    transaction.commit();
}

void CacheStore::set_kept(const ChannelId& channel, ContentVersion version, bool kept) {
    database_.run(
        "UPDATE chunk_user SET kept = ?3, wanted = ?3 WHERE channel = ?1 AND version = ?2", channel,
        version, kept);
}

std::vector<ChunkId> CacheStore::missing(std::size_t count_max) {
    std::vector<ChunkId> ids;
    auto rows = database_.query(
        "SELECT DISTINCT u.id FROM chunk_user AS u WHERE u.wanted = 1"
        " AND NOT EXISTS (SELECT 1 FROM chunk AS c WHERE c.id = u.id) LIMIT ?1",
        count_max);
    while (rows.step()) ids.push_back(rows.get<ChunkId>(0));
    return ids;
}

CacheStore::Amount CacheStore::missing_amount() {
    auto row = database_.query(
        "SELECT count(*), coalesce(sum(size), 0) FROM (SELECT u.id, max(u.size) AS size"
        " FROM chunk_user AS u WHERE u.wanted = 1"
        " AND NOT EXISTS (SELECT 1 FROM chunk AS c WHERE c.id = u.id) GROUP BY u.id)");
    if (!row.step()) return {};
    return {row.get<std::uint64_t>(0), row.get<std::uint64_t>(1)};
}

CacheStore::Amount CacheStore::held_amount() {
    auto row = database_.query("SELECT count(*), coalesce(sum(size), 0) FROM chunk");
    if (!row.step()) return {};
    return {row.get<std::uint64_t>(0), row.get<std::uint64_t>(1)};
}

std::pair<CacheStore::Amount, CacheStore::Amount> CacheStore::amounts_of(const ChannelId& channel,
                                                                         ContentVersion version) {
    auto row = database_.query(
        "SELECT count(*), coalesce(sum(u.size), 0), count(c.id),"
        " coalesce(sum(CASE WHEN c.id IS NULL THEN 0 ELSE u.size END), 0)"
        " FROM chunk_user AS u LEFT JOIN chunk AS c ON c.id = u.id"
        " WHERE u.channel = ?1 AND u.version = ?2",
        channel, version);
    if (!row.step()) return {};
    return {{row.get<std::uint64_t>(0), row.get<std::uint64_t>(1)},
            {row.get<std::uint64_t>(2), row.get<std::uint64_t>(3)}};
}

void CacheStore::set_budget(std::uint64_t bytes) {
    database_.run("INSERT OR REPLACE INTO setting (name, value) VALUES ('budget_bytes', ?1)",
                  bytes);
    evict();
}

std::uint64_t CacheStore::budget() {
    return database_.one<std::uint64_t>("SELECT value FROM setting WHERE name = 'budget_bytes'")
        .value_or(0);
}

void CacheStore::evict() {
    const std::uint64_t bound = budget();
    std::uint64_t bytes = held_amount().bytes;
    if (bound == 0 || bytes <= bound) return;
    std::vector<ChunkId> going;
    {
        auto rows = database_.query(
            "SELECT id, size FROM chunk AS c WHERE NOT EXISTS"
            " (SELECT 1 FROM chunk_user AS u WHERE u.id = c.id AND u.kept = 1) ORDER BY used");
        while (bytes > bound && rows.step()) {
            going.push_back(rows.get<ChunkId>(0));
            bytes -= std::min(bytes, rows.get<std::uint64_t>(1));
        }
    }
    sql::Transaction transaction(database_);
    for (const ChunkId& id : going) database_.run("DELETE FROM chunk WHERE id = ?1", id);
    transaction.commit();
}

}  // namespace approdo::client
