#include "client_core/cli/console.hpp"

#include "tests/support/test.hpp"

using namespace approdo::cli;

TEST_CASE("console: a log gets a line of progress every ten seconds, and none for what is short",
          "[unit]") {
    const Console console;
    ProgressBar bar(console, "Scarico");
    CHECK(bar.line_at(1'000, 0, 200).empty());
    CHECK(bar.line_at(10'999, 50, 200).empty());
    const std::string line = bar.line_at(11'000, 100, 200);
    CHECK(line.starts_with("Scarico: 50 %"));
    CHECK(bar.line_at(20'999, 150, 200).empty());
    CHECK_FALSE(bar.line_at(21'000, 150, 200).empty());
}
