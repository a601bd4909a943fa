// Database: one open SQLite file, used by one thread at a time. Always WAL with synchronous FULL
// (what was committed survives a power cut, unless wait_for_disk() says otherwise), foreign keys
// on, encrypted as a whole when a key is given. Opening answers with a Result what a file can cause
// (absent, wrong key, no database); everything after that throws SqlError. Stores (server/store,
// client_core/core) are its callers.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/bytes.hpp"
#include "sync/base/result.hpp"
#include "sync/sql/error.hpp"
#include "sync/sql/statement.hpp"

struct sqlite3;

namespace approdo::sql {

struct OpenOptions {
    std::string path;  // ":memory:" for one that lives as long as the object
    // 32 random bytes: the whole file is encrypted with AEGIS under them. Without: a plain file.
    std::optional<ByteView> key{};
    bool create = true;
    bool read_only = false;
    // Nobody else may open the file. Needed where memory cannot be shared between processes
    // (browser).
    bool exclusive = false;
    // Deleted content is overwritten with zeros, so that an erasure leaves nothing in the file.
    bool overwrite_deleted = false;
    std::string vfs{};  // name of a registered VFS; empty: the platform's own
    int busy_timeout_ms = 5000;
    int cache_kib = 0;      // 0: SQLite's own default
    int wal_pages_max = 0;  // about, before they go into the file itself; 0 likewise
    int page_bytes = 0;     // of a file that is made now, a power of two; 0 likewise
};

class Database {
  public:
    // not_found: no such file and not create. locked: the key does not fit, one is needed, or it is
    // no database at all (an encrypted file looks like any bytes). busy: somebody else holds it
    // alone.
    static Result<Database> open(const OpenOptions& options);

    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    // A prepared statement from the cache; text and bytes are copied when they are bound.
    template <class... T>
    Statement query(std::string_view sql, const T&... values) {
        Statement statement = prepare(sql);
        int position = 0;
        (statement.bind(++position, values), ...);
        return statement;
    }

    // Carries out one statement that gives no rows; returns the number of rows changed.
    template <class... T>
    std::int64_t run(std::string_view sql, const T&... values) {
        return prepare(sql).bind_all_in_place(values...).run();
    }

    // The first column of the first row, or nothing when there is no row.
    template <class Value, class... T>
    std::optional<Value> one(std::string_view sql, const T&... values) {
        Statement statement = prepare(sql);
        statement.bind_all_in_place(values...);
        if (!statement.step()) return std::nullopt;
        return statement.get<Value>(0);
    }

    // Several statements without parameters, as they stand in a .sql file.
    void run_script(std::string_view sql);

    std::int64_t last_row_id() const;
    bool in_transaction() const;
    // Whether commits wait for the disk, as they do from the start. Those that do not may be taken
    // back by a power cut, whole and last first, until one that waits changes something. Not inside
    // a transaction.
    void wait_for_disk(bool waits);
    // Rows that this connection has changed since it was opened.
    std::int64_t total_changes() const;

    // Moves what is in the write-ahead log into the file and empties the log. False: a reader was
    // in the way, and the next checkpoint goes on from there.
    bool checkpoint();

    // For what this wrapper does not cover (fault tests, hooks); callers include <sqlite3.h>
    // themselves.
    sqlite3* handle() const;

  private:
    explicit Database(std::unique_ptr<detail::Connection> connection);
    Statement prepare(std::string_view sql);

    std::unique_ptr<detail::Connection> connection_;
};

// Copies all of `from`, as it is at one moment, over `to`; writers of `from` need not stop. Both
// plain, or both encrypted under the same key.
void copy_database(Database& from, Database& to);

// SQLite's own check of every page and index, and of foreign keys; corrupt with the first findings.
Result<void> check_integrity(Database& database);

}  // namespace approdo::sql
