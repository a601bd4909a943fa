#include "sync/sql/database.hpp"
#include "sync/sql/error.hpp"
#include "sync/sql/transaction.hpp"
#include "tests/simulation/machine.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::sim;

namespace {

sql::Database open(Machine& machine, const char* vfs = plain_vfs) {
    sql::OpenOptions options;
    options.path = machine.folder() + "/file.db";
    options.vfs = vfs;
    return std::move(sql::Database::open(options)).value();
}

int rows(sql::Database& database) {
    return database.one<int>("SELECT count(*) FROM t").value();
}

}  // namespace

TEST_CASE("disk: what was synced survives a power cut, what was not may go, sector by sector") {
    bool kept = false, lost = false;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        test::SeededRandom chance(seed);
        StoredFile file;
        file.write(0, Bytes(2000, 1));
        file.sync();
        file.write(0, Bytes(512, 2));
        file.write(3000, Bytes(100, 3));
        file.lose_unsynced(chance);
        Bytes bytes(2000);
        REQUIRE(file.read(0, bytes) == 2000);
        CHECK((bytes[0] == 1 || bytes[0] == 2));
        CHECK(bytes[512] == 1);
        kept = kept || bytes[0] == 2;
        lost = lost || file.size() == 2000;
    }
    CHECK(kept);
    CHECK(lost);
}

TEST_CASE("disk: an image stays what it was when the file is written after it") {
    Disk disk;
    disk.make("a").write(0, Bytes{1});
    const DiskImage image = disk.image();
    disk.find("a")->write(0, Bytes{2});
    CHECK(*image.at("a") == Bytes{1});
    disk.restore(image);
    Bytes byte(1);
    CHECK(disk.find("a")->read(0, byte) == 1);
    CHECK(byte == Bytes{1});
}

TEST_CASE("disk: a committed transaction survives a power cut at any later step, none is half") {
    for (std::uint64_t at = 0; at < 60; ++at) {
        Machine machine("m");
        {
            auto database = open(machine);
            database.run_script("CREATE TABLE t (v INTEGER) STRICT");
            int committed = 0;
            machine.disk.plan(DiskFault::power_cut, at);
            try {
                for (int i = 0; i < 10; ++i) {
                    sql::Transaction transaction(database);
                    database.run("INSERT INTO t VALUES (?1), (?1)", i);
                    transaction.commit();
                    committed += 2;
                }
            } catch (const sql::SqlError&) {
            }
            test::SeededRandom chance(at);
            machine.disk.power_on(&chance);
            auto after = open(machine);
            CHECK(rows(after) >= committed);
            CHECK(rows(after) % 2 == 0);
        }
    }
}

TEST_CASE("disk: a full disk and an error are told, and pass") {
    Machine machine("m");
    auto database = open(machine);
    database.run_script("CREATE TABLE t (v BLOB) STRICT");
    machine.disk.set_capacity(machine.disk.bytes_used() + 1000);
    CHECK_THROWS_AS(database.run("INSERT INTO t VALUES (zeroblob(100000))"), sql::SqlError);
    machine.disk.set_capacity(1U << 30);
    CHECK(database.run("INSERT INTO t VALUES (zeroblob(100000))") == 1);
    machine.disk.plan(DiskFault::io_error, 0);
    CHECK_THROWS_AS(database.run("INSERT INTO t VALUES (zeroblob(10))"), sql::SqlError);
    CHECK(database.run("INSERT INTO t VALUES (zeroblob(10))") == 1);
    CHECK(machine.disk.faults() >= 2);
}
