// Every implementation of the store, for the one suite that all of them have to pass: a test case
// templated over SqliteSite and InMemorySite gets a fresh, empty store.
#pragma once

#include "server/store/memory.hpp"
#include "server/store/sqlite.hpp"
#include "tests/support/temp_dir.hpp"

namespace approdo::test {

class SqliteSite {
  public:
    SqliteSite() : store_(open()) {}
    store::Store& store() { return *store_; }
    store::ChunkStore& chunks() { return chunks_; }

  private:
    std::unique_ptr<store::Store> open() {
        store::SqliteOptions options;
        options.path = folder_.file("site.db");
        return store::open_sqlite(options, chunks_).value();
    }

    TempDir folder_;
    store::MemoryChunks chunks_;
    std::unique_ptr<store::Store> store_;
};

class InMemorySite {
  public:
    store::Store& store() { return *store_; }
    store::ChunkStore& chunks() { return chunks_; }

  private:
    store::MemoryChunks chunks_;
    std::unique_ptr<store::Store> store_ = store::make_memory_store(chunks_);
};

// A 16-byte id that a test can tell from others at a glance.
template <class Id>
Id id_of(std::uint8_t number) {
    Id id;
    id.bytes.fill(number);
    return id;
}

}  // namespace approdo::test
