#include "server/command/csv.hpp"

#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::server;

TEST_CASE("csv: cells, quotes, line ends and separators as spreadsheets write them", "[unit]") {
    const auto table = read_csv("a,b\n1,\"two, \"\"2\"\"\nlines\"\n\nx,\r\n", {"b", "a"});
    REQUIRE(table.ok());
    REQUIRE(table.value().rows.size() == 2);
    CHECK(table.value().rows[0].at("b") == "two, \"2\"\nlines");
    CHECK(table.value().rows[0].line == 2);
    CHECK(table.value().rows[1].at("a") == "x");
    CHECK(table.value().rows[1].at("b").empty());
    CHECK(table.value().rows[1].line == 5);
    CHECK(read_csv("a;b\n1,5;2", {"a"}).value().rows[0].at("a") == "1,5");
}

TEST_CASE("csv: a missing column, a short line and an open quote are told with their line",
          "[unit]") {
    CHECK(read_csv("", {"a"}).error().message.find("empty") != std::string::npos);
    CHECK(read_csv("a\n1", {"b"}).error().message.find("«b»") != std::string::npos);
    CHECK(read_csv("a,b\n1,2\n1", {"a"}).error().message.find("line 3") != std::string::npos);
    CHECK(read_csv("a\n\"1", {"a"}).error().message.find("line 2") != std::string::npos);
    CHECK(read_csv("a,b\n\"1\"2,3", {"a"}).error().message.find("line 2") != std::string::npos);
    CHECK(read_csv("a,a\n1,2", {"a"}).error().message.find("«a»") != std::string::npos);
}

TEST_CASE("csv: what an older spreadsheet saved is read, and UTF-16 is called by its name",
          "[unit]") {
    CHECK(read_csv("a;b\nNicol\xf2;1", {"a"}).value().rows[0].at("a") == "Nicolò");
    CHECK(read_csv("a;b\nNicolò;1", {"a"}).value().rows[0].at("a") == "Nicolò");
    const std::string wide(
        "\xff\xfe"
        "a\0",
        4);
    CHECK(read_csv(wide, {"a"}).error().message.find("UTF-16") != std::string::npos);
}
