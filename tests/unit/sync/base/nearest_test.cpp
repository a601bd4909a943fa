#include "sync/base/nearest.hpp"

#include "tests/support/test.hpp"

using namespace approdo;

TEST_CASE("nearest: a word with a slip finds the one that was meant", "[unit]") {
    const std::vector<std::string> known{"join", "sync", "status", "courses", "passphrase"};
    CHECK(nearest("sinc", known) == "sync");
    CHECK(nearest("snyc", known) == "sync");
    CHECK(nearest("statu", known) == "status");
    CHECK(nearest("coursse", known) == "courses");
    CHECK(nearest("pasphrase", known) == "passphrase");
}

TEST_CASE("nearest: a word that is none of them finds none", "[unit]") {
    const std::vector<std::string> known{"join", "sync", "status"};
    CHECK(nearest("pubblica", known).empty());
    CHECK(nearest("", known).empty());
    CHECK(nearest(std::string(1000, 'a'), known).empty());
    CHECK(nearest("sync", {}).empty());
}
