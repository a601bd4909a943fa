// What only the store on disk can show: the file outlives the process, other processes write it as
// well, a file from the future is refused.
#include "server/store/sqlite.hpp"

#include <filesystem>

#include "sync/crypto/random.hpp"
#include "sync/sql/database.hpp"
#include "sync/wire/archive.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/server/store/stores.hpp"

using namespace approdo;
using namespace approdo::store;
using test::id_of;

namespace {

std::unique_ptr<Store> open(const test::TempDir& folder, ChunkStore& chunks) {
    SqliteOptions options;
    options.path = folder.file("site.db");
    return open_sqlite(options, chunks).value();
}

}  // namespace

TEST_CASE("sqlite store: what was committed is there after opening again") {
    const test::TempDir folder;
    MemoryChunks chunks;
    open(folder, chunks)->write([](Session& session) {
        session.site_logs().put_setting("a", Bytes{1});
    });
    open(folder, chunks)->read([](Session& session) {
        CHECK(session.site_logs().setting("a") == Bytes{1});
    });
}

TEST_CASE("sqlite store: what another process commits is seen, keys included") {
    const test::TempDir folder;
    MemoryChunks chunks;
    crypto::SeededRandom random(1);
    const auto ours = open(folder, chunks);
    const auto theirs = open(folder, chunks);
    ours->read([](Session& session) { CHECK(session.keyring().size() == 0); });
    const auto name = log::scope_key_name(id_of<ScopeId>(1), Epoch{1});
    theirs->write([&](Session& session) {
        session.site_logs().put_key(name, crypto::SymmetricKey::random(random));
        CHECK(session.people().next_serial() == 1);
    });
    ours->read([&](Session& session) { CHECK(session.keyring().find(name) != nullptr); });
    ours->write([&](Session& session) {
        CHECK(session.keyring().find(name) != nullptr);
        CHECK(session.people().next_serial() == 2);
    });
}

TEST_CASE("sqlite store: what was looked up once is another after a write, here or elsewhere") {
    const test::TempDir folder;
    MemoryChunks chunks;
    const auto ours = open(folder, chunks);
    const auto theirs = open(folder, chunks);
    const auto put = [](Session& session, std::uint64_t epoch) {
        session.site_logs().put_setting("server_epoch", wire::encode(ServerEpoch{epoch}));
    };
    ours->write([&](Session& session) {
        CHECK(session.server_epoch() == ServerEpoch{1});
        CHECK_THROWS(session.step([&] {
            put(session, 2);
            CHECK(session.server_epoch() == ServerEpoch{2});
            throw std::runtime_error("undone");
        }));
        CHECK(session.server_epoch() == ServerEpoch{1});
    });
    theirs->write([&](Session& session) { put(session, 3); });
    ours->write([](Session& session) { CHECK(session.server_epoch() == ServerEpoch{3}); });
    ours->read([](Session& session) { CHECK(session.server_epoch() == ServerEpoch{3}); });
    theirs->write([&](Session& session) { put(session, 4); });
    ours->read([](Session& session) { CHECK(session.server_epoch() == ServerEpoch{4}); });
}

TEST_CASE("sqlite store: a database from the future is refused and left alone") {
    const test::TempDir folder;
    MemoryChunks chunks;
    open(folder, chunks);
    {
        sql::OpenOptions options;
        options.path = folder.file("site.db");
        auto database = sql::Database::open(options).value();
        database.run_script("PRAGMA user_version = 999");
    }
    SqliteOptions options;
    options.path = folder.file("site.db");
    const auto refused = open_sqlite(options, chunks);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::unsupported);
}

TEST_CASE("sqlite store: a file that is not there is made only when asked to") {
    const test::TempDir folder;
    MemoryChunks chunks;
    SqliteOptions options;
    options.path = folder.file("site.db");
    options.create = false;
    const auto missing = open_sqlite(options, chunks);
    REQUIRE_FALSE(missing.ok());
    CHECK(missing.error().code == ErrorCode::not_found);
}

TEST_CASE("sqlite store: a copy holds what was there when it was made") {
    const test::TempDir folder;
    MemoryChunks chunks;
    const auto site = open(folder, chunks);
    site->write([](Session& session) { session.site_logs().put_setting("a", Bytes{1}); });
    REQUIRE(copy_sqlite(folder.file("site.db"), folder.file("copy.db")).ok());
    site->write([](Session& session) { session.site_logs().put_setting("a", Bytes{2}); });
    REQUIRE(check_sqlite(folder.file("copy.db")).ok());
    SqliteOptions options;
    options.path = folder.file("copy.db");
    open_sqlite(options, chunks).value()->read([](Session& session) {
        CHECK(session.site_logs().setting("a") == Bytes{1});
    });
}

TEST_CASE("chunk folder: a chunk is written once and read back whole") {
    const test::TempDir folder;
    FolderChunks chunks(folder.path() / "chunks");
    ChunkId id;
    id.bytes.fill(0xab);
    CHECK_FALSE(chunks.has(id));
    CHECK_FALSE(chunks.get(id));
    chunks.put(id, Bytes{1, 2, 3});
    chunks.put(id, Bytes{1, 2, 3});
    chunks.flush();
    CHECK(chunks.has(id));
    CHECK(chunks.get(id) == Bytes{1, 2, 3});
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
        if (entry.is_regular_file()) ++files;
    }
    CHECK(files == 1);
    FolderChunks again(folder.path() / "chunks");
    CHECK(again.get(id) == Bytes{1, 2, 3});
}
