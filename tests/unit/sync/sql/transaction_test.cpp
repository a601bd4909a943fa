#include "sync/sql/transaction.hpp"

#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;

namespace {

sql::Database with_table() {
    auto db = sql::Database::open({.path = ":memory:"}).value();
    db.run_script("CREATE TABLE t (x INTEGER UNIQUE) STRICT");
    return db;
}

int rows(sql::Database& db) {
    return db.one<int>("SELECT count(*) FROM t").value();
}

}  // namespace

TEST_CASE("transaction: kept when committed, gone when left") {
    auto db = with_table();
    {
        sql::Transaction transaction(db);
        db.run("INSERT INTO t VALUES (1)");
        transaction.commit();
    }
    {
        sql::Transaction transaction(db);
        db.run("INSERT INTO t VALUES (2)");
    }
    CHECK(rows(db) == 1);
    CHECK_FALSE(db.in_transaction());
}

TEST_CASE("transaction: an exception in the middle leaves nothing behind") {
    auto db = with_table();
    CHECK_THROWS_AS(
        [&] {
            sql::Transaction transaction(db);
            db.run("INSERT INTO t VALUES (1)");
            db.run("INSERT INTO t VALUES (1)");
            transaction.commit();
        }(),
        sql::SqlError);
    CHECK(rows(db) == 0);
}

TEST_CASE("transaction: a failed step inside a savepoint does not take the rest with it") {
    auto db = with_table();
    sql::Transaction transaction(db);
    db.run("INSERT INTO t VALUES (1)");
    {
        sql::Savepoint step(db);
        db.run("INSERT INTO t VALUES (2)");
    }
    {
        sql::Savepoint step(db);
        db.run("INSERT INTO t VALUES (3)");
        step.release();
    }
    transaction.commit();
    CHECK(db.one<int>("SELECT sum(x) FROM t") == 4);
}

TEST_CASE("transaction: a second writer is told to wait, a reader keeps seeing the old state") {
    const approdo::test::TempDir dir;
    const sql::OpenOptions options{.path = dir.file("a.db"), .busy_timeout_ms = 0};
    auto first = sql::Database::open(options).value();
    first.run_script("CREATE TABLE t (x INTEGER) STRICT");
    auto second = sql::Database::open(options).value();
    {
        sql::Transaction transaction(first);
        first.run("INSERT INTO t VALUES (1)");
        try {
            sql::Transaction other(second);
            FAIL("two writers at once");
        } catch (const sql::SqlError& error) {
            CHECK(error.is_busy());
        }
        CHECK(rows(second) == 0);
        transaction.commit();
    }
    sql::ReadTransaction snapshot(second);
    CHECK(rows(second) == 1);
    first.run("INSERT INTO t VALUES (2)");
    CHECK(rows(second) == 1);
}
