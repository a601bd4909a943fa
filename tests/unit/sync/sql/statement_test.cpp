#include "sync/sql/statement.hpp"

#include <limits>

#include "sync/sql/database.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace std::string_literals;

namespace {

sql::Database memory() {
    return sql::Database::open({.path = ":memory:"}).value();
}

enum class Colour : std::uint8_t { red = 1, blue = 2 };

}  // namespace

TEST_CASE("statement: every type comes back as it went in") {
    auto db = memory();
    db.run_script("CREATE TABLE t (a ANY, b ANY, c ANY, d ANY, e ANY, f ANY, g ANY, h ANY) STRICT");
    LogId log;
    log.bytes.fill(0xab);
    const Bytes bytes{0, 1, 255};
    const std::string text = "perché no\0?"s;
    db.run("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?)", log, Seq{41}, UtcMs{-5}, bytes, text,
           Colour::blue, true, 0.25);
    auto row = db.query("SELECT * FROM t");
    REQUIRE(row.step());
    CHECK(row.get<LogId>(0) == log);
    CHECK(row.get<Seq>(1) == Seq{41});
    CHECK(row.get<UtcMs>(2) == UtcMs{-5});
    CHECK(row.get<Bytes>(3) == bytes);
    CHECK(row.get<std::string>(4) == text);
    CHECK(row.get<Colour>(5) == Colour::blue);
    CHECK(row.get<bool>(6));
    CHECK(row.get<double>(7) == 0.25);
    CHECK_FALSE(row.step());
}

TEST_CASE("statement: extremes, empty values and nothing are kept apart") {
    auto db = memory();
    const auto largest = std::numeric_limits<std::uint64_t>::max();
    CHECK(db.one<std::uint64_t>("SELECT ?", largest) == largest);
    CHECK(db.one<Lamport>("SELECT ?", Lamport{largest}) == Lamport{largest});
    CHECK(db.one<std::string>("SELECT ?", std::string_view{}) == "");
    CHECK(db.one<Bytes>("SELECT ?", Bytes{}) == Bytes{});
    CHECK(db.one<int>("SELECT ? IS NULL", std::nullopt) == 1);
    CHECK_FALSE(db.one<std::optional<Seq>>("SELECT ?", std::optional<Seq>{}).value().has_value());
    CHECK(db.one<std::optional<Seq>>("SELECT ?", std::optional<Seq>{Seq{3}}).value() == Seq{3});
    CHECK(db.one<int>("SELECT 1 WHERE 0") == std::nullopt);
}

TEST_CASE("statement: a value of another kind or length is damage, not a guess") {
    auto db = memory();
    const auto is_corrupt = [](auto read) {
        try {
            read();
        } catch (const sql::SqlError& error) {
            return error.is_corrupt();
        }
        return false;
    };
    CHECK(is_corrupt([&] { db.one<LogId>("SELECT x'0102'"); }));
    CHECK(is_corrupt([&] { db.one<int>("SELECT 'seven'"); }));
    CHECK(is_corrupt([&] { db.one<int>("SELECT NULL"); }));
    CHECK(is_corrupt([&] { db.one<std::string>("SELECT 7"); }));
    CHECK(is_corrupt([&] { db.one<Bytes>("SELECT 'text'"); }));
}

TEST_CASE("statement: a query nested in itself does not disturb the outer one") {
    auto db = memory();
    db.run_script("CREATE TABLE t (x INTEGER) STRICT; INSERT INTO t VALUES (1), (2), (3);");
    int pairs = 0;
    auto outer = db.query("SELECT x FROM t ORDER BY x");
    while (outer.step()) {
        auto inner = db.query("SELECT x FROM t ORDER BY x");
        while (inner.step()) ++pairs;
    }
    CHECK(pairs == 9);
}

TEST_CASE("statement: from the cache it comes back without its old values") {
    auto db = memory();
    CHECK(db.one<std::optional<int>>("SELECT ?", 5) == std::optional<int>{5});
    auto again = db.query("SELECT ?");
    REQUIRE(again.step());
    CHECK(again.is_null(0));
}

TEST_CASE("statement: run() tells how many rows changed, reset() starts over") {
    auto db = memory();
    db.run_script("CREATE TABLE t (x INTEGER) STRICT");
    CHECK(db.run("INSERT INTO t VALUES (1), (2), (3)") == 3);
    CHECK(db.run("DELETE FROM t WHERE x > ?", 1) == 2);
    auto insert = db.query("INSERT INTO t VALUES (?)");
    for (int i = 10; i < 15; ++i) insert.bind(1, i).run();
    CHECK(db.one<int>("SELECT sum(x) FROM t") == 1 + 10 + 11 + 12 + 13 + 14);
}

TEST_CASE("statement: a broken rule of the schema is told apart from a wrong statement") {
    auto db = memory();
    db.run_script("CREATE TABLE t (x INTEGER PRIMARY KEY) STRICT; INSERT INTO t VALUES (1);");
    try {
        db.run("INSERT INTO t VALUES (1)");
        FAIL("a second row with the same key went in");
    } catch (const sql::SqlError& error) {
        CHECK(error.is_constraint());
    }
    try {
        db.run("INSERT INTO nowhere VALUES (1)");
        FAIL("a table that does not exist took a row");
    } catch (const sql::SqlError& error) {
        CHECK_FALSE(error.is_constraint());
    }
}
