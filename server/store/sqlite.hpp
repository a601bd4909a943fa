// The store over SQLite: one file, WAL with synchronous FULL, one writer at a time, a pool of
// readers that see unchanging states and never stop it. Several processes may have the file open;
// who may serve it is for the data folder's lock to say.
#pragma once

#include <memory>
#include <string>

#include "server/store/archive.hpp"
#include "server/store/chunk_store.hpp"
#include "server/store/store.hpp"

namespace approdo::store {

struct SqliteOptions {
    std::string path;
    bool create = true;
    std::size_t readers_max = 8;
    std::string vfs;  // SQLite's name of the storage; empty: the platform's own
};

// Makes or migrates the file. unsupported: it was written by a newer program. not_found: it is not
// there and must not be made. `chunks` has to outlive the store.
Result<std::unique_ptr<Store>> open_sqlite(const SqliteOptions& options, ChunkStore& chunks);

// A copy of the whole database as it is at one moment, while others go on writing.
Result<void> copy_sqlite(const std::string& from, const std::string& to);
// SQLite's own check of every page.
Result<void> check_sqlite(const std::string& path);
// unsupported: another version of this program made the file; nothing in it is touched.
Result<CopyMark> mark_of_sqlite(const std::string& path);
Result<int> schema_of_sqlite(const std::string& path);

}  // namespace approdo::store
