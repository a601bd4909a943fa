#include "sync/sql/migrate.hpp"

#include <array>

#include "tests/support/test.hpp"

using namespace approdo;
using sql::Migration;

namespace {

constexpr std::array first{Migration{1, "CREATE TABLE a (x INTEGER) STRICT;"}};
constexpr std::array both{
    Migration{1, "CREATE TABLE a (x INTEGER) STRICT;"},
    Migration{2, "ALTER TABLE a ADD COLUMN y INTEGER; UPDATE a SET y = x * 2;"}};
constexpr std::array broken{Migration{1, "CREATE TABLE a (x INTEGER) STRICT;"},
                            Migration{2, "CREATE TABLE b (x INTEGER) STRICT; SELECT * FROM c;"}};

sql::Database memory() {
    return sql::Database::open({.path = ":memory:"}).value();
}

}  // namespace

TEST_CASE("migrate: a new file gets every script, an old one only what it lacks") {
    auto db = memory();
    REQUIRE(sql::migrate(db, first).ok());
    db.run("INSERT INTO a VALUES (21)");
    REQUIRE(sql::migrate(db, both).ok());
    CHECK(db.one<int>("SELECT y FROM a") == 42);
    CHECK(sql::schema_version(db) == 2);
    REQUIRE(sql::migrate(db, both).ok());
    CHECK(sql::schema_version(db) == 2);
}

TEST_CASE("migrate: a file from the future is refused untouched") {
    auto db = memory();
    REQUIRE(sql::migrate(db, both).ok());
    const auto refused = sql::migrate(db, first);
    CHECK(refused.error().code == ErrorCode::unsupported);
    CHECK(sql::schema_version(db) == 2);
}

TEST_CASE("migrate: a script that fails leaves the file at the version before it") {
    auto db = memory();
    CHECK_THROWS_AS(sql::migrate(db, broken).ok(), sql::SqlError);
    CHECK(sql::schema_version(db) == 1);
    CHECK(db.one<int>("SELECT count(*) FROM sqlite_schema WHERE name = 'b'") == 0);
}
