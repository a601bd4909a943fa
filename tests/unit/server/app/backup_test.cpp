#include "server/app/backup.hpp"

#include <filesystem>
#include <fstream>

#include "server/store/sqlite.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::app;

namespace fs = std::filesystem;

namespace {

void write_file(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::trunc) << text;
}

std::string text_in(const fs::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

// A folder with a database, one chunk and one key.
DataFolder small_site(const fs::path& path, store::ChunkStore& chunks) {
    auto folder = DataFolder::make(path).value();
    store::SqliteOptions options;
    options.path = folder.database().string();
    store::open_sqlite(options, chunks).value()->write([](store::Session& session) {
        session.site_logs().put_setting("a", Bytes{1});
    });
    write_file(folder.chunks() / "ab" / "abcd", "a sealed chunk");
    write_file(folder.keys() / "box.key", "a key");
    return folder;
}

}  // namespace

TEST_CASE("data folder: a second program on the same folder is refused until the first is gone") {
    const test::TempDir parent;
    const fs::path path = parent.path() / "site";
    {
        const auto first = DataFolder::make(path).value();
        const auto second = DataFolder::open(path);
        REQUIRE_FALSE(second.ok());
        CHECK(second.error().code == ErrorCode::locked);
    }
    CHECK(DataFolder::open(path).ok());
}

TEST_CASE("data folder: one that others may enter is refused") {
    const test::TempDir parent;
    const fs::path path = parent.path() / "site";
    (void)DataFolder::make(path).value();
    fs::permissions(path, fs::perms::owner_all | fs::perms::group_exec);
    const auto refused = DataFolder::open(path);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::forbidden);
}

TEST_CASE("data folder: a site is made once and found only where one is") {
    const test::TempDir parent;
    CHECK(DataFolder::open(parent.path() / "nothing").error().code == ErrorCode::missing);
    store::MemoryChunks chunks;
    { const auto folder = small_site(parent.path() / "site", chunks); }
    CHECK(DataFolder::make(parent.path() / "site").error().code == ErrorCode::conflict);
}

TEST_CASE("backup: what was backed up is restored, keys readable by their owner alone") {
    const test::TempDir parent;
    store::MemoryChunks chunks;
    const auto site = small_site(parent.path() / "site", chunks);
    const fs::path backup = parent.path() / "backup";
    const auto written = write_backup(site, backup);
    REQUIRE(written.ok());
    CHECK(written->files == 3);
    const auto checked = check_backup(backup);
    REQUIRE(checked.ok());
    CHECK(checked->digest == written->digest);

    const auto restored = DataFolder::make(parent.path() / "restored").value();
    REQUIRE(copy_backup_into(backup, restored).ok());
    CHECK(text_in(restored.chunks() / "ab" / "abcd") == "a sealed chunk");
    CHECK(text_in(restored.keys() / "box.key") == "a key");
    const auto mode = fs::status(restored.keys() / "box.key").permissions();
    CHECK((mode & fs::perms::all) == (fs::perms::owner_read | fs::perms::owner_write));
    store::SqliteOptions options;
    options.path = restored.database().string();
    store::open_sqlite(options, chunks).value()->read([](store::Session& session) {
        CHECK(session.site_logs().setting("a") == Bytes{1});
    });
}

TEST_CASE("backup: an altered, missing or half-written file is found") {
    const test::TempDir parent;
    store::MemoryChunks chunks;
    const auto site = small_site(parent.path() / "site", chunks);
    const fs::path backup = parent.path() / "backup";
    CHECK(check_backup(backup).error().code == ErrorCode::not_found);
    REQUIRE(write_backup(site, backup).ok());
    const fs::path chunk = backup / "chunks" / "ab" / "abcd";
    write_file(chunk, "a sealed chunK");
    CHECK(check_backup(backup).error().code == ErrorCode::corrupt);
    fs::remove(chunk);
    CHECK(check_backup(backup).error().code == ErrorCode::not_found);
}

TEST_CASE("backup: a copy that a crash left half done is made whole by the next one") {
    const test::TempDir parent;
    store::MemoryChunks chunks;
    const auto site = small_site(parent.path() / "site", chunks);
    const fs::path backup = parent.path() / "backup";
    // As left behind by a backup that was killed: some of the file, under a name for unfinished
    // ones.
    write_file(backup / "chunks" / "ab" / "abcd.part", "a sea");
    REQUIRE(write_backup(site, backup).ok());
    CHECK(text_in(backup / "chunks" / "ab" / "abcd") == "a sealed chunk");
    CHECK_FALSE(fs::exists(backup / "chunks" / "ab" / "abcd.part"));
    // A changed key is copied again.
    write_file(site.keys() / "box.key", "a newer key");
    REQUIRE(write_backup(site, backup).ok());
    CHECK(text_in(backup / "keys" / "box.key") == "a newer key");
}
