#include "sync/sql/database.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "sync/sql/transaction.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using approdo::test::TempDir;

namespace {

Bytes key_of(std::uint8_t fill) {
    return Bytes(32, fill);
}

sql::OpenOptions keyed(const std::string& path, const Bytes& key) {
    sql::OpenOptions options{.path = path};
    options.key = ByteView(key);
    return options;
}

std::string contents(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write(const std::string& path, std::string_view text) {
    std::ofstream(path, std::ios::binary) << text;
}

}  // namespace

TEST_CASE("database: what was committed is there after reopening, synchronous FULL in WAL") {
    const TempDir dir;
    {
        auto db = sql::Database::open({.path = dir.file("a.db")}).value();
        db.run_script("CREATE TABLE t (x INTEGER) STRICT; INSERT INTO t VALUES (7);");
        CHECK(db.one<std::string>("PRAGMA journal_mode") == "wal");
        CHECK(db.one<int>("PRAGMA synchronous") == 2);
        CHECK(db.one<int>("PRAGMA foreign_keys") == 1);
    }
    auto db = sql::Database::open({.path = dir.file("a.db"), .create = false}).value();
    CHECK(db.one<int>("SELECT x FROM t") == 7);
}

TEST_CASE("database: the size of pages is that of the file's first day, with a key and without") {
    const TempDir dir;
    const Bytes key = key_of(0x5a);
    for (const bool is_keyed : {false, true}) {
        auto options = is_keyed ? keyed(dir.file("keyed.db"), key)
                                : sql::OpenOptions{.path = dir.file("plain.db")};
        options.page_bytes = 16 * 1024;
        {
            auto db = sql::Database::open(options).value();
            db.run_script("CREATE TABLE t (x BLOB) STRICT");
            db.run("INSERT INTO t VALUES (?)", Bytes(100'000, 7));
            CHECK(db.one<int>("PRAGMA page_size") == 16 * 1024);
        }
        options.page_bytes = is_keyed ? 0 : 4 * 1024;
        auto db = sql::Database::open(options).value();
        CHECK(db.one<int>("PRAGMA page_size") == 16 * 1024);
        CHECK(db.one<Bytes>("SELECT x FROM t") == Bytes(100'000, 7));
    }
}

TEST_CASE("database: with a key nothing readable lies on the disk, and only that key opens it") {
    const TempDir dir;
    const Bytes key = key_of(0x5a);
    const std::string secret = "the learner answered B, D and F";
    {
        auto db = sql::Database::open(keyed(dir.file("a.db"), key)).value();
        db.run_script("CREATE TABLE answers (text TEXT) STRICT");
        db.run("INSERT INTO answers VALUES (?)", secret);
        CHECK(contents(dir.file("a.db-wal")).find(secret) == std::string::npos);
        db.checkpoint();
    }
    CHECK(contents(dir.file("a.db")).find(secret) == std::string::npos);
    CHECK(contents(dir.file("a.db")).find("answers") == std::string::npos);
    {
        auto db = sql::Database::open(keyed(dir.file("a.db"), key)).value();
        CHECK(db.one<std::string>("SELECT text FROM answers") == secret);
    }
    CHECK(sql::Database::open(keyed(dir.file("a.db"), key_of(1))).error().code ==
          ErrorCode::locked);
    CHECK(sql::Database::open({.path = dir.file("a.db")}).error().code == ErrorCode::locked);
}

TEST_CASE("database: without a key the file is plain SQLite that any tool reads") {
    const TempDir dir;
    {
        auto db = sql::Database::open({.path = dir.file("a.db")}).value();
        db.run_script("CREATE TABLE plain (x) ");
    }
    CHECK(contents(dir.file("a.db")).starts_with("SQLite format 3"));
}

TEST_CASE("database: what cannot be opened says why") {
    const TempDir dir;
    CHECK(sql::Database::open({.path = dir.file("absent.db"), .create = false}).error().code ==
          ErrorCode::not_found);
    write(dir.file("letter.txt"), std::string(8192, 'x'));
    CHECK(sql::Database::open({.path = dir.file("letter.txt")}).error().code == ErrorCode::locked);
}

TEST_CASE("database: an exclusive owner keeps others out") {
    const TempDir dir;
    sql::OpenOptions options{.path = dir.file("a.db"), .exclusive = true, .busy_timeout_ms = 0};
    auto owner = sql::Database::open(options).value();
    owner.run_script("CREATE TABLE t (x INTEGER) STRICT");
    CHECK(sql::Database::open(options).error().code == ErrorCode::busy);
}

TEST_CASE("database: a read-only connection sees and cannot change") {
    const TempDir dir;
    auto writer = sql::Database::open({.path = dir.file("a.db")}).value();
    writer.run_script("CREATE TABLE t (x INTEGER) STRICT; INSERT INTO t VALUES (1);");
    auto reader = sql::Database::open({.path = dir.file("a.db"), .read_only = true}).value();
    CHECK(reader.one<int>("SELECT x FROM t") == 1);
    CHECK_THROWS_AS(reader.run("INSERT INTO t VALUES (2)"), sql::SqlError);
}

TEST_CASE("database: a full disk is told apart and harms nothing saved before") {
    auto db = sql::Database::open({.path = ":memory:"}).value();
    db.run_script("CREATE TABLE t (x BLOB) STRICT; INSERT INTO t VALUES (x'01');");
    CHECK(db.one<int>("PRAGMA max_page_count = 8").has_value());
    try {
        db.run("INSERT INTO t VALUES (zeroblob(1000000))");
        FAIL("a million bytes fitted into eight pages");
    } catch (const sql::SqlError& error) {
        CHECK(error.is_disk_full());
        CHECK(sql::to_error(error).code == ErrorCode::exhausted);
    }
    CHECK(db.one<int>("SELECT count(*) FROM t") == 1);
}

TEST_CASE("database: a copy is whole, also of an encrypted file with an open writer") {
    const TempDir dir;
    const Bytes key = key_of(3);
    auto from = sql::Database::open(keyed(dir.file("from.db"), key)).value();
    from.run_script("CREATE TABLE t (x INTEGER PRIMARY KEY, y BLOB) STRICT");
    for (int i = 0; i < 500; ++i) from.run("INSERT INTO t VALUES (?, zeroblob(300))", i);
    {
        auto to = sql::Database::open(keyed(dir.file("to.db"), key)).value();
        sql::copy_database(from, to);
    }
    auto to = sql::Database::open(keyed(dir.file("to.db"), key)).value();
    CHECK(to.one<int>("SELECT count(*) FROM t") == 500);
    CHECK(sql::check_integrity(to).ok());
}

TEST_CASE("database: damage inside a file is found by the integrity check") {
    const TempDir dir;
    {
        auto db = sql::Database::open({.path = dir.file("a.db")}).value();
        db.run_script(
            "CREATE TABLE t (x INTEGER PRIMARY KEY, y TEXT) STRICT;"
            "CREATE INDEX t_y ON t (y)");
        for (int i = 0; i < 2000; ++i)
            db.run("INSERT INTO t VALUES (?, ?)", i, "row " + std::to_string(i));
        CHECK(sql::check_integrity(db).ok());
    }
    std::string bytes = contents(dir.file("a.db"));
    REQUIRE(bytes.size() > 5 * 4096);
    std::fill_n(bytes.begin() + 4 * 4096, 2048, '\x01');
    write(dir.file("a.db"), bytes);
    auto db = sql::Database::open({.path = dir.file("a.db")}).value();
    bool found = false;
    try {
        found = !sql::check_integrity(db).ok();
    } catch (const sql::SqlError& error) {
        found = error.is_corrupt();
    }
    CHECK(found);
}

TEST_CASE("database: deleted content is overwritten when asked") {
    const TempDir dir;
    const std::string secret = "a name that has to disappear";
    {
        auto db =
            sql::Database::open({.path = dir.file("a.db"), .overwrite_deleted = true}).value();
        db.run_script("CREATE TABLE t (x TEXT) STRICT");
        db.run("INSERT INTO t VALUES (?)", secret);
        db.checkpoint();
        CHECK(contents(dir.file("a.db")).find(secret) != std::string::npos);
        db.run("DELETE FROM t");
        db.checkpoint();
    }
    CHECK(contents(dir.file("a.db")).find(secret) == std::string::npos);
}
